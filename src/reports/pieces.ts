import type { Instant } from '#domain/ids.ts'
import type { Bucket } from './range.ts'

/** At most so much is asked of the store at once: a reader is free again for others after some 50 ms, and no answer is large. */
const pieceMs = 24 * 3_600_000

/** The stretches in which single chats are read. */
export function piecesOf({ from, to }: Pick<Bucket, 'from' | 'to'>): Pick<Bucket, 'from' | 'to'>[] {
  return Array.from({ length: Math.ceil((to - from) / pieceMs) }, (_, place) => {
    const begin = (from + place * pieceMs) as Instant
    return { from: begin, to: Math.min(begin + pieceMs, to) as Instant }
  })
}
