import { mustChat } from '../access/may.ts'
import type { Customer } from '../customer/customer.ts'
import { findableProblems, holderOf, keysOf } from '../customer/keys.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { ChatId } from '../ids.ts'
import { type Problem, refuse, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { checkAttributes } from './annotate-chat.ts'
import { type Chat, isEnded } from './chat.ts'
import { checkText } from './text.ts'

export interface IntroduceSelf {
  readonly do: 'introduceSelf'
  readonly chatId: ChatId
  readonly name: string | null
  readonly email: string | null
  /** What their page knows besides. */
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * The customer, or their page, says in a chat that goes on what could have been said when it was opened. Nothing is proven by
 * it: gaps of the profile are filled, what stands there stays, and an address by which another customer is found stays
 * theirs. What the profile does not take is noted on the chat, under `name` and `email`.
 */
export const introduceSelf: Verb<IntroduceSelf> = (state, command, actor) => {
  const chat = state.chats.require(command.chatId)
  mustChat(state, actor, 'introduce', chat)
  if (isEnded(chat)) return refuse('conflict', 'chat.ended')
  const name = command.name?.trim() || null
  const email = command.email?.trim() || null
  const customer = state.customers.require(chat.customerId)
  const words = gapsFilled(state, chat, customer, { name, email })
  const attributes: Readonly<Record<string, string>> = {
    ...command.attributes,
    ...(name !== null && words.name === undefined && customer.name !== name && { name }),
    ...(email !== null && words.email === undefined && customer.email !== email && { email }),
  }
  const wrong = refuseWrong('introduction.wrong', [
    ...nameProblems(name),
    ...findableProblems({ email }),
    ...checkAttributes(attributes, 'attributes', chat.attributes),
  ])
  if (wrong) return wrong
  const facts: Fact[] = []
  const changed = (['name', 'email'] as const).filter((part) => words[part] !== undefined)
  if (changed.length > 0) facts.push({ type: 'customer.changed', customerId: customer.id, changed, words })
  const names = Object.keys(attributes).filter((name) => chat.attributes[name] !== attributes[name])
  const set = Object.fromEntries(names.map((name) => [name, attributes[name] ?? '']))
  if (names.length > 0) facts.push({ type: 'chat.attributesSet', chatId: chat.id, names, words: { attributes: set } })
  return facts
}

type Given = Pick<Customer, 'name' | 'email'>

/** What goes into the profile: into gaps only, and only where the profile is what was typed in this chat. */
function gapsFilled(state: DeskState, chat: Chat, customer: Customer, { name, email }: Given): Partial<Given> {
  if (chat.stated !== null || customer.verified || customer.erasedAt !== null || customer.mergedIntoId !== null)
    return {}
  const nobody = { phone: null, externalId: null }
  // Looked up now: when the fact is applied nothing can be loaded any more.
  for (const key of keysOf(customer)) state.customerKeys.find(key)
  const isFree = email !== null && customer.email === null && holderOf(state, keysOf({ ...nobody, email })) === null
  return {
    ...(name !== null && customer.name === null && { name }),
    ...(isFree && { email }),
  }
}

function nameProblems(name: string | null): Problem[] {
  if (name === null || (name.length <= 100 && !/[\t\n]/.test(name) && !checkText(name))) return []
  return [{ field: 'name', accepted: 'at most 100 characters, without control characters' }]
}
