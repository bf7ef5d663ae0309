import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChatId, Instant } from '#domain/ids.ts'
import type { WaitRange } from '#domain/metrics/wait-range.ts'
import { chatsPerWeekdayReport } from '#reports/basic/chats-per-weekday.ts'
import { staffingReport } from '#reports/global/staffing.ts'
import { bucketsOf } from '#reports/grouping.ts'
import { reports } from '#reports/index.ts'
import { type Range, rangeBetween } from '#reports/range.ts'
import { type Report, type ReportRequest, runReport, type Value } from '#reports/report.ts'
import { wholeCentre } from '#reports/source.ts'
import { ann, billing, bob, eve, support } from '../cast.ts'
import { naiveDays } from '../support/naive-days.ts'
import { type NaiveFact, naiveFacts } from '../support/naive-metrics.ts'
import { RandomStory } from '../support/random-story.ts'
import { sourceInMemory } from '../support/report-desk.ts'

const hourMs = 3_600_000

/** Everything that happened to some owners in some stretch of time. */
interface Happened {
  readonly facts: readonly NaiveFact[]
  /** Milliseconds of an agent's day. */
  readonly day: (name: string) => number
  readonly rule: { readonly withinMs: number; readonly shortAbandonMs: number }
}

type Expected = (happened: Happened) => Value | { readonly near: number | null }

const counted = ({ facts }: Happened, names: readonly string[]) =>
  facts.filter(({ name, ms }) => ms === null && names.includes(name)).length
const lasted = ({ facts }: Happened, name: string) =>
  facts.flatMap((fact) => (fact.name === name && fact.ms !== null ? [fact.ms] : [])).sort((one, other) => one - other)
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const over = (part: number, whole: number) => (whole > 0 ? part / whole : null)

const n =
  (...names: string[]): Expected =>
  (happened) =>
    counted(happened, names)
const times =
  (name: string): Expected =>
  (happened) =>
    lasted(happened, name).length
const mean =
  (name: string): Expected =>
  (happened) =>
    over(sum(lasted(happened, name)), lasted(happened, name).length)
const all =
  (name: string): Expected =>
  (happened) =>
    sum(lasted(happened, name))
const most =
  (name: string): Expected =>
  (happened) =>
    lasted(happened, name).at(-1) ?? null
const percentile =
  (name: string, share: number): Expected =>
  (happened) => {
    const sorted = lasted(happened, name)
    return { near: sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null }
  }
const part =
  (some: readonly string[], ofAll: readonly string[]): Expected =>
  (happened) =>
    over(counted(happened, some), counted(happened, ofAll))
const inDay =
  (...names: string[]): Expected =>
  ({ day }) =>
    sum(names.map(day))
const dayShare =
  (some: readonly string[], ofAll: readonly string[]): Expected =>
  ({ day }) =>
    over(sum(some.map(day)), sum(ofAll.map(day)))

const spread = (name: string) => ({
  Average: mean(name),
  Median: percentile(name, 0.5),
  '90th percentile': percentile(name, 0.9),
  Longest: most(name),
})
const ratings = [1, 2, 3, 4, 5].map((score) => `rating${score}Count`)
const rated = {
  Ratings: n(...ratings),
  'Average rating': (happened: Happened) =>
    over(sum(ratings.map((name, place) => counted(happened, [name]) * (place + 1))), counted(happened, ratings)),
}
const volume = {
  Entered: n('queuedCount'),
  Answered: n('answeredCount'),
  Abandoned: n('abandonedCount'),
  'After hours': n('afterHoursCount'),
  Deflected: n('deflectedCount'),
  Completed: n('completedCount'),
}
const within = ({ facts, rule }: Happened, name: string, ms = rule.withinMs) =>
  facts.filter((fact) => fact.name === name && fact.ms !== null && fact.ms <= ms).length
const short = (happened: Happened) => within(happened, 'abandonTime', happened.rule.shortAbandonMs - 1)
const left = (happened: Happened) => counted(happened, ['answeredCount', 'abandonedCount'])
const serviceLevel: Expected = (happened) => over(within(happened, 'speedOfAnswer'), left(happened))
const queues = {
  ...volume,
  Offered: n('offeredCount'),
  'Transferred out': n('transferredOutCount'),
  'Transferred in': n('transferredInCount'),
  'Service level': serviceLevel,
  'Average wait': mean('queueTime'),
  '90th percentile of wait': percentile('queueTime', 0.9),
  'Average handle time': mean('handleTime'),
  'Customer messages': n('customerMessageCount'),
  'Agent messages': n('agentMessageCount'),
  ...rated,
}

