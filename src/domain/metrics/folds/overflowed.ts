import { foldOf, ofQueue } from '../fold.ts'

/** Chats that a queue's rules sent on before anybody took them. */
export const overflowed = foldOf(['chat.overflowed'], ({ fromQueueId, toQueueId }) => [
  { key: ofQueue({ queueId: fromQueueId }), counts: ['overflowedOutCount'] },
  { key: ofQueue({ queueId: toQueueId }), counts: ['overflowedInCount'] },
])
