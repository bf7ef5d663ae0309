import type { Fact } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import { dayOf } from '../organisation/zone.ts'
import type { DeskState } from '../state.ts'
import { type Chat, type How, idleOf } from './chat.ts'
import type { Notice } from './message.ts'

/** The fact that a chat is now this agent's, however it came to them. */
export function accepted(state: DeskState, chat: Chat, agentId: AgentId, how: How, notice: Notice, at: Instant): Fact {
  const idle = idleOf(state.queues.require(chat.queueId))
  const dayEndsAt = dayOf(state.settings.zone, at).until
  return { type: 'chat.accepted', chatId: chat.id, agentId, how, idle, dayEndsAt, seq: chat.lastSeq + 1, notice }
}
