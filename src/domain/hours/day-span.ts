import type { Span } from './hours.ts'

export const minutesInDay = 1440

/** A span in minutes after the midnight with which its day begins; `to` is above 1440 when it ends on the next day. */
export interface DaySpan {
  readonly from: number
  readonly to: number
}

const clockTime = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Minutes after midnight of an `HH:MM` from 00:00 to 23:59; null for anything else. */
export function minutesOf(time: unknown): number | null {
  const parts = typeof time === 'string' ? clockTime.exec(time) : null
  return parts === null ? null : Number(parts[1]) * 60 + Number(parts[2])
}

/** The span in minutes; null when a time is wrong, or when it ends where it begins, which could mean all or nothing. */
export function daySpanOf(span: Span): DaySpan | null {
  const from = minutesOf(span.from)
  const to = span.to === '24:00' ? minutesInDay : minutesOf(span.to)
  if (from === null || to === null || from === to) return null
  return { from, to: to > from ? to : to + minutesInDay }
}

/** Minutes after midnight as `HH:MM`; the whole day's end is `24:00`. */
export function timeOf(minutes: number): string {
  const clock = minutes === minutesInDay ? minutes : minutes % minutesInDay
  return `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}`
}
