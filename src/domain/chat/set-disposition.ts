import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { ChatId, DispositionId } from '../ids.ts'
import { refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Chat } from './chat.ts'

export interface SetDisposition {
  readonly do: 'setDisposition'
  readonly chatId: ChatId
  readonly dispositionId: DispositionId
}

/** What the chat was about, on one of two levels. The label is kept as it reads now, whatever becomes of the disposition. */
export const setDisposition: Verb<SetDisposition> = (state, { chatId, dispositionId }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'annotate', chat)
  const disposition = state.dispositions.get(dispositionId)
  const unitId = state.queues.get(chat.queueId)?.unitId ?? null
  const fits = disposition?.enabled && (disposition.unitId === null || disposition.unitId === unitId)
  if (!fits)
    return refuseValue('disposition.unknown', 'dispositionId', "the id of an enabled disposition of the queue's unit")
  if (chat.disposition?.id === dispositionId) return nothing
  const parent = disposition.parentId && state.dispositions.get(disposition.parentId)
  const label = parent ? `${parent.name} / ${disposition.name}` : disposition.name
  return [{ type: 'chat.dispositionSet', chatId, dispositionId, label }]
}

/** Whether the queue wants to know what the chat was about, and nobody has said. */
export function needsDisposition(state: DeskState, chat: Chat): boolean {
  return chat.disposition === null && (state.queues.get(chat.queueId)?.needsDisposition ?? false)
}
