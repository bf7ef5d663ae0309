/** ISO: Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

/** Open from one time of day to another, `HH:MM`; `to` may be `24:00`, and one before `from` is on the next day. */
export interface Span {
  readonly from: string
  readonly to: string
}
export type Week = Readonly<Record<Weekday, readonly Span[]>>

const office = [{ from: '09:00', to: '17:00' }]
/** What one begins with where no hours were set. */
export const officeWeek: Week = { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] }

/** The weekday's name in a language. */
export function weekdayName(weekday: Weekday, language: string): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))
}

/** The problems of one weekday that belong to none of its fields: they name a span, or the day. */
export function problemsOfDay(wrong: Readonly<Record<string, string>>, weekday: Weekday): string {
  const own = new RegExp(`^week\\.${weekday}(\\[\\d+\\])?$`)
  return Object.entries(wrong)
    .filter(([field]) => own.test(field))
    .map(([, accepted]) => accepted)
    .join('; ')
}
