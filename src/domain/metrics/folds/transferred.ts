import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'

/** Chats that an agent passed on, and that moved between queues. */
export const transferred = foldOf(['chat.transferred', 'chat.accepted'], (event, { before }) => {
  if (before?.phase !== 'active') return nothingToAdd
  const giver = { key: ofAgent(before.agentId, before), counts: ['transferredCount'] } as const
  if (event.type === 'chat.accepted') return [giver]
  return [
    giver,
    { key: ofQueue(before), counts: ['transferredOutCount'] },
    { key: ofQueue({ queueId: event.toQueueId }), counts: ['transferredInCount'] },
  ]
})
