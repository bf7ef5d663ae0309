import type { Fact } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import { leaveIfClosed } from '../queue/after-closing.ts'
import type { DeskState } from '../state.ts'

/** What follows for the chat that rings for an agent who can no longer take it: others go on ringing, or it goes back. */
export function stopRinging(state: DeskState, agentId: AgentId, at: Instant): Fact[] {
  const { ringing } = state.load(agentId)
  const chat = ringing && state.chats.get(ringing)
  if (!chat) return []
  if (chat.phase === 'offered') {
    const withdrawn: Fact = { type: 'chat.offerWithdrawn', chatId: chat.id, agentId, no: chat.offer.no }
    return [withdrawn, ...leaveIfClosed(state, chat, [agentId], at)]
  }
  return [{ type: 'chat.transferEnded', chatId: chat.id, toAgentId: agentId, why: 'unavailable' }]
}
