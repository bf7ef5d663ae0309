import type { Instant } from '#domain/ids.ts'

/** At most so much is asked of the store at once: a reader is free again for others, and a report can be given up, in between. */
const pieceMs = 92 * 24 * 3_600_000

/** What of ascending stretches lies before `end`, in lists that each span no more than a piece. */
export function piecesOf<Part extends { readonly from: Instant; readonly to: Instant }>(
  stretches: readonly Part[],
  end: number = Number.POSITIVE_INFINITY,
): Part[][] {
  const pieces: Part[][] = []
  let pieceEnd = Number.NEGATIVE_INFINITY
  for (const stretch of stretches)
    for (let at = stretch.from; at < stretch.to && at < end; ) {
      const until = Math.min(at + pieceMs, stretch.to) as Instant
      if (until > pieceEnd) {
        pieces.push([])
        pieceEnd = at + pieceMs
      }
      pieces.at(-1)?.push({ ...stretch, from: at, to: until })
      at = until
    }
  return pieces
}
