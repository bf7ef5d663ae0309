import { nameIn } from '../customer/customer.ts'
import type { Fact } from '../events.ts'
import type { ChatId } from '../ids.ts'
import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { fillText } from '../texts/fill-text.ts'
import type { TextName } from '../texts/own-text-names.ts'
import { textValues } from '../texts/text-values.ts'
import { wordingOf } from '../texts/wording.ts'
import { type Chat, ownerOf } from './chat.ts'

/** The places, 1 first, that chats have on coming into a line: noted before the router may offer one, as an offered chat stands in none. */
export type PlacesOnEntering = ReadonlyMap<ChatId, number>

/** The places of those that came into a line by these facts. */
export function placesOnEntering(state: DeskState, facts: readonly Fact[]): PlacesOnEntering {
  const places = new Map<ChatId, number>()
  for (const fact of facts) {
    const chat = isEntering(fact) && state.chats.get(fact.chatId)
    const place = chat ? placeOf(state, chat) : null
    if (chat && place !== null) places.set(chat.id, place)
  }
  return places
}

/** What its queue, or else the centre, says when something just happened to a chat; null: nothing. */
export function saidWith(state: DeskState, fact: Fact, places: PlacesOnEntering): Fact | null {
  if (!('chatId' in fact)) return null
  const chat = state.chats.get(fact.chatId as ChatId)
  const queue = chat && state.queues.get(chat.queueId)
  if (!chat || !queue) return null
  const text = isEntering(fact) ? welcomeOf(state, chat, queue) : textWith(state, fact, queue)
  if (!text) return null
  const position = isEntering(fact) ? (places.get(chat.id) ?? null) : placeOf(state, chat)
  const words = { text: fillText(text, valuesFor(state, chat, queue, position)) }
  return { type: 'chat.said', chatId: chat.id, seq: chat.lastSeq + 1, source: { queueId: queue.id }, words }
}

type Entering = Extract<Fact, { readonly type: 'chat.opened' | 'chat.queued' }>

function isEntering(fact: Fact): fact is Entering {
  return fact.type === 'chat.opened' || fact.type === 'chat.queued'
}

/** A customer is new in the chat with which they came. */
function welcomeOf(state: DeskState, chat: Chat, queue: Queue): string | null {
  const customer = state.customers.get(chat.customerId)
  const returns = customer !== undefined && customer.addedAt < chat.openedAt
  return (
    wordingOf(state, queue, returns ? 'WelcomeReturning' : 'WelcomeNew') ?? wordingOf(state, queue, 'WelcomeMessage')
  )
}

function textWith(state: DeskState, fact: Fact, queue: Queue): string | null {
  const name = textFor(state, fact)
  return name && wordingOf(state, queue, name)
}

/** Which text belongs to what happened (names of vendor-facts 1.8 and our own; which fact brings which is *project-defined*). */
function textFor(state: DeskState, fact: Fact): TextName | null {
  switch (fact.type) {
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
      if (fact.endedBy === 'agent') return 'ChatClosed'
      if (fact.ending === 'afterHours') return 'SystemOffline'
      return fact.endedBy === 'system' && fact.ending === 'abandoned' ? 'NoExpertAvailable' : null
    default:
      return null
  }
}

function placeOf(state: DeskState, chat: Chat): number | null {
  return chat.phase === 'queued' ? state.line(chat.queueId).indexOf(chat) + 1 : null
}

function valuesFor(state: DeskState, chat: Chat, queue: Queue, position: number | null): Record<string, string> {
  const ownerId = ownerOf(chat)
  const profile = state.customers.get(chat.customerId) ?? null
  // As they call themselves here: whoever types somebody's address must not be told that person's name.
  const { email = null, phone = null } = chat.stated ?? profile ?? {}
  const customer = { name: nameIn(chat, profile), email, phone: chat.address?.phone ?? phone }
  return textValues({
    ...{ chatNo: chat.no, queue, customer, position },
    agent: (ownerId && state.agents.get(ownerId)) || null,
    botName: state.settings.name,
  })
}