/** Every column of numbers of every report on intervals, told anew from the events. */
const expected: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  InboundVsAnsweredChats: {
    Inbound: n('queuedCount'),
    Answered: n('answeredCount'),
    Abandoned: n('abandonedCount'),
    'After hours': n('afterHoursCount'),
    'Answer rate': part(['answeredCount'], ['answeredCount', 'abandonedCount', 'afterHoursCount']),
  },
  ChatVolume: queues,
  ChatsPerHour: volume,
  ChatsPerDay: volume,
  QueueComparison: queues,
  WaitTime: { 'Left the queue': times('queueTime'), ...spread('queueTime') },
  AverageSpeedToAnswer: { Answered: times('speedOfAnswer'), ...spread('speedOfAnswer') },
  ServiceLevel: {
    'Service level': serviceLevel,
    Judged: left,
    Answered: n('answeredCount'),
    Abandoned: n('abandonedCount'),
    Counted: () => 'exact',
  },
  Abandonment: {
    Answered: n('answeredCount'),
    Abandoned: n('abandonedCount'),
    'Of these short': short,
    'Abandonment rate': part(['abandonedCount'], ['answeredCount', 'abandonedCount']),
    'Rate without short': (happened) =>
      over(counted(happened, ['abandonedCount']) - short(happened), left(happened) - short(happened)),
    'Average wait': mean('abandonTime'),
    'Longest wait': most('abandonTime'),
    'Abandoned after transfer': n('abandonedAfterTransferCount'),
  },
  QueueTime: {
    'Left the queue': times('queueTime'),
    ...Object.fromEntries(
      [50, 75, 80, 90, 95, 99].map((percent) => [`${percent} %`, percentile('queueTime', percent / 100)]),
    ),
  },
  FirstResponse: { Chats: times('firstResponseTime'), ...spread('firstResponseTime') },
  ResponseTime: { Responses: times('responseTime'), ...spread('responseTime') },
  TransferAnalysis: {
    Answered: n('answeredCount'),
    'Transferred out': n('transferredOutCount'),
    'Transferred in': n('transferredInCount'),
    'Transfer rate': part(['transferredOutCount'], ['answeredCount']),
    'Average wait again': mean('transferQueueTime'),
    'Longest wait again': most('transferQueueTime'),
    'Abandoned after transfer': n('abandonedAfterTransferCount'),
    'Overflowed in': n('overflowedInCount'),
    'Overflowed out': n('overflowedOutCount'),
  },
  HandleTime: {
    Handled: times('handleTime'),
    'Average handle time': mean('handleTime'),
    '90th percentile': percentile('handleTime', 0.9),
    Longest: most('handleTime'),
    'Average talk': mean('talkTime'),
    'Average hold': mean('holdTime'),
    'Average wrap-up': mean('afterCallTime'),
    'Handled together': all('handleTime'),
  },
  EstimateAccuracy: {
    Promised: n('promisedCount'),
    Kept: n('keptCount'),
    'Of these early': n('earlyCount'),
    Late: (happened) => counted(happened, ['promisedCount']) - counted(happened, ['keptCount']),
    'Kept in time': part(['keptCount'], ['promisedCount']),
  },
  AgentPerformance: {
    Offered: n('offeredCount'),
    Answered: n('answeredCount'),
    Declined: n('declinedCount'),
    Lapsed: n('ronaCount'),
    Handled: n('handledCount'),
    'Transferred out': n('transferredCount'),
    'Transferred in': n('transferredInCount'),
    'Average handle time': mean('handleTime'),
    'Average first response': mean('firstResponseTime'),
    'Signed in': inDay('availableTime', 'busyTime', 'awayTime', 'notRespondingTime'),
    Available: inDay('availableTime'),
    Busy: inDay('busyTime'),
    Away: inDay('awayTime'),
    Messages: n('messageCount'),
    ...rated,
  },
  AgentChats: {
    Answered: n('answeredCount'),
    Taken: n('takenCount'),
    'Transferred in': n('transferredInCount'),
    'Transferred out': n('transferredCount'),
    Consulted: n('consultCount'),
    Handled: n('handledCount'),
    'Average talk': mean('talkTime'),
    'Average handle time': mean('handleTime'),
    'Average first response': mean('firstResponseTime'),
    'Average response': mean('responseTime'),
    Messages: n('messageCount'),
    ...rated,
  },
  AgentUtilization: {
    Available: inDay('availableTime'),
    'Slots offered': inDay('offeredSlotTime'),
    'Slots used': inDay('usedSlotTime'),
    Utilization: dayShare(['usedSlotTime'], ['offeredSlotTime']),
  },
  AgentOccupancy: {
    'In chat': inDay('inChatTime'),
    'Paperwork only': inDay('wrapUpTime'),
    Idle: inDay('idleTime'),
    Occupancy: dayShare(['inChatTime', 'wrapUpTime'], ['inChatTime', 'wrapUpTime', 'idleTime']),
    Busy: inDay('busyTime'),
    Away: inDay('awayTime'),
    'Not responding': inDay('notRespondingTime'),
  },
  OffersDeclinedAndLapsed: {
    Offered: n('offeredCount'),
    Declined: n('declinedCount'),
    Lapsed: n('ronaCount'),
    'Decline rate': part(['declinedCount'], ['offeredCount']),
    'Lapse rate': part(['ronaCount'], ['offeredCount']),
  },
  Concurrency: {
    'With a chat': inDay('inChatTime', 'wrapUpTime'),
    'Chat time': inDay('usedSlotTime'),
    'Chats at once': dayShare(['usedSlotTime'], ['inChatTime', 'wrapUpTime']),
  },
  WrapUp: {
    Chats: times('afterCallTime'),
    ...spread('afterCallTime'),
    Together: all('afterCallTime'),
    'Paperwork only': inDay('wrapUpTime'),
  },
}

