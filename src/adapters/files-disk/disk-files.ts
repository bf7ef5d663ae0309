import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Files } from '#ports/files.ts'

const nameForm = /^[0-9a-f]{64}$/
const headBytes = 4_100

/**
 * Files under their SHA-256 in a folder: `ab/cdef…`. Removes what interrupted uploads left behind, so open the store
 * first: it keeps other processes out.
 */
export async function openDiskFiles(folder: string): Promise<Files> {
  const unfinished = join(folder, 'unfinished')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  return new DiskFiles(folder, unfinished)
}

class DiskFiles implements Files {
  readonly #folder: string
  readonly #unfinished: string

  constructor(folder: string, unfinished: string) {
    this.#folder = folder
    this.#unfinished = unfinished
  }

  async put(bytes: AsyncIterable<Uint8Array>, limitBytes: number): ReturnType<Files['put']> {
    const path = join(this.#unfinished, randomUUID())
    const file = await open(path, 'wx', 0o600)
    try {
      const written = await write(bytes, limitBytes, (chunk) => file.appendFile(chunk))
      if (written === 'too-large') return written
      await file.sync()
      await this.#keep(path, written.sha256)
      return written
    } finally {
      await file.close()
      await rm(path, { force: true })
    }
  }

  async get(sha256: string): Promise<AsyncIterable<Uint8Array> | null> {
    if (!nameForm.test(sha256)) return null
    const path = this.#pathOf(sha256)
    return (await isThere(path)) ? read(path) : null
  }

  async check(): Promise<void> {
    const path = join(this.#unfinished, randomUUID())
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile('check')
      await file.sync()
    } finally {
      await file.close()
      await rm(path, { force: true })
    }
  }

  async remove(sha256: string): Promise<void> {
    if (!nameForm.test(sha256)) return
    const path = this.#pathOf(sha256)
    await rm(path, { force: true })
    if (await isFolder(dirname(path))) await syncFolder(dirname(path))
  }

  async #keep(path: string, sha256: string): Promise<void> {
    const target = this.#pathOf(sha256)
    const folder = dirname(target)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // The same bytes again replace themselves: whoever reads the old ones still has them.
    await rename(path, target)
    await syncFolder(folder)
    await syncFolder(this.#folder)
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2))
  }
}

/** Opened when the first bytes are asked for: an answer that is never read leaves no file open. */
async function* read(path: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(path)
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}

/** The name must be on disk too, not only the bytes. */
async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
}

async function write(
  bytes: AsyncIterable<Uint8Array>,
  limitBytes: number,
  append: (chunk: Uint8Array) => Promise<void>,
) {
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let headCount = 0
  let byteCount = 0
  for await (const chunk of bytes) {
    byteCount += chunk.length
    if (byteCount > limitBytes) return 'too-large' as const
    if (headCount < headBytes) {
      head.push(chunk.subarray(0, headBytes - headCount))
      headCount += chunk.length
    }
    hash.update(chunk)
    await append(chunk)
  }
  return { sha256: hash.digest('hex'), byteCount, head: Buffer.concat(head) }
}
