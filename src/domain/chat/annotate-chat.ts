import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { ChatId } from '../ids.ts'
import { type Problem, refuseWrong } from '../refusal.ts'
import { checkText } from './text.ts'

export interface SetAttributes {
  readonly do: 'setAttributes'
  readonly chatId: ChatId
  /** Null takes one away. */
  readonly attributes: Readonly<Record<string, string | null>>
}

export interface SetResolved {
  readonly do: 'setResolved'
  readonly chatId: ChatId
  readonly resolved: boolean
}

export interface SetRecording {
  readonly do: 'setRecording'
  readonly chatId: ChatId
  readonly recorded: boolean
}

const mostAttributes = 50
const nameForm = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,63}$/u

/** Names and values beside what every chat has. */
export const setAttributes: Verb<SetAttributes> = (state, { chatId, attributes }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'annotate', chat)
  const wrong = refuseWrong('attributes.wrong', checkAttributes(attributes, 'attributes', chat.attributes))
  if (wrong) return wrong
  const changed = Object.entries(attributes).filter(([name, value]) => (chat.attributes[name] ?? null) !== value)
  if (changed.length === 0) return nothing
  const names = changed.map(([name]) => name)
  return [{ type: 'chat.attributesSet', chatId, names, words: { attributes: Object.fromEntries(changed) } }]
}

/** Whether the matter is settled. */
export const setResolved: Verb<SetResolved> = (state, { chatId, resolved }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'annotate', chat)
  return chat.resolved === resolved ? nothing : [{ type: 'chat.resolvedSet', chatId, resolved }]
}

/** Whether the transcript is kept as evidence: erasing the person leaves it alone, and who set it stands in the audit. */
export const setRecording: Verb<SetRecording> = (state, { chatId, recorded }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'record', chat)
  return chat.recorded === recorded ? nothing : [{ type: 'chat.recordingSet', chatId, recorded }]
}

/** What is wrong with attributes, together with those that are there already. */
export function checkAttributes(
  attributes: Readonly<Record<string, string | null>>,
  place: string,
  before: Readonly<Record<string, string>> = {},
): Problem[] {
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(attributes)) {
    const field = `${place}.${name.slice(0, 64)}`
    if (!nameForm.test(name)) problems.push({ field, accepted: 'a name of 1 to 64 letters, digits, spaces and _.-' })
    else if (value !== null && (value.length > 1_000 || checkText(value)))
      problems.push({ field, accepted: 'a value of 1 to 1000 characters' })
  }
  if (new Set([...Object.keys(before), ...Object.keys(attributes)]).size > mostAttributes)
    problems.push({ field: place, accepted: `at most ${mostAttributes} attributes` })
  return problems
}
