import { existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { fillYear } from './fill-year.ts'
import { generatorVersion, spanOf, type YearPlan } from './plan.ts'

/** The data folder of a year, made when there is none of this plan yet; it stays, so nobody may write into it. */
export async function keptYear(plan: YearPlan, tell: (line: string) => void): Promise<string> {
  const { seed, chats, days } = plan
  const folder = join(tmpdir(), `polydesk-year-${generatorVersion}-${seed}-${chats}-${days}`)
  if (existsSync(folder)) tell(`kept: ${folder}`)
  else {
    const growing = `${folder}-growing`
    await rm(growing, { recursive: true, force: true })
    await make(growing, plan, tell)
    await rename(growing, folder)
  }
  await condense(folder, plan, tell)
  return folder
}

async function make(folder: string, plan: YearPlan, tell: (line: string) => void): Promise<void> {
  const store = await openSqliteStore({ folder, readers: 1 })
  const seconds = stopwatch()
  let told = 0
  const filled = await fillYear(store, plan, ({ chats, rows, day }) => {
    if (seconds() < told + 20) return
    told = seconds()
    tell(`day ${day + 1} of ${plan.days}: ${chats} chats, ${perSecond(rows, told)} rows/s`)
  })
  const took = seconds()
  await store.close()
  tell(`${filled.chats} chats, ${filled.rows} rows in ${took.toFixed(0)} s: ${perSecond(filled.rows, took)} rows/s`)
}

/** Makes the sheets of days that have none: of a new year, and of one that is there since before they were changed. */
async function condense(folder: string, plan: YearPlan, tell: (line: string) => void): Promise<void> {
  const store = await openSqliteStore({ folder, readers: 1 })
  const seconds = stopwatch()
  let days = 0
  while (await store.condense(spanOf(plan).to)) days++
  const took = seconds()
  await store.close()
  if (days === 0) return
  const file = join(folder, 'polydesk.db')
  const database = new DatabaseSync(file, { readOnly: true })
  const sheets = database.prepare('SELECT sum(length(data)) AS bytes FROM sheets').get()?.['bytes'] as number
  database.close()
  const { size } = await stat(file)
  tell(
    `sheets of ${days} days: ${((1_000 * took) / days).toFixed(0)} ms a day, ${megabytes(sheets)} of ${megabytes(size)}`,
  )
}

function stopwatch(): () => number {
  const from = performance.now()
  return () => (performance.now() - from) / 1_000
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`
}

function perSecond(rows: number, seconds: number): string {
  return Math.round(rows / seconds).toLocaleString('en')
}
