import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'
import type { RatingCount } from '../names.ts'

/**
 * The customer's verdict, to the queue and to the agent who had the chat when it ended, if anybody had: a count for each of the
 * five scores tells the mean and the top two.
 */
export const rated = foldOf(['chat.rated'], ({ score }, { before }) => {
  if (!before || !('ending' in before)) return nothingToAdd
  const counts = [`rating${score}Count` as RatingCount]
  const queue = { key: ofQueue(before), counts }
  return before.agentId === null ? [queue] : [queue, { key: ofAgent(before.agentId, before), counts }]
})
