import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { dataDescriptor, directoryEntry, endOfArchive, localHeader, most32, type WrittenFile } from './records.ts'

/** A file to be written into an archive. */
export interface ZipFile {
  /** Its path, with `/` between the folders. */
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

/**
 * A ZIP archive as it comes into being: one file after another is asked for, read and compressed, off the thread, as fast as the
 * archive is read; nothing is kept but the table of contents. The archive may grow beyond 4 GB (ZIP64), a single file in it not: of
 * those, readers know different dialects.
 */
export async function* zipOf(
  files: AsyncIterable<ZipFile> | Iterable<ZipFile>,
): AsyncGenerator<Uint8Array, void, void> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, content } of files) {
    const begin = offset
    const header = localHeader(name)
    offset += header.length
    yield header
    const tally = { crc: 0, size: 0 }
    const contentBegin = offset
    for await (const packed of deflated(content, tally)) {
      offset += packed.length
      yield packed
    }
    const file: WrittenFile = { name, ...tally, packedSize: offset - contentBegin, offset: begin }
    if (Math.max(file.size, file.packedSize) >= most32) throw new RangeError(`${name} is larger than 4 GB`)
    const descriptor = dataDescriptor(file)
    offset += descriptor.length
    yield descriptor
    directory.push(directoryEntry(file))
  }
  const entries = Buffer.concat(directory)
  yield entries
  yield endOfArchive(directory.length, entries.length, offset)
}

async function* deflated(
  content: ZipFile['content'],
  tally: { crc: number; size: number },
): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ chunkSize: 32_768 })
  const bytes = Readable.from(tallied(content, tally), { objectMode: false, highWaterMark: 1 })
  // A failure of the content reaches the reader through the compressor; here it would be an unhandled one.
  pipeline(bytes, deflate).catch(() => undefined)
  yield* deflate
}

async function* tallied(content: ZipFile['content'], tally: { crc: number; size: number }): AsyncGenerator<Uint8Array> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    tally.crc = crc32(bytes, tally.crc)
    tally.size += bytes.length
    yield bytes
  }
}
