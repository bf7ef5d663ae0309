import { join } from 'node:path'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { readState } from '#desk/memory.ts'
import type { Instant, QueueId } from '#domain/ids.ts'
import type { Grouping } from '#reports/grouping.ts'
import { reports } from '#reports/index.ts'
import { rangeBetween } from '#reports/range.ts'
import { type Report, type ReportRequest, runReport } from '#reports/report.ts'
import { type ReportScope, type ReportSource, type ReportStore, reportSource, wholeCentre } from '#reports/source.ts'
import { quantile } from './quantile.ts'
import { benchExport } from './reports/export.ts'
import { comparePlainSql } from './reports/plain-sql.ts'
import { keptYear } from './year/kept-year.ts'
import { dayMs, planOf, spanOf, type YearPlan } from './year/plan.ts'

type Row = readonly [figure: string, measured: string, bar: string]

const barMs = 300
const rounds = 5

/** How long one report took, of several times; milliseconds. */
interface Took {
  readonly what: string
  readonly rows: number
  /** The bar is for those that read cells alone. */
  readonly isOfIntervals: boolean
  readonly median: number
  readonly worst: number
  /** Of the processor, all threads together: what it would take on a machine with nothing else to do. */
  readonly work: number
}

/** A hundred thousand chats, the latest: so much is read of them one by one. */
const daysOfChats = 37

/**
 * Every report on intervals over a generated year, by each of its groupings, for all queues and for one; some beside the same question in
 * SQL. Reports on single chats once, over the last weeks.
 */
export async function benchReports(
  chats: number,
  scratch: string,
): Promise<{ readonly rows: readonly Row[]; readonly details: string }> {
  const plan = planOf(chats)
  const folder = await keptYear(plan, (line) => void process.stdout.write(`${line}\n`))
  const { to } = spanOf(plan)
  const { took, compared } = await onDisk(folder, plan)
  const days = Math.min(plan.days, daysOfChats)
  const isYear = plan.days > daysOfChats
  const size = { from: (to - days * dayMs) as Instant, to, seconds: isYear ? 10 : 3, conversations: isYear ? 100 : 20 }
  const exported = await benchExport(folder, join(scratch, 'year'), size)
  const of = `${chats.toLocaleString('en')} chats of ${plan.days} days`
  return { rows: [slowest(took, of), ...compared.rows, ...exported], details: `${table(took)}${compared.details}` }
}

async function onDisk(folder: string, plan: YearPlan) {
  const { to: now } = spanOf(plan)
  const store = await openSqliteStore({ folder, readers: 2 })
  try {
    const { state } = await readState(store, now)
    const source = reportSource(state, store, now)
    const took: Took[] = []
    for (const report of reports) {
      const isOfIntervals = await readsCellsAlone(source, report)
      const days = isOfIntervals ? plan.days : Math.min(plan.days, daysOfChats)
      for (const grouping of groupingsOf(report))
        for (const scope of isOfIntervals ? scopesOf(source, report) : [wholeCentre])
          took.push(await timed(source, requestOf(source, report, grouping, scope, days), isOfIntervals))
    }
    const compared = await comparePlainSql(source, join(folder, 'polydesk.db'), rangeOver(source, plan.days))
    return { took, compared }
  } finally {
    await store.close()
  }
}

interface Asked {
  readonly report: Report
  readonly what: string
  readonly request: ReportRequest
}

function groupingsOf({ groupings }: Report): readonly (Grouping | null)[] {
  return groupings.length > 0 ? groupings : [null]
}

function scopesOf({ queues }: ReportSource, { of }: Report): readonly ReportScope[] {
  const one: readonly QueueId[] = queues.slice(0, 1).map(({ id }) => id)
  return [wholeCentre, of === 'queues' ? { ...wholeCentre, queueIds: one } : { ...wholeCentre, workIn: one }]
}

function rangeOver({ now }: ReportSource, days: number): ReportRequest['range'] {
  return rangeBetween((now - days * dayMs) as typeof now, now, 'UTC')
}

function requestOf(
  source: ReportSource,
  report: Report,
  grouping: Grouping | null,
  scope: ReportScope,
  days: number,
): Asked {
  const range = rangeOver(source, report.oneDay ? 1 : days)
  const whose = scope === wholeCentre ? 'all' : 'one queue'
  return {
    report,
    what: `${report.id}${grouping ? ` by ${grouping}` : ''}, ${whose}, ${range.label}`,
    request: { range, scope, grouping: grouping ?? 'month' },
  }
}

async function timed(source: ReportSource, { report, what, request }: Asked, isOfIntervals: boolean): Promise<Took> {
  const times: number[] = []
  const works: number[] = []
  let rows = 0
  // The first one warms up.
  for (let round = isOfIntervals ? 0 : 1; round <= (isOfIntervals ? rounds : 1); round++) {
    const used = process.cpuUsage()
    const from = performance.now()
    rows = 0
    for await (const _ of report.rows(source, request)) rows++
    const { user, system } = process.cpuUsage(used)
    if (round === 0) continue
    times.push(performance.now() - from)
    works.push((user + system) / 1_000)
  }
  const [median, worst, work] = [quantile(times, 0.5), Math.max(...times), quantile(works, 0.5)]
  return { what, rows, isOfIntervals, median, worst, work }
}

/** Whether a report is made of sums of cells and nothing else. */
async function readsCellsAlone(source: ReportSource, report: Report): Promise<boolean> {
  const asks = new Set<string>()
  const request = { range: rangeOver(source, 1), scope: wholeCentre, grouping: 'day' } as const
  await runReport({ ...source, store: watching(source.store, asks) }, report, request)
  return [...asks].every((name) => name === 'sums')
}

/** Notes what is asked of a store. */
function watching(store: ReportStore, asks: Set<string>): ReportStore {
  return new Proxy(store, {
    get(target, name) {
      asks.add(String(name))
      const asked: unknown = Reflect.get(target, name)
      return typeof asked === 'function' ? asked.bind(target) : asked
    },
  })
}

function slowest(took: readonly Took[], of: string): Row {
  const bySlowness = took.filter(({ isOfIntervals }) => isOfIntervals).sort((one, other) => other.median - one.median)
  const over = bySlowness.filter(({ median }) => median > barMs)
  const [first] = bySlowness
  return [
    `slowest of ${bySlowness.length} interval reports over ${of}`,
    `${first?.median.toFixed(0)} ms median of ${rounds} (${first?.what}); ${over.length} over the bar`,
    `≤ ${barMs} ms`,
  ]
}

function table(took: readonly Took[]): string {
  const lines = took.map((one) => {
    const { what, rows, median, worst, work } = one
    const verdict = !one.isOfIntervals ? 'none' : median <= barMs ? 'kept' : 'MISSED'
    return `| ${[what, rows, median.toFixed(0), worst.toFixed(0), work.toFixed(0), verdict].join(' | ')} |\n`
  })
  return `\n| report | rows | median ms | worst ms | processor ms | ≤ ${barMs} ms |\n| --- | --- | --- | --- | --- | --- |\n${lines.join('')}`
}
