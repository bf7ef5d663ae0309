import { foldOf, nothingToAdd, ofQueue, ruleOf } from '../fold.ts'

/** Who left before anybody accepted, or waited until the queue gave up; after a transfer it is counted apart. */
export const abandoned = foldOf(['chat.ended'], ({ ending, at }, { state, before }) => {
  if (before?.phase !== 'queued' && before?.phase !== 'offered') return nothingToAdd
  const waitedMs = at - before.place.since
  const key = ofQueue(before)
  if (before.answeredAt !== null)
    return [{ key, counts: ['abandonedAfterTransferCount'], times: { transferQueueTime: waitedMs } }]
  if (ending !== 'abandoned') return nothingToAdd
  const outcome = { left: 'abandoned', waitedMs, rule: ruleOf(state, before.queueId) } as const
  return [{ key, counts: ['abandonedCount'], times: { queueTime: waitedMs, abandonTime: waitedMs }, outcome }]
})
