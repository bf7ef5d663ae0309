import { addDays, dateAt, startOfDate, weekdayOf } from './zone-days.ts'

export const presets = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'last7Days',
  'last30Days',
  'own',
] as const
export type Preset = (typeof presets)[number]

/** Of a report that covers one day. */
export const dayPresets = ['today', 'yesterday', 'own'] as const satisfies readonly Preset[]

/** Days of a calendar, both included, `YYYY-MM-DD`. */
export interface Days {
  readonly first: string
  readonly last: string
}

const slotMs = 15 * 60_000

/** The days that a preset means on a date; of a week or month that runs, those that have begun. Weeks begin on Monday. */
export function daysOf(preset: Exclude<Preset, 'own'>, today: string): Days {
  const monday = addDays(today, 1 - weekdayOf(today))
  const first = `${today.slice(0, 7)}-01`
  const before = addDays(first, -1)
  switch (preset) {
    case 'today':
      return { first: today, last: today }
    case 'yesterday':
      return { first: addDays(today, -1), last: addDays(today, -1) }
    case 'thisWeek':
      return { first: monday, last: today }
    case 'lastWeek':
      return { first: addDays(monday, -7), last: addDays(monday, -1) }
    case 'thisMonth':
      return { first, last: today }
    case 'lastMonth':
      return { first: `${before.slice(0, 7)}-01`, last: before }
    case 'last7Days':
      return { first: addDays(today, -6), last: today }
    case 'last30Days':
      return { first: addDays(today, -29), last: today }
  }
}

/** From when to when one asks for some days: of what runs now, up to now, so that nothing yet to come is told as nought. */
export function instantsOf({ first, last }: Days, zone: string, now: number): { from: number; to: number } {
  const from = startOfDate(first, zone)
  const end = startOfDate(addDays(last, 1), zone)
  return { from, to: now > from && now < end ? Math.max(now, from + slotMs) : end }
}

export function todayIn(zone: string, now: number): string {
  return dateAt(now, zone)
}
