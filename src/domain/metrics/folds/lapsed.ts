import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'

/** Ring on no answer: every offer that lapsed, by agent and queue; and apart from that the chats to which it happened. */
export const lapsed = foldOf(['chat.offerLapsed', 'chat.transferEnded'], (event, { before }) => {
  if (!before) return nothingToAdd
  if (event.type === 'chat.transferEnded')
    return event.why === 'lapsed' ? [{ key: ofAgent(event.toAgentId, before), counts: ['ronaCount'] }] : nothingToAdd
  const first = before.tally?.lapses === undefined
  const ofChat = {
    key: ofQueue(before),
    counts: first ? (['ronaCount', 'ronaChatCount'] as const) : (['ronaCount'] as const),
  }
  return [
    ofChat,
    ...event.agentIds.map((agentId) => ({ key: ofAgent(agentId, before), counts: ['ronaCount'] as const })),
  ]
})
