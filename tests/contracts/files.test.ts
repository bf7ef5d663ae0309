import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDiskFiles } from '#adapters/files-disk/disk-files.ts'
import { bytesOf, filesContract, inPieces, sha256Of } from './files.contract.ts'

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'polydesk-files-'))
  try {
    await body(join(parent, 'files'))
  } finally {
    await rm(parent, { recursive: true })
  }
}

/** Every file below a folder, by its path in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

filesContract('disk', (body) => inFolder(async (folder) => body(await openDiskFiles(folder))))

const bytes = Buffer.from('some bytes')
const sha256 = sha256Of(bytes)
const path = join(sha256.slice(0, 2), sha256.slice(2))

test('files: disk: the same bytes are kept once, for their owner only', () =>
  inFolder(async (folder) => {
    const files = await openDiskFiles(folder)
    await files.put(inPieces(bytes, 3), 100)
    await files.put(inPieces(bytes, 4), 100)
    assert.deepEqual(await filesIn(folder), [path])
    assert.equal((await stat(join(folder, path))).mode & 0o777, 0o600)
    assert.equal((await stat(join(folder, path, '..'))).mode & 0o777, 0o700)
    assert.equal((await stat(folder)).mode & 0o777, 0o700)
  }))

test('files: disk: what is too large or breaks off leaves nothing behind', () =>
  inFolder(async (folder) => {
    const files = await openDiskFiles(folder)
    assert.equal(await files.put(inPieces(bytes, 3), 5), 'too-large')
    const broken = async function* () {
      yield bytes
      throw new Error('cut off')
    }
    await assert.rejects(files.put(broken(), 100))
    assert.deepEqual(await filesIn(folder), [])
  }))

test('files: disk: a start removes what interrupted uploads left, and keeps what is whole', () =>
  inFolder(async (folder) => {
    const files = await openDiskFiles(folder)
    await files.put(inPieces(bytes, 3), 100)
    const upload = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const interrupted = files.put(
      (async function* () {
        yield bytes
        begun.resolve()
        await upload.promise
      })(),
      100,
    )
    await begun.promise
    assert.equal((await filesIn(folder)).length, 2)
    const again = await openDiskFiles(folder)
    assert.deepEqual(await filesIn(folder), [path])
    assert.deepEqual(await bytesOf(await again.get(sha256)), bytes)
    upload.reject(new Error('cut off'))
    await assert.rejects(interrupted)
  }))

test('files: disk: an answer that is never read opens nothing', () =>
  inFolder(async (folder) => {
    const files = await openDiskFiles(folder)
    await files.put(inPieces(bytes, 3), 100)
    const stream = await files.get(sha256)
    assert.ok(stream)
    await rm(join(folder, path))
    await assert.rejects(bytesOf(stream), { code: 'ENOENT' })
  }))

test('files: disk: a folder that cannot be made rejects', () =>
  inFolder(async (folder) => {
    await writeFile(folder, 'a file')
    await assert.rejects(openDiskFiles(folder), { code: /ENOTDIR|EEXIST/ })
  }))

test('files: disk: a check leaves nothing behind, and rejects when nothing can be written', () =>
  inFolder(async (folder) => {
    const files = await openDiskFiles(folder)
    await files.check()
    assert.deepEqual(await filesIn(folder), [])
    await rm(folder, { recursive: true })
    await assert.rejects(files.check(), { code: 'ENOENT' })
  }))
