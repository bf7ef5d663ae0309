import type { Fact } from '../events.ts'
import type { ChatId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { fillText } from '../texts/fill-text.ts'
import type { textResourceNames } from '../texts/text-names.ts'
import { textValues } from '../texts/text-values.ts'
import { type Chat, ownerOf } from './chat.ts'

export type TextName = keyof typeof textResourceNames

/** The queue's own text that goes with something that just happened to a chat, if the queue has one; null: nothing is said. */
export function saidWith(state: DeskState, fact: Fact): Fact | null {
  const name = textFor(state, fact)
  if (!name || !('chatId' in fact)) return null
  const chat = state.chats.get(fact.chatId as ChatId)
  const queue = chat && state.queues.get(chat.queueId)
  const text = queue?.texts[name]
  if (!chat || !queue || !text) return null
  const words = { text: fillText(text, valuesFor(state, chat)) }
  return { type: 'chat.said', chatId: chat.id, seq: chat.lastSeq + 1, source: { queueId: queue.id }, words }
}

/** Which text belongs to what happened (names of vendor-facts 1.8; which fact brings which is *project-defined*). */
function textFor(state: DeskState, fact: Fact): TextName | null {
  switch (fact.type) {
    case 'chat.opened':
    case 'chat.queued':
      return 'WelcomeMessage'
    case 'chat.accepted':
      return fact.how === 'transfer' || fact.how === 'consult' || fact.how === 'take-over'
        ? 'SeekerTransferred'
        : 'ExpertConnected'
    case 'chat.transferred':
      return 'SeekerTransferred'
    case 'chat.requeued':
      return 'ExpertLeft'
    case 'chat.offerLapsed':
      return state.chats.get(fact.chatId)?.phase === 'queued' ? 'SearchingForExpert' : null
    case 'chat.ended':
      if (fact.ending === 'afterHours') return 'SystemOffline'
      return fact.endedBy === 'system' && fact.ending === 'abandoned' ? 'NoExpertAvailable' : null
    default:
      return null
  }
}

function valuesFor(state: DeskState, chat: Chat): Record<string, string> {
  const ownerId = ownerOf(chat)
  return textValues({
    chatNo: chat.no,
    queue: state.queues.get(chat.queueId) ?? null,
    customer: state.customers.get(chat.customerId) ?? null,
    agent: (ownerId && state.agents.get(ownerId)) || null,
    position: chat.phase === 'queued' ? state.line(chat.queueId).indexOf(chat) + 1 : null,
    botName: state.settings.name,
  })
}
