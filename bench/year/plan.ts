import type { Instant } from '#domain/ids.ts'

/** Stands in the name of a kept year: another one is made when what is generated changes. */
export const generatorVersion = 1

export interface YearPlan {
  readonly seed: number
  /** So many are made exactly. */
  readonly chats: number
  readonly days: number
}

export const dayMs = 24 * 3_600_000
export const queueCount = 12
export const agentCount = 60

const chatsOfYear = 1_000_000
const endsAt = Date.UTC(2026, 0, 1) as Instant

/** The whole of 2025, or as much of its end as is as dense: in a thinner centre nobody would wait. */
export function planOf(chats: number): YearPlan {
  return { seed: 1, chats, days: Math.max(1, Math.round((365 * chats) / chatsOfYear)) }
}

export function spanOf({ days }: YearPlan): { readonly from: Instant; readonly to: Instant } {
  return { from: (endsAt - days * dayMs) as Instant, to: endsAt }
}

/** Chats of each day, which add up to the plan: weekdays have most, and the year its seasons. */
export function chatsByDay(plan: YearPlan): readonly number[] {
  const { from } = spanOf(plan)
  const weights = Array.from({ length: plan.days }, (_, day) => {
    const at = new Date(from + day * dayMs)
    const season = 1 + 0.15 * Math.cos((2 * Math.PI * (at.getUTCMonth() - 11)) / 12)
    return season * (ofWeekday[at.getUTCDay()] as number)
  })
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let weighed = 0
  let given = 0
  return weights.map((weight) => {
    weighed += weight
    const upTo = Math.round((plan.chats * weighed) / whole)
    const today = upTo - given
    given = upTo
    return today
  })
}

/** Sunday first. */
const ofWeekday = [0.35, 1.15, 1.05, 1, 1, 0.95, 0.5]
