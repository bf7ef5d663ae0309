import type { Stretch } from '#ports/store.ts'
import { hoursOfWeek } from './grouping.ts'
import type { Range } from './range.ts'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** The hours of a day as headings: `00:00` … `23:00`. */
export const hoursOfDay: readonly string[] = Array.from(
  { length: 24 },
  (_, hour) => `${String(hour).padStart(2, '0')}:00`,
)

/** The hours of a range that fall on one weekday, or on all, and on one hour of the day, or on all. */
export function hoursAt(range: Range, weekday: number | null, hour: number | null): Stretch[] {
  return hoursOfWeek(range).filter(({ bucket }) => {
    return (weekday === null || Math.floor(bucket / 24) === weekday) && (hour === null || bucket % 24 === hour)
  })
}
