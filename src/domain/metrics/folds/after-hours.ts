import { foldOf, nothingToAdd, ofQueue } from '../fold.ts'

/** Chats that came to a queue which was closed, or waited until it closed; each on the queue it asked for. */
export const afterHours = foldOf(['chat.ended'], ({ ending, queueId }, { before }) =>
  before && ending === 'afterHours'
    ? [{ key: ofQueue({ queueId: queueId ?? before.queueId }), counts: ['afterHoursCount'] }]
    : nothingToAdd,
)
