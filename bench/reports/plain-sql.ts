import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import type { Grouping } from '#reports/grouping.ts'
import { reportNamed } from '#reports/index.ts'
import type { Range } from '#reports/range.ts'
import { runReport, type Value } from '#reports/report.ts'
import { type ReportSource, wholeCentre } from '#reports/source.ts'

type Row = readonly [figure: string, measured: string, bar: string]

/** A report, and the same columns of it asked of the chats; SQL gives the key of a row (or null for the totals) and the values. */
interface Question {
  readonly report: string
  readonly grouping: Grouping
  readonly columns: readonly string[]
  readonly sql: string
}

const numbers = (name: string) => `row ->> '$.numbers.${name}'`
const monthOf = (at: string) => `strftime('%Y-%m', (${at}) / 1000, 'unixepoch')`
const dayOf = (at: string) => `strftime('%Y-%m-%d', (${at}) / 1000, 'unixepoch')`
const queuedAt = numbers('queuedAt')
const answeredAt = `row ->> 'answeredAt'`
const isAbandoned = `row ->> 'ending' = 'abandoned' AND ${answeredAt} IS NULL`
const leftAt = `coalesce(${answeredAt}, ended_at)`

/** Each line of facts counts somewhere by its own time, so they are put together before they are grouped. */
const byDay = `
  SELECT at, sum(queued), sum(answered), sum(abandoned) FROM (
    SELECT ${dayOf(queuedAt)} AS at, 1 AS queued, 0 AS answered, 0 AS abandoned FROM chats WHERE ${queuedAt} IS NOT NULL
    UNION ALL SELECT ${dayOf(answeredAt)}, 0, 1, 0 FROM chats WHERE ${answeredAt} IS NOT NULL
    UNION ALL SELECT ${dayOf('ended_at')}, 0, 0, 1 FROM chats WHERE ${isAbandoned}
  ) GROUP BY at`

const questions: readonly Question[] = [
  { report: 'ChatsPerDay', grouping: 'day', columns: ['Entered', 'Answered', 'Abandoned'], sql: byDay },
  {
    report: 'WaitTime',
    grouping: 'month',
    columns: ['Left the queue', 'Average', 'Longest'],
    sql: `SELECT ${monthOf(leftAt)}, count(*), avg(${numbers('waitMs')}), max(${numbers('waitMs')}) FROM chats
      WHERE ${answeredAt} IS NOT NULL OR ${isAbandoned} GROUP BY 1`,
  },
  {
    report: 'AverageSpeedToAnswer',
    grouping: 'day',
    columns: ['Answered', 'Average', 'Longest'],
    sql: `SELECT ${dayOf(answeredAt)}, count(*), avg(${numbers('waitMs')}), max(${numbers('waitMs')}) FROM chats
      WHERE ${answeredAt} IS NOT NULL GROUP BY 1`,
  },
  {
    report: 'ServiceLevel',
    grouping: 'month',
    columns: ['Service level', 'Answered', 'Abandoned'],
    sql: `SELECT ${monthOf(leftAt)}, avg(${answeredAt} IS NOT NULL AND ${numbers('waitMs')} <= 20000),
      sum(${answeredAt} IS NOT NULL), sum(${isAbandoned}) FROM chats
      WHERE ${answeredAt} IS NOT NULL OR ${isAbandoned} GROUP BY 1`,
  },
  {
    report: 'FirstResponse',
    grouping: 'month',
    columns: ['Chats', 'Average', 'Longest'],
    sql: `SELECT ${monthOf('ended_at')}, count(*), avg(${numbers('firstResponseMs')}), max(${numbers('firstResponseMs')})
      FROM chats WHERE ${numbers('firstResponseMs')} IS NOT NULL GROUP BY 1`,
  },
  {
    report: 'ResponseTime',
    grouping: 'month',
    columns: ['Responses', 'Average'],
    sql: `SELECT ${monthOf('ended_at')}, sum(${numbers('responseCount')}),
      sum(${numbers('responseMs')}) * 1.0 / sum(${numbers('responseCount')}) FROM chats GROUP BY 1`,
  },
  {
    report: 'HandleTime',
    grouping: 'month',
    columns: ['Handled together'],
    sql: `SELECT NULL, sum(${numbers('talkMs')} + ${numbers('wrapUpMs')}) FROM chats`,
  },
  {
    report: 'WrapUp',
    grouping: 'month',
    columns: ['Chats', 'Average', 'Together'],
    sql: `SELECT agent_id, count(*), avg(${numbers('wrapUpMs')}), sum(${numbers('wrapUpMs')}) FROM chats
      WHERE ${numbers('wrapUpMs')} > 0 GROUP BY 1`,
  },
  {
    report: 'QueueComparison',
    grouping: 'month',
    columns: ['Entered', 'Answered'],
    sql: `SELECT ${numbers('firstQueueId')}, sum(${queuedAt} IS NOT NULL), sum(${answeredAt} IS NOT NULL)
      FROM chats GROUP BY 1`,
  },
]

/** Asks each question of a report and of the chats, and insists on the same numbers. */
export async function comparePlainSql(
  source: ReportSource,
  file: string,
  range: Range,
): Promise<{ readonly rows: readonly Row[]; readonly details: string }> {
  const database = new DatabaseSync(file, { readOnly: true })
  database.exec('PRAGMA cache_size = -262144')
  const ratios: number[] = []
  const lines: string[] = []
  try {
    for (const question of questions) {
      const { bySql, byReport } = await both(source, database, range, question)
      ratios.push(bySql / byReport)
      const { report, columns } = question
      const times = [byReport.toFixed(0), bySql.toFixed(0), `${(bySql / byReport).toFixed(0)} ×`]
      lines.push(`| ${[`${report}: ${columns.join(', ')}`, ...times].join(' | ')} |\n`)
    }
  } finally {
    database.close()
  }
  const measured = `${Math.min(...ratios).toFixed(0)} to ${Math.max(...ratios).toFixed(0)} ×`
  const heads = '\n| the same numbers | report ms | SQL over chats ms | ratio |\n| --- | --- | --- | --- |\n'
  return {
    rows: [[`quicker than SQL over the chats, ${questions.length} reports with the same numbers`, measured, '> 1 ×']],
    details: heads + lines.join(''),
  }
}

async function both(
  source: ReportSource,
  database: DatabaseSync,
  range: Range,
  { report: id, grouping, columns, sql }: Question,
) {
  const report = reportNamed(id)
  if (!report) throw new Error(`there is no report ${id}`)
  const beganReport = performance.now()
  const { rows, totals } = await runReport(source, report, { range, scope: wholeCentre, grouping })
  const byReport = performance.now() - beganReport
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  const beganSql = performance.now()
  const answers = statement.all() as unknown as (readonly Value[])[]
  const bySql = performance.now() - beganSql
  const told = new Map(rows.map(({ key, values }) => [key, values]))
  for (const [key, ...expected] of answers) {
    const values = key === null ? totals : told.get(String(key))
    for (const [place, name] of columns.entries()) {
      const value: Value | undefined = values?.[report.columns.findIndex((column) => column.name === name)]
      assert.ok(isSame(value, expected[place]), `${id}, ${key}, ${name}: ${value} and not ${expected[place]}`)
    }
  }
  return { bySql, byReport }
}

/** Means may differ in the last digits, by the order in which was added up. */
function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= 1e-9 * Math.abs(other)
}
