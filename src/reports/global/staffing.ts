import type { Instant } from '#domain/ids.ts'
import { measured } from '#domain/metrics/measured-time.ts'
import { type Sum, sumOf } from '#domain/metrics/sum.ts'
import type { Stretch } from '#ports/store.ts'
import { meanWait, servedWithin, serversFor } from '../erlang.ts'
import { hoursOfWeek } from '../grouping.ts'
import { asked, behindOf, headOf, type IntervalReport } from '../interval-report.ts'
import { average, count, counted } from '../measure.ts'
import { readSums } from '../read-sums.ts'
import type { Column, Report, Row } from '../report.ts'
import { type ReportScope, type ReportSource, ruleOfScope } from '../source.ts'
import { hoursAt, hoursOfDay, weekdays } from '../week-of-hours.ts'

/** So many are to be served within the threshold of the service level. */
const targetShare = 0.8
const hourMs = 3_600_000

const arrivals = count(
  'Chats per hour',
  'Mean number that came, from other queues too',
  'queuedCount',
  'transferredInCount',
)
const handleTime = average('Handle time', 'Mean of talk and paperwork over the whole range', 'handleTime')

const report: IntervalReport = {
  no: 30,
  id: 'Staffing',
  name: 'Staffing',
  about:
    'How many agents each hour of a usual week needs to serve 80 % within the threshold of the service level, by Erlang C: what came in the range, laid over each other week by week',
  category: 'global',
  chart: { type: 'line', columns: ['Agents needed', 'Chats per hour'] },
  of: 'queues',
  measures: [arrivals, handleTime],
}

const columns: readonly Column[] = [
  { name: 'Hour', unit: 'text', about: 'Of the week, in the zone of the report' },
  { name: arrivals.name, unit: 'number', about: arrivals.about, formula: 'chats ÷ such hours in the range' },
  { name: 'Handle time', unit: 'ms', about: handleTime.about, formula: 'sum ÷ how many' },
  {
    name: 'Load',
    unit: 'number',
    about: 'Chats served at once on average',
    formula: 'A = chats per hour × handle time',
  },
  {
    name: 'Slots needed',
    unit: 'count',
    about: 'Chats that must be possible at once; customers who give up make it fewer',
    formula: 'smallest m with 1 − P(wait) · e^(−(m − A) · threshold ÷ handle time) ≥ 80 %',
  },
  {
    name: 'Agents needed',
    unit: 'count',
    about: 'With as many chats at once as the members of the queues may have on average',
    formula: 'slots needed ÷ mean capacity, rounded up',
  },
  { name: 'Served in time', unit: 'share', about: 'Expected with so many slots', formula: 'the same, of that m' },
  {
    name: 'Expected wait',
    unit: 'ms',
    about: 'Mean over all chats, with so many slots',
    formula: 'P(wait) · handle time ÷ (m − A)',
  },
]

/** How many agents each hour of a usual week needs. */
export const staffingReport: Report = {
  ...headOf(report),
  groupings: [],
  columns,
  async *rows(source, { range, scope }) {
    const stretches = hoursOfWeek(range)
    const sums = await readSums(source, asked(report, scope, stretches, { queue: false, agent: false }))
    const byHour = Map.groupBy(sums, ({ bucket }) => bucket)
    const hoursOf = hoursPassed(stretches, source.now)
    const plan = planning(source, scope, sumOf(sums))
    for (const [day, weekday] of weekdays.entries())
      for (const [hour, clock] of hoursOfDay.entries()) {
        const bucket = 24 * day + hour
        const hours = hoursOf.get(bucket) ?? 0
        const label = `${weekday} ${clock}`
        const chats = counted(sumOf(byHour.get(bucket) ?? []), ['queuedCount', 'transferredInCount'])
        yield { key: label, values: [label, ...plan(hours > 0 ? chats / hours : null)] }
      }
    return null
  },
  behind(_source, { range, scope }, key, { name }) {
    const place = key === null ? null : (key.split(' ') as [(typeof weekdays)[number], string])
    const [day, hour] = place ? [weekdays.indexOf(place[0]), hoursOfDay.indexOf(place[1])] : [null, null]
    if (name !== arrivals.name || day === -1 || hour === -1) return null
    return behindOf(report, arrivals, scope, hoursAt(range, day, hour))
  },
}

/** How much of each hour of the week the range has had so far. */
function hoursPassed(stretches: readonly Stretch[], now: Instant): Map<number, number> {
  const hours = new Map<number, number>()
  for (const { from, to, bucket } of stretches)
    if (from < now) hours.set(bucket, (hours.get(bucket) ?? 0) + (Math.min(to, now) - from) / hourMs)
  return hours
}

/** What so many chats an hour need; nothing to tell where there was no such hour, or nobody knows how long a chat takes. */
function planning(source: ReportSource, scope: ReportScope, sum: Sum): (chatsPerHour: number | null) => Row {
  const { average: handleMs } = measured(sum.times.handleTime)
  const { withinMs } = ruleOfScope(source, scope)
  const capacity = meanCapacity(source, scope)
  return (chatsPerHour) => {
    if (chatsPerHour === null || handleMs === null) return [chatsPerHour, handleMs, null, null, null, null, null]
    const load = (chatsPerHour * handleMs) / hourMs
    const servers = serversFor(load, handleMs, withinMs, targetShare)
    const agents = capacity === null ? null : Math.ceil(servers / capacity)
    if (servers === 0) return [chatsPerHour, handleMs, load, servers, agents, null, null]
    const erlang = { load, servers }
    const expected = [servedWithin(erlang, handleMs, withinMs), meanWait(erlang, handleMs)]
    return [chatsPerHour, handleMs, load, servers, agents, ...expected]
  }
}

/** How many chats at once the members of the queues may have, on average; null where there are none. */
function meanCapacity({ queues, agents }: ReportSource, { queueIds }: ReportScope): number | null {
  const wanted = queues.filter(({ id }) => queueIds === null || queueIds.includes(id))
  const memberIds = new Set(wanted.flatMap(({ memberIds }) => memberIds))
  const members = agents.filter(({ id, inUse }) => inUse && memberIds.has(id))
  return members.length === 0 ? null : members.reduce((slots, { capacity }) => slots + capacity, 0) / members.length
}
