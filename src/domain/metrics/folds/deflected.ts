import { foldOf, nothingToAdd, ofQueue } from '../fold.ts'

/** Chats that ended before an agent was asked for, on the queue they would have gone to. */
export const deflected = foldOf(['chat.ended'], ({ ending }, { before }) =>
  before && ending === 'deflected' ? [{ key: ofQueue(before), counts: ['deflectedCount'] }] : nothingToAdd,
)
