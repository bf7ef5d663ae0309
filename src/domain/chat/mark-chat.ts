import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { ChatId } from '../ids.ts'
import type { Chat, Mark, Side } from './chat.ts'

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
  return marked(chat, side, command)
}

/** What follows when one side has got so far. */
export function marked(chat: Chat, side: Side, got: Mark): readonly Fact[] {
  const before = chat.marks[side]
  const read = Math.max(before.read, Math.min(got.read, chat.lastSeq))
  const delivered = Math.max(before.delivered, read, Math.min(got.delivered, chat.lastSeq))
  if (read === before.read && delivered === before.delivered) return nothing
  return [{ type: 'chat.marked', chatId: chat.id, side, mark: { delivered, read } }]
}
