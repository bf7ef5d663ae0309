import { checkText } from '../chat/text.ts'
import type { Problem } from '../refusal.ts'

const textLimit = 2_000
const titleLimit = 100
const second = 1_000
const day = 24 * 60 * 60 * second

/** Collects what is wrong with a flow, each with its place. */
export class Findings {
  readonly problems: Problem[] = []

  add(field: string, accepted: string): void {
    this.problems.push({ field, accepted })
  }

  /** What is said to a customer. */
  text(field: string, text: string): void {
    this.#length(field, text, textLimit)
  }

  /** Names, ids, keys and labels. */
  title(field: string, title: string): void {
    this.#length(field, title, titleLimit)
  }

  duration(field: string, ms: number): void {
    if (Number.isInteger(ms) && ms >= second && ms <= day) return
    this.add(field, `whole milliseconds from ${second} (a second) to ${day} (a day)`)
  }

  #length(field: string, text: string, limit: number): void {
    if (text.length <= limit && checkText(text) === null) return
    this.add(field, `1 to ${limit} characters, not blank, without control characters`)
  }
}
