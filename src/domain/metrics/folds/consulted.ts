import { foldOf, nothingToAdd, ofAgent } from '../fold.ts'

/** Chats in which an agent was asked aside by a colleague, and answered. */
export const consulted = foldOf(['chat.participantJoined'], ({ agentId, part }, { before }) =>
  before && part === 'consult' ? [{ key: ofAgent(agentId, before), counts: ['consultCount'] }] : nothingToAdd,
)
