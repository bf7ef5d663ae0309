import { hoursOfWeek } from '../grouping.ts'
import { asked, behindOf, headOf, type IntervalReport } from '../interval-report.ts'
import { count } from '../measure.ts'
import { allTogether } from '../named-rows.ts'
import { readSums } from '../read-sums.ts'
import type { Column, Report, Value } from '../report.ts'
import { hoursAt, hoursOfDay, weekdays } from '../week-of-hours.ts'

const entered = count('Entered', 'Chats that entered the centre by these queues', 'queuedCount')

const report: IntervalReport = {
  no: 8,
  id: 'ChatsPerWeekday',
  name: 'Chats per weekday and hour',
  about: 'When chats come: all days of the range laid over each other, by weekday and hour of the clock',
  category: 'basic',
  chart: { type: 'heat', columns: hoursOfDay },
  of: 'queues',
  measures: [entered],
}

const hours: readonly Column[] = hoursOfDay.map((name) => {
  return { name, unit: 'count', about: `Chats that entered in the hour that begins at ${name}` }
})
const weekday: Column = { name: 'Weekday', unit: 'text', about: 'In the zone of the report; weeks begin on Monday' }

/** A heat map: a row for each weekday, a column for each hour. */
export const chatsPerWeekdayReport: Report = {
  ...headOf(report),
  groupings: [],
  columns: [weekday, ...hours],
  async *rows(source, { range, scope }) {
    const by = { queue: false, agent: false }
    const sums = await readSums(source, asked(report, scope, hoursOfWeek(range), by))
    const countAt = (isHere: (bucket: number) => boolean): Value =>
      sums.reduce((total, { bucket, counts }) => total + (isHere(bucket) ? (counts.queuedCount ?? 0) : 0), 0)
    for (const [day, name] of weekdays.entries())
      yield { key: name, values: [name, ...hours.map((_, hour) => countAt((bucket) => bucket === 24 * day + hour))] }
    return [...allTogether, ...hours.map((_, hour) => countAt((bucket) => bucket % 24 === hour))]
  },
  behind(_source, { range, scope }, key, { name }) {
    const day = key === null ? null : weekdays.indexOf(key as (typeof weekdays)[number])
    const hour = hoursOfDay.indexOf(name)
    if (day === -1 || hour === -1) return null
    return behindOf(report, entered, scope, hoursAt(range, day, hour))
  },
}
