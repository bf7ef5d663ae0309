import type { Chance } from './chance.ts'
import { closesAtHour, openAtNight, opensAtHour } from './organisation.ts'
import { queueCount } from './plan.ts'

const slotMs = 15 * 60_000
const slotsPerDay = 96

export interface Arrival {
  /** From midnight. */
  readonly afterMs: number
  readonly queue: number
}

/** When chats come on a day, and to which queue: most before noon and in the afternoon, few to those that are closed. */
export class Arrivals {
  readonly #upTo: number[] = []

  /** `untilHour`: none comes later. */
  constructor(untilHour: number) {
    let sum = 0
    for (let slot = 0; slot < slotsPerDay; slot++)
      for (let queue = 0; queue < queueCount; queue++) {
        const hour = slot / 4
        sum += hour < untilHour ? weightAt(hour, queue) : 0
        this.#upTo.push(sum)
      }
  }

  next(chance: Chance): Arrival {
    const upTo = this.#upTo
    const found = chance.below(1_000_000_000) * ((upTo.at(-1) as number) / 1_000_000_000)
    let [low, high] = [0, upTo.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] as number) > found) high = middle
      else low = middle + 1
    }
    return { afterMs: Math.floor(low / queueCount) * slotMs + chance.below(slotMs), queue: low % queueCount }
  }
}

function weightAt(hour: number, queue: number): number {
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2))
  const byDay = 0.15 + peak(10.5, 2.2) + 0.9 * peak(15, 2.5) + 0.35 * peak(19, 1.5)
  const isOpen = hour >= opensAtHour && hour < closesAtHour
  const size = 0.6 + (0.8 * ((queue * 5) % queueCount)) / queueCount
  if (openAtNight(queue)) return size * (0.1 + byDay)
  return size * (isOpen ? byDay : 0.02)
}
