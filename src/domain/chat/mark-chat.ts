import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'

export interface MarkChat {
  readonly do: 'markChat'
  readonly chatId: ChatId
  readonly delivered: number
  readonly read: number
}

/** One side has got so far in the conversation. Marks never go back and never beyond what there is. */
export const markChat: Verb<MarkChat> = (state, command, actor) => {
  const chat = state.chats.require(command.chatId)
  mustChat(state, actor, 'mark', chat)
  const side = actor.kind === 'customer' ? 'customer' : 'agent'
  const before = chat.marks[side]
  const read = Math.max(before.read, Math.min(command.read, chat.lastSeq))
  const delivered = Math.max(before.delivered, read, Math.min(command.delivered, chat.lastSeq))
  if (read === before.read && delivered === before.delivered) return nothing
  return [{ type: 'chat.marked', chatId: chat.id, side, mark: { delivered, read } }]
}
