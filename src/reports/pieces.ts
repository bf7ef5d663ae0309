import type { Instant } from '#domain/ids.ts'
import type { Bucket } from './period.ts'

/** At most so much is asked of the store at once: a reader is free again for others after some 50 ms, and no answer is large. */
const pieceMs = 24 * 3_600_000

/** The stretches, each within one bucket, in which a report is read. */
export function piecesOf(
  buckets: readonly Bucket[],
): { readonly bucket: Bucket; readonly from: Instant; readonly to: Instant }[] {
  return buckets.flatMap((bucket) => {
    const count = Math.ceil((bucket.to - bucket.from) / pieceMs)
    return Array.from({ length: count }, (_, place) => {
      const from = (bucket.from + place * pieceMs) as Instant
      return { bucket, from, to: Math.min(from + pieceMs, bucket.to) as Instant }
    })
  })
}
