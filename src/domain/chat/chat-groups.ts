import type { ClosedChat } from './chat.ts'
import { asWritten, type ToldChat, type Trait, type TraitValue, timesOf, valuesOf } from './traits.ts'

/** What some chats come to. */
export interface ChatSums {
  readonly chatCount: number
  /** Accepted by an agent at least once. */
  readonly answeredCount: number
  readonly ratingCount: number
  readonly scoreSum: number
}

export interface ChatGroup extends ChatSums {
  /** One for each trait that the group is made by. */
  readonly values: readonly TraitValue[]
  /** How the first of them was written in one of the chats; null where the value is all there is. */
  readonly example: string | null
  /** How often the first of them stands in the chats; of most traits that is once in each. */
  readonly times: number
}

export function chatSumsOf(sums: Iterable<ChatSums>): ChatSums {
  let [chatCount, answeredCount, ratingCount, scoreSum] = [0, 0, 0, 0]
  for (const one of sums) {
    chatCount += one.chatCount
    answeredCount += one.answeredCount
    ratingCount += one.ratingCount
    scoreSum += one.scoreSum
  }
  return { chatCount, answeredCount, ratingCount, scoreSum }
}

export function sumsOfChat({ answeredAt, rating }: ClosedChat): ChatSums {
  const ofRating = rating ? { ratingCount: 1, scoreSum: rating.score } : { ratingCount: 0, scoreSum: 0 }
  return { chatCount: 1, answeredCount: answeredAt === null ? 0 : 1, ...ofRating }
}

/** The groups that one chat is in, by the values of some traits together: several where it has several values of one. */
export function groupsOfChat(by: readonly Trait[], told: ToldChat): ChatGroup[] {
  const sums = sumsOfChat(told.chat)
  const [first] = by
  const example = first ? asWritten(first, told) : null
  let values: (readonly TraitValue[])[] = [[]]
  for (const trait of by) {
    const own = valuesOf(trait, told)
    values = values.flatMap((before) => own.map((value) => [...before, value]))
  }
  return values.map((values) => {
    const times = first ? timesOf(first, values[0] ?? null, told) : 1
    return { ...sums, values, example, times }
  })
}

function added(one: ChatGroup, other: ChatGroup): ChatGroup {
  return { ...one, ...chatSumsOf([one, other]), times: one.times + other.times }
}

/** Adds groups up, at most so many: when there are more, those with the fewest chats are forgotten, down to half as many. */
export class ChatGroups {
  readonly #most: number
  #groups = new Map<string, ChatGroup>()

  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most
  }

  add(group: ChatGroup): void {
    const key = JSON.stringify(group.values)
    const known = this.#groups.get(key)
    this.#groups.set(key, known ? added(known, group) : group)
    if (this.#groups.size <= this.#most) return
    const byCount = [...this.#groups].sort(([, one], [, other]) => other.chatCount - one.chatCount)
    this.#groups = new Map(byCount.slice(0, Math.ceil(this.#most / 2)))
  }

  all(): ChatGroup[] {
    return [...this.#groups.values()]
  }
}
