import { againWithinMs, type TraitWanted } from '#domain/chat/traits.ts'
import type { QueueId } from '#domain/ids.ts'
import { groupChats } from '../ended-chats.ts'
import { bucketsOf } from '../grouping.ts'
import { time } from '../interval-report.ts'
import { ratio } from '../measure.ts'
import { allTogether } from '../named-rows.ts'
import type { Bucket } from '../range.ts'
import type { Column, Report, Row, Value } from '../report.ts'
import type { ReportSource } from '../source.ts'

interface Deflected {
  readonly ended: number
  /** Led by a flow, however they ended. */
  readonly led: number
  readonly deflected: number
  readonly cameAgain: number
}

interface DeflectionColumn extends Column {
  readonly of: (counts: Deflected) => Value
  readonly counts: readonly TraitWanted[]
}

const isDeflected: TraitWanted = { trait: 'ending', values: ['deflected'] }
const cameAgain: TraitWanted = { trait: 'cameAgain', values: [true] }
const isLed: TraitWanted = { trait: 'led', values: [true] }
const days = againWithinMs / (24 * 3_600_000)

const columns: readonly DeflectionColumn[] = [
  { name: 'Ended', unit: 'count', about: 'All closed chats', of: ({ ended }) => ended, counts: [] },
  {
    name: 'Begun in a flow',
    unit: 'count',
    about: 'Of them, those that a welcome flow led at first',
    of: ({ led }) => led,
    counts: [isLed],
  },
  {
    name: 'Deflected',
    unit: 'count',
    about: 'Ended before an agent was asked for',
    of: ({ deflected }) => deflected,
    counts: [isDeflected],
  },
  {
    name: 'Share of chats',
    unit: 'share',
    about: 'Of all closed chats',
    formula: 'deflected ÷ ended',
    of: ({ deflected, ended }) => ratio(deflected, ended),
    counts: [isDeflected],
  },
  {
    name: 'Came again',
    unit: 'count',
    about: `Deflected, but the customer came again within ${days} days and an agent answered; only of customers who are known again, and of later chats that are closed`,
    of: (counts) => counts.cameAgain,
    counts: [isDeflected, cameAgain],
  },
  {
    name: 'Deflection',
    unit: 'share',
    about: `Chats led by a flow that needed no agent, not within ${days} days either; so the last days of a range that ends now may still fall`,
    formula: '(deflected − came again) ÷ begun in a flow',
    of: (counts) => ratio(counts.deflected - counts.cameAgain, counts.led),
    counts: [isDeflected, { trait: 'cameAgain', values: [false] }],
  },
]

/** What ended without any agent, over time. */
export const deflectionsReport: Report = {
  no: 42,
  id: 'Deflections',
  name: 'Deflections',
  about: 'Closed chats that ended before an agent was asked for, over time',
  category: 'basic',
  chart: { type: 'column', columns: ['Deflected', 'Came again'] },
  of: 'queues',
  groupings: ['hour', 'day', 'week', 'month'],
  columns: [time, ...columns.map(({ of: _, counts: __, ...column }) => column)],
  async *rows(source, { range, scope: { queueIds }, grouping }) {
    const all: Deflected[] = []
    for (const bucket of bucketsOf(range, grouping)) {
      const counts = await deflectedIn(source, bucket, queueIds)
      all.push(counts)
      yield { key: bucket.label, values: [bucket.label, ...valuesOf(counts)] }
    }
    const sum = (of: (counts: Deflected) => number) => all.reduce((total, counts) => total + of(counts), 0)
    const total = {
      ended: sum(({ ended }) => ended),
      led: sum(({ led }) => led),
      deflected: sum(({ deflected }) => deflected),
      cameAgain: sum((counts) => counts.cameAgain),
    }
    return [...allTogether, ...valuesOf(total)]
  },
  behind(_source, { range, scope: { queueIds }, grouping }, key, { name }) {
    const where = columns.find((column) => column.name === name)?.counts
    const bucket = key === null ? range : bucketsOf(range, grouping).find(({ label }) => label === key)
    if (!where || !bucket) return null
    return { of: 'ended', from: bucket.from, to: bucket.to, queueIds, agentIds: null, where }
  },
}

async function deflectedIn(
  source: ReportSource,
  { from, to }: Bucket,
  queueIds: readonly QueueId[] | null,
): Promise<Deflected> {
  if (from >= source.now) return { ended: 0, led: 0, deflected: 0, cameAgain: 0 }
  const wanted = { from, to, queueIds, agentIds: null }
  const { groups, together } = await groupChats(source, { ...wanted, where: [] }, ['ending', 'led'])
  const count = (is: (ending: unknown, led: unknown) => boolean) =>
    groups.reduce((total, { values: [ending, led], chatCount }) => total + (is(ending, led) ? chatCount : 0), 0)
  const deflected = count((ending) => ending === 'deflected')
  const again = deflected > 0 ? await groupChats(source, { ...wanted, where: [isDeflected, cameAgain] }, []) : null
  return {
    ended: together.chatCount,
    led: count((_ending, led) => led === true),
    deflected,
    cameAgain: again?.together.chatCount ?? 0,
  }
}

function valuesOf(counts: Deflected): Row {
  return columns.map((column) => column.of(counts))
}
