import { foldOf, nothingToAdd, ofAgent, ofQueue, ruleOf } from '../fold.ts'

/**
 * The first acceptance of a chat: answered, once in its life. Speed of answer is the mean time from entering the queue to it. What
 * comes to an agent or out of a second queue later is a transfer, never answered again.
 */
export const answered = foldOf(['chat.accepted'], ({ agentId, how, at }, { state, before }) => {
  if (!before) return nothingToAdd
  const taken = how === 'grab' ? (['takenCount'] as const) : []
  const agent = ofAgent(agentId, before)
  if (before.phase !== 'queued' && before.phase !== 'offered') return [{ key: agent, counts: ['transferredInCount'] }]
  const waitedMs = at - before.place.since
  if (before.answeredAt !== null)
    return [
      { key: agent, counts: ['transferredInCount', ...taken] },
      { key: ofQueue(before), times: { transferQueueTime: waitedMs } },
    ]
  const outcome = { left: 'answered', waitedMs, rule: ruleOf(state, before.queueId) } as const
  return [
    { key: agent, counts: ['answeredCount', ...taken] },
    {
      key: ofQueue(before),
      counts: ['answeredCount'],
      times: { queueTime: waitedMs, speedOfAnswer: waitedMs },
      outcome,
    },
  ]
})