for (const seed of [6, 8]) {
  const story = new RandomStory(seed)
  const { desk } = story
  const promises = new Map<ChatId, WaitRange>()
  for (let step = 0; step < 4_000; step++) {
    story.step()
    for (const { id, tally } of desk.state.chats.values()) if (tally?.promise) promises.set(id, tally.promise)
    if (step % 1_000 === 999) desk.pass(3 * 24 * hourMs)
  }
  const events = [...desk.setUp, ...story.events]
  const facts = naiveFacts(events, promises)
  const days = [...naiveDays(events, desk.now as Instant)].map(([key, ms]) => {
    const [owner = '', slotAt, name] = key.split(' ')
    return { owner, at: Number(slotAt), name, ms }
  })
  const source = sourceInMemory(desk.state, desk.now)
  const rule = desk.state.settings.serviceLevel
  const happened = (owners: readonly string[], { from, to }: Pick<Range, 'from' | 'to'>): Happened => {
    const isHere = (one: { readonly owner: string; readonly at: number }) =>
      owners.includes(one.owner) && one.at >= from && one.at < to
    const ofDays = days.filter(isHere)
    return {
      facts: facts.filter(isHere),
      day: (wanted) => sum(ofDays.flatMap(({ name, ms }) => (name === wanted ? [ms] : []))),
      rule,
    }
  }
  const middle = Math.floor((story.beganAt + desk.now) / 2)
  const request = (grouping: ReportRequest['grouping']): ReportRequest => {
    const range = rangeBetween((middle - 40 * hourMs) as Instant, desk.now as Instant, 'Europe/Berlin')
    return { range, scope: wholeCentre, grouping }
  }
  const rowsBy = (report: Report): readonly string[][] | 'time' => {
    if (report.columns[0]?.name === 'Queue') return [[support], [billing]]
    if (report.columns[0]?.name === 'Agent') return [[ann], [bob], [eve]]
    return 'time'
  }

  for (const [id, columns] of Object.entries(expected)) {
    const report = reports.find((one) => one.id === id)
    if (!report) throw new Error(`there is no report ${id}`)

    test(`${id}: every number of every row is what a slow count over the events says (seed ${seed})`, async () => {
      const [, ...named] = report.columns.map(({ name }) => name)
      assert.deepEqual(new Set(named), new Set(Object.keys(columns)))
      const owners = report.of === 'queues' ? [support, billing] : [ann, bob, eve]
      const { range } = request('day')
      const by = rowsBy(report)
      const table = await runReport(source, report, request('day'))
      const stretches = by === 'time' ? stretchesOf(report, request('day')) : []
      const rows = by === 'time' ? stretches.map((one) => happened(owners, one)) : by.map((one) => happened(one, range))
      assert.equal(table.rows.length, rows.length)
      let told = 0
      for (const [place, row] of [...rows, happened(owners, range)].entries())
        for (const [at, name] of named.entries()) {
          const value = (table.rows[place]?.values ?? table.totals)?.[at + 1]
          const wanted = columns[name]?.(row) ?? null
          if (wanted !== null && typeof wanted === 'object')
            isNear(value as number | null, wanted.near, `${name}, row ${place}`)
          else if (typeof wanted === 'number')
            assert.ok(
              Math.abs(wanted - (value as number)) < 1e-9 * Math.max(1, wanted),
              `${name}, row ${place}: ${value}, not ${wanted}`,
            )
          else assert.equal(value, wanted, `${name}, row ${place}`)
          if (value) told++
        }
      assert.ok(told > named.length, `hardly a number that is not nought: ${told}`)
    })
  }

  /** The hour of the week in which something happened, as a clock on the wall showed it. */
  const hourOf = (at: number) => {
    const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Europe/Berlin')
    return 24 * (dayOfWeek - 1) + hour
  }

  test(`ChatsPerWeekday: each chat is in the hour of the week in which it came (seed ${seed})`, async () => {
    const { rows, totals } = await runReport(source, chatsPerWeekdayReport, request('day'))
    const { facts } = happened([support, billing], request('day').range)
    const wanted: number[] = Array.from({ length: 7 * 24 }, () => 0)
    for (const { name, at } of facts) if (name === 'queuedCount') wanted[hourOf(at)] = (wanted[hourOf(at)] ?? 0) + 1
    assert.deepEqual(
      rows.flatMap(({ values: [, ...counts] }) => counts),
      wanted,
    )
    assert.deepEqual(totals, [
      'Total',
      ...Array.from({ length: 24 }, (_, hour) => sum(wanted.filter((_, place) => place % 24 === hour))),
    ])
    assert.ok(wanted.filter((count) => count > 0).length > 10)
  })

  test(`Staffing: each hour of the week has the fewest slots that serve four of five in time (seed ${seed})`, async () => {
    const { range } = request('day')
    const whole = happened([support, billing], range)
    const handled = lasted(whole, 'handleTime')
    const handleMs = sum(handled) / handled.length
    const hours = new Map<number, number>()
    for (let at = range.from as number; at < Math.min(range.to, desk.now); at += 60_000)
      hours.set(hourOf(at), (hours.get(hourOf(at)) ?? 0) + Math.min(60_000, desk.now - at))
    const members = new Set(
      [...desk.state.queues.values()].flatMap((queue) => queue.members.map(({ agentId }) => agentId)),
    )
    const meanCapacity = sum([...members].map((id) => desk.state.agents.get(id)?.capacity ?? 0)) / members.size
    const { rows } = await runReport(source, staffingReport, request('day'))
    assert.equal(rows.length, 7 * 24)
    let planned = 0
    for (const [place, { key, values }] of rows.entries()) {
      const [, chats, handle, load, slots, agents, served, wait] = values as number[]
      const came = whole.facts.filter(
        ({ name, at }) => ['queuedCount', 'transferredInCount'].includes(name) && hourOf(at) === place,
      ).length
      const passed = hours.get(place) ?? 0
      if (passed === 0) {
        assert.deepEqual([chats, slots], [null, null], key)
        continue
      }
      assert.ok(Math.abs((chats as number) - (came * hourMs) / passed) < 1e-9, key)
      assert.equal(handle, handleMs)
      const erlangs = (came / passed) * handleMs
      assert.ok(Math.abs((load as number) - erlangs) < 1e-9, key)
      const wanted = came === 0 ? 0 : fewestSlots(erlangs, handleMs, rule.withinMs)
      assert.deepEqual([slots, agents], [wanted, Math.ceil(wanted / meanCapacity)], key)
      if (wanted === 0) continue
      planned++
      assert.ok((served as number) >= 0.8 && (served as number) < 1)
      const chance = slowErlangC(erlangs, wanted)
      assert.ok(Math.abs((wait as number) - (chance * handleMs) / (wanted - erlangs)) < 1e-6, key)
    }
    assert.ok(planned > 5)
  })

  /** Where the rows of a report over time begin and end, by the calendar. */
  function stretchesOf(report: Report, { range }: ReportRequest): Pick<Range, 'from' | 'to'>[] {
    return bucketsOf(range, report.groupings.length > 0 ? 'day' : report.id === 'ChatsPerHour' ? 'hour' : 'day')
  }
}

/** Read off a histogram, with buckets 8 % wide. */
function isNear(value: number | null, wanted: number | null, what: string): void {
  if (wanted === null || value === null) assert.equal(value, wanted, what)
  else assert.ok(Math.abs(value - wanted) <= 0.09 * wanted + 1, `${what}: ${value}, not ${wanted}`)
}

/** The printed formula, by powers and factorials. */
function slowErlangC(load: number, servers: number): number {
  const term = (k: number): number => (k === 0 ? 1 : (term(k - 1) * load) / k)
  const top = term(servers)
  const occupancy = load / servers
  return top / (top + (1 - occupancy) * sum(Array.from({ length: servers }, (_, k) => term(k))))
}

function fewestSlots(load: number, handleMs: number, withinMs: number): number {
  for (let m = Math.floor(load) + 1; ; m++)
    if (1 - slowErlangC(load, m) * Math.exp((-(m - load) * withinMs) / handleMs) >= 0.8) return m
}
