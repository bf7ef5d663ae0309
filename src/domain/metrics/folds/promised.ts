import { foldOf, nothingToAdd, ofQueue } from '../fold.ts'

/**
 * Whether what was promised on entering came true: served by the end of the range is kept (and before its beginning, early).
 * Who left sooner than promised says nothing about the promise and is not counted; who left later was let down.
 */
export const promised = foldOf(['chat.accepted', 'chat.ended'], ({ type, at }, { before }) => {
  if (before?.phase !== 'queued' && before?.phase !== 'offered') return nothingToAdd
  const promise = before.tally?.promise
  if (!promise || before.answeredAt !== null) return nothingToAdd
  const waitedMs = at - before.place.since
  const key = ofQueue(before)
  if (waitedMs > promise.toMs) return [{ key, counts: ['promisedCount'] }]
  if (type === 'chat.ended') return nothingToAdd
  const early = waitedMs < promise.fromMs ? (['earlyCount'] as const) : []
  return [{ key, counts: ['promisedCount', 'keptCount', ...early] }]
})
