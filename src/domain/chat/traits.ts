import { questionOf } from '../words/question-of.ts'
import { wordsIn } from '../words/words-in.ts'
import type { ClosedChat } from './chat.ts'

export type TraitValue = string | number | boolean | null

/** A closed chat and what else may be asked about it; only what is asked for is found out. */
export interface ToldChat {
  readonly chat: ClosedChat
  /** The texts of the customer in their order, without those that were erased. */
  readonly texts: () => readonly string[]
  /** The customer came again within seven days after its end, and an agent answered. */
  readonly cameAgain: () => boolean
}

/** Where lengths of chats are parted, in milliseconds: the trait `length` says how many of them the chat reached. */
export const lengthBoundsMs = [1, 2, 5, 10, 20, 40, 60].map((minutes) => minutes * 60_000)

/** How long after a chat a further one counts as coming again for the same. */
export const againWithinMs = 7 * 24 * 3_600_000

/** By what closed chats are told apart; each gives every value that the chat has, null where it has none. */
const traits = {
  no: ({ chat }) => [chat.no],
  queue: ({ chat }) => [chat.queueId],
  /** Who had it last. */
  agent: ({ chat }) => [chat.agentId],
  ending: ({ chat }) => [chat.ending],
  /** An agent accepted it at least once. */
  answered: ({ chat }) => [chat.answeredAt !== null],
  length: ({ chat }) => [lengthBoundsMs.filter((bound) => chat.endedAt - chat.openedAt >= bound).length],
  tag: ({ chat }) => (chat.tagIds.length > 0 ? [...new Set(chat.tagIds)] : [null]),
  disposition: ({ chat }) => [chat.disposition?.id ?? null],
  resolved: ({ chat }) => [chat.resolved],
  score: ({ chat }) => [chat.rating?.score ?? null],
  cannedResponse: ({ chat }) => Object.keys(chat.numbers?.cannedResponses ?? {}),
  commented: ({ chat }) => [Boolean(chat.rating?.comment)],
  /** The address of the page without query and fragment, in which words of people may stand. */
  page: ({ chat }) => [chat.pageUrl?.replace(/[?#].*$/s, '') || null],
  /** `web:` and the host of the page, or `message:` and the channel. */
  source: ({ chat }) => [sourceOf(chat)],
  /** It began in a welcome flow. */
  led: ({ chat }) => [chat.flowSteps !== null],
  cameAgain: ({ cameAgain }) => [cameAgain()],
  /** The first text of the customer, as it is compared with others. */
  question: ({ texts }) => [questionOf(texts()[0] ?? '')],
  word: ({ texts }) => [...wordsIn(texts())],
} as const satisfies { readonly [name: string]: (told: ToldChat) => readonly TraitValue[] }

export type Trait = keyof typeof traits

/** Chats that have one of these values. */
export interface TraitWanted {
  readonly trait: Trait
  readonly values: readonly TraitValue[]
}

export function valuesOf(trait: Trait, told: ToldChat): readonly TraitValue[] {
  return traits[trait](told)
}

/** Whether it is as all of them want it. */
export function isWanted(wanted: readonly TraitWanted[], told: ToldChat): boolean {
  return wanted.every(({ trait, values }) => valuesOf(trait, told).some((value) => values.includes(value)))
}

/** How often the value of a trait stands in the chat. */
export function timesOf(trait: Trait, value: TraitValue, { chat }: ToldChat): number {
  if (trait !== 'cannedResponse') return 1
  const uses = new Map<TraitValue, number>(Object.entries(chat.numbers?.cannedResponses ?? {}))
  return uses.get(value) ?? 0
}

/** The value of a trait as people wrote it; null where the value itself is all there is. */
export function asWritten(trait: Trait, { chat, texts }: ToldChat): string | null {
  if (trait === 'question') return texts()[0] ?? null
  return trait === 'disposition' ? (chat.disposition?.label ?? null) : null
}

function sourceOf({ channel, address, pageUrl }: ClosedChat): string | null {
  if (channel === 'message') return `message:${address?.channel ?? ''}`
  const host = pageUrl === null ? '' : (URL.parse(pageUrl)?.host ?? '')
  return host === '' ? null : `web:${host}`
}
