import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Files } from '#ports/files.ts'

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Bytes in pieces of a size, as an upload brings them. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let place = 0; place < bytes.length; place += size) yield bytes.subarray(place, place + size)
}

export async function bytesOf(stream: AsyncIterable<Uint8Array> | null): Promise<Buffer | null> {
  return stream && Buffer.concat(await Array.fromAsync(stream))
}

/** What every driver of the port promises. */
export function filesContract(name: string, withFiles: (body: (files: Files) => Promise<void>) => Promise<void>): void {
  describe(`files: ${name}`, () => {
    test('bytes come back under their SHA-256', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(300_000)
        const put = await files.put(inPieces(bytes, 65_536), 300_000)
        assert.ok(put !== 'too-large')
        assert.deepEqual(
          { ...put, head: Buffer.from(put.head) },
          { sha256: sha256Of(bytes), byteCount: 300_000, head: bytes.subarray(0, 4_100) },
        )
        assert.deepEqual(await bytesOf(await files.get(put.sha256)), bytes)
      }))

    test('the head is put together from small pieces, and is all of a small file', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(5_000)
        const put = await files.put(inPieces(bytes, 7), 10_000)
        assert.ok(put !== 'too-large')
        assert.deepEqual(Buffer.from(put.head), bytes.subarray(0, 4_100))
        const small = await files.put(inPieces(bytes.subarray(0, 9), 4), 9)
        assert.ok(small !== 'too-large')
        assert.deepEqual(Buffer.from(small.head), bytes.subarray(0, 9))
      }))

    test('what was removed is gone, may be removed again, and be stored again', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(100)
        const { sha256 } = (await files.put(inPieces(bytes, 10), 100)) as { sha256: string }
        await files.remove(sha256)
        assert.equal(await files.get(sha256), null)
        await files.remove(sha256)
        await files.remove('../../etc/passwd')
        await files.put(inPieces(bytes, 10), 100)
        assert.deepEqual(await bytesOf(await files.get(sha256)), bytes)
      }))

    test('a check leaves everything as it is', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(100)
        const { sha256 } = (await files.put(inPieces(bytes, 10), 100)) as { sha256: string }
        await Promise.all([files.check(), files.check()])
        assert.deepEqual(await bytesOf(await files.get(sha256)), bytes)
      }))

    test('an empty file is a file', () =>
      withFiles(async (files) => {
        const put = await files.put(inPieces(Buffer.alloc(0), 1), 0)
        assert.ok(put !== 'too-large')
        assert.equal(put.byteCount, 0)
        assert.deepEqual(await bytesOf(await files.get(put.sha256)), Buffer.alloc(0))
      }))

    test('the same bytes may be stored again, also at the same time', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(100_000)
        const puts = await Promise.all([1, 2, 3].map(() => files.put(inPieces(bytes, 1_000), 100_000)))
        for (const put of puts) assert.ok(put !== 'too-large' && put.sha256 === sha256Of(bytes))
        assert.deepEqual(await bytesOf(await files.get(sha256Of(bytes))), bytes)
      }))

    test('one byte too many is too large, without reading on', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(1_001)
        let taken = 0
        const counted = async function* () {
          for await (const piece of inPieces(Buffer.concat([bytes, bytes]), 1)) {
            taken++
            yield piece
          }
        }
        assert.equal(await files.put(counted(), 1_000), 'too-large')
        assert.equal(taken, 1_001)
        assert.equal(await files.get(sha256Of(bytes)), null)
      }))

    test('a stream that breaks rejects, and its bytes are not there', () =>
      withFiles(async (files) => {
        const bytes = randomBytes(1_000)
        const broken = async function* () {
          yield bytes
          throw new Error('cut off')
        }
        await assert.rejects(files.put(broken(), 10_000), /cut off/)
        assert.equal(await files.get(sha256Of(bytes)), null)
      }))

    test('what is not there, or is no name, is null', () =>
      withFiles(async (files) => {
        const hex = 'a'.repeat(64)
        const names = [
          hex,
          '',
          'a',
          '../../../../etc/passwd',
          `../${hex}`,
          hex.toUpperCase(),
          `${hex}\n`,
          `${hex}\0`,
          'unfinished',
        ]
        for (const name of names) assert.equal(await files.get(name), null, JSON.stringify(name))
      }))
  })
}
