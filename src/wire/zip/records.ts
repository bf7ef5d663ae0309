/** A file as it was written into an archive: its sizes, and where in the archive it begins. */
export interface WrittenFile {
  readonly name: string
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
}

/** The largest number of four bytes, which also says "look in the longer record". */
export const most32 = 0xffff_ffff
const most16 = 0xffff

/** Sizes after the content, names in UTF-8. */
const flags = 0x0808
const deflated = 8
/** 1 January 1980, midnight: what is written is the same whenever it is written. */
const modified = [u16(0), u16(0x21)]
const plain = u16(20)
const zip64 = u16(45)

/** What stands before the content of a file; its sizes are not known yet. */
export function localHeader(name: string): Buffer {
  const bytes = Buffer.from(name)
  const sizes = [u32(0), u32(0), u32(0)]
  return Buffer.concat([
    u32(0x04034b50),
    plain,
    u16(flags),
    u16(deflated),
    ...modified,
    ...sizes,
    u16(bytes.length),
    u16(0),
    bytes,
  ])
}

/** What stands after the content of a file. */
export function dataDescriptor({ crc, packedSize, size }: WrittenFile): Buffer {
  return Buffer.concat([u32(0x08074b50), u32(crc), u32(packedSize), u32(size)])
}

/** The entry of a file in the table of contents at the end; a file that begins beyond 4 GB says so in a field of its own. */
export function directoryEntry({ name, crc, packedSize, size, offset }: WrittenFile): Buffer {
  const bytes = Buffer.from(name)
  const isFar = offset >= most32
  const far = isFar ? Buffer.concat([u16(1), u16(8), u64(offset)]) : Buffer.alloc(0)
  return Buffer.concat([
    ...[u32(0x02014b50), isFar ? zip64 : plain, isFar ? zip64 : plain, u16(flags), u16(deflated), ...modified],
    ...[u32(crc), u32(packedSize), u32(size), u16(bytes.length), u16(far.length), u16(0)],
    ...[u16(0), u16(0), u32(0), u32(isFar ? most32 : offset), bytes, far],
  ])
}

/** The very end, which says where the table of contents is; of many files or many bytes in a longer record too. */
export function endOfArchive(count: number, directorySize: number, directoryAt: number): Buffer {
  const isLong = count >= most16 || directorySize >= most32 || directoryAt >= most32
  const counted = isLong ? u16(most16) : u16(count)
  const end = Buffer.concat([
    ...[u32(0x06054b50), u16(0), u16(0), counted, counted],
    ...[u32(isLong ? most32 : directorySize), u32(isLong ? most32 : directoryAt), u16(0)],
  ])
  if (!isLong) return end
  const longEnd = Buffer.concat([
    ...[u32(0x06064b50), u64(44), zip64, zip64, u32(0), u32(0)],
    ...[u64(count), u64(count), u64(directorySize), u64(directoryAt)],
  ])
  const locator = Buffer.concat([u32(0x07064b50), u32(0), u64(directoryAt + directorySize), u32(1)])
  return Buffer.concat([longEnd, locator, end])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
