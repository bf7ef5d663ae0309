import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { directoryEntry, endOfArchive } from './records.ts'
import { type ZipFile, zipOf } from './zip.ts'

const written = async (files: Parameters<typeof zipOf>[0]) => Buffer.concat(await Array.fromAsync(zipOf(files)))
const unpacked = (archive: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, strFromU8(bytes)]))

test('what was packed is unpacked, whatever its names and pieces', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  const name = fc.stringMatching(/^[a-zäß_]{1,8}(\/[a-z]{1,8}\.xml)?$/)
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, fc.array(text, { maxLength: 5 })), async (files) => {
      const archive = await written(Object.entries(files).map(([name, content]) => ({ name, content })))
      const expected = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, content.join('')]))
      assert.deepEqual(unpacked(archive), { ...expected })
    }),
    { numRuns: 100 },
  )
})

test('sums and sizes stand after the content and in the table of contents', async () => {
  const content = ['Ünïcode ', 'x'.repeat(100_000)]
  const archive = await written([{ name: 'a.txt', content }])
  const bytes = Buffer.from(content.join(''))
  const end = archive.subarray(-22)
  const entry = archive.subarray(end.readUInt32LE(16))
  const descriptor = archive.subarray(end.readUInt32LE(16) - 16)
  assert.equal(descriptor.readUInt32LE(0), 0x08074b50)
  for (const [inDescriptor, inEntry] of [
    [4, 16],
    [8, 20],
    [12, 24],
  ] as const) {
    assert.equal(descriptor.readUInt32LE(inDescriptor), entry.readUInt32LE(inEntry))
  }
  assert.equal(entry.readUInt32LE(16), crc32(bytes))
  assert.equal(entry.readUInt32LE(24), bytes.length)
  assert.deepEqual(await written([{ name: 'a.txt', content }]), archive, 'the same again')
})

test('an archive without files is one', async () => {
  assert.deepEqual(unpacked(await written([])), {})
})

test('a file that begins beyond 4 GB, and a table of contents there, are told in eight bytes', () => {
  const far = 2 ** 32 + 7
  const file = { name: 'a', crc: 1, packedSize: 2, size: 3, offset: far }
  const entry = directoryEntry(file)
  assert.equal(entry.readUInt16LE(6), 45)
  assert.equal(entry.readUInt32LE(42), 0xffff_ffff)
  assert.equal(entry.readUInt16LE(30), 12)
  // After the name: field 1, 8 bytes long, the offset.
  assert.deepEqual([entry.readUInt16LE(47), entry.readUInt16LE(49), entry.readBigUInt64LE(51)], [1, 8, BigInt(far)])
  assert.equal(entry.length, 59)
  assert.equal(directoryEntry({ ...file, offset: 0xffff_fffe }).length, 47)

  const end = endOfArchive(1, entry.length, far)
  assert.equal(end.length, 56 + 20 + 22)
  assert.equal(end.readUInt32LE(0), 0x06064b50)
  assert.deepEqual([end.readBigUInt64LE(4), end.readBigUInt64LE(40), end.readBigUInt64LE(48)], [44n, 59n, BigInt(far)])
  assert.equal(end.readUInt32LE(56), 0x07064b50)
  assert.equal(end.readBigUInt64LE(64), BigInt(far + entry.length))
  assert.equal(end.readUInt32LE(76), 0x06054b50)
  assert.equal(end.readUInt32LE(76 + 16), 0xffff_ffff)
  assert.equal(endOfArchive(1, 59, 100).length, 22)
  assert.equal(endOfArchive(65_535, 59, 100).length, 98)
})

test('a reader that stops stops the content, and a content that fails fails the reader', async () => {
  const stopped = Promise.withResolvers<void>()
  async function* endless() {
    try {
      for (let no = 0; ; no++) yield `${Math.sin(no)}\n`.repeat(100)
    } finally {
      stopped.resolve()
    }
  }
  let files = 0
  async function* entries(): AsyncGenerator<ZipFile> {
    try {
      yield { name: 'endless', content: endless() }
    } finally {
      files = -1
    }
  }
  for await (const bytes of zipOf(entries())) if (bytes.length > 10_000) break
  await stopped.promise
  assert.equal(files, -1)
  async function* failing() {
    yield 'a'
    throw new Error('no more rows')
  }
  await assert.rejects(written([{ name: 'a', content: failing() }]), { message: 'no more rows' })
})
