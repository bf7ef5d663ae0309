import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'

/** Offers by agent, a transfer held out included; for the queue, chats that were offered to anybody at all. */
export const offered = foldOf(['chat.offered', 'chat.transferOffered'], (event, { before }) => {
  if (!before) return nothingToAdd
  const agentIds = event.type === 'chat.offered' ? event.offer.agentIds : [event.transfer.toAgentId]
  const additions = agentIds.map((agentId) => ({ key: ofAgent(agentId, before), counts: ['offeredCount'] as const }))
  if (event.type !== 'chat.offered' || before.offerCount > 0) return additions
  return [...additions, { key: ofQueue(before), counts: ['offeredCount'] }]
})
