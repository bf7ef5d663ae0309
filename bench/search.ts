import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { AgentId, CustomerId, Instant, QueueId } from '#domain/ids.ts'
import type { SearchQuery } from '#ports/search.ts'
import { quantile } from './quantile.ts'
import { firstAt, numberedId, queueOf, writeLines } from './search-lines.ts'
import { Writing } from './search-writing.ts'

const everywhere = { queueIds: null, agentIds: [] }
const oneQueue = { queueIds: [queueOf(3) as QueueId], agentIds: [numberedId(5, 7) as AgentId] }
const nowhere = { queueIds: [numberedId(9, 1) as QueueId], agentIds: [numberedId(9, 1) as AgentId] }

const query = (words: string, more: Partial<SearchQuery> = {}): SearchQuery => {
  const any = { queueId: null, agentId: null, customerId: null, from: null, to: null, before: null }
  return { words, scope: everywhere, ...any, limit: 50, ...more }
}

/** What is searched for; the bar is 100 ms for each. */
const questions: readonly (readonly [name: string, asked: SearchQuery])[] = [
  ['rare word', query('"zebra"')],
  ['word in 30 % of the lines', query('"parcel"')],
  ['the same as typed: it may go on', query('parcel')],
  ['beginning of two letters', query('ba')],
  ['beginning of four letters', query('bade')],
  ['phrase in 2 %', query('"on its way"')],
  ['phrase of common words that never occurs', query('"parcel parcel"')],
  ['common and rare word', query('parcel zebra')],
  ['common word, one queue of 20', query('parcel', { scope: oneQueue })],
  ['common word, nothing of it visible', query('parcel', { scope: nowhere })],
  ['common word, one customer', query('parcel', { customerId: numberedId(3, 40) as CustomerId })],
  ['common word, only the oldest lines', query('parcel', { to: (firstAt + 30_000_000) as Instant })],
]

export interface SearchFigures {
  readonly indexSeconds: number
  readonly megabytes: number
  /** Milliseconds of one search, by what was searched for. */
  readonly searches: readonly (readonly [name: string, times: Times])[]
  /** Milliseconds of one commit: while nobody searches, while somebody does ten times a second, and without a pause. */
  readonly commits: Readonly<Record<(typeof ways)[number], Times>>
  readonly whileWriting: Times
}

interface Times {
  readonly p50: number
  readonly p99: number
  readonly count: number
}

const ways = ['alone', 'sometimes', 'always'] as const
const restMs = { alone: null, sometimes: 100, always: 0 }

/** Searches in so many lines, first in a quiet store, then while chats are written for so many seconds. */
export async function benchSearch(folder: string, lines: number, seconds: number): Promise<SearchFigures> {
  await (await openSqliteStore({ folder, readers: 1 })).close()
  writeLines(`${folder}/polydesk.db`, lines)
  const store = await openSqliteStore({ folder, readers: 2 })
  const opened = performance.now()
  while ((await store.search(query('newestword'))).length === 0);
  const indexSeconds = (performance.now() - opened) / 1_000
  const database = new DatabaseSync(`${folder}/polydesk.db`, { readOnly: true })
  const bytes = database.prepare('SELECT sum(length(block)) AS bytes FROM search_data').get()?.['bytes'] as number
  database.close()

  const searches: [string, Times][] = []
  for (const [name, asked] of questions) {
    const times: number[] = []
    for (let count = 0; count < 20; count++) times.push(await timed(() => store.search(asked)))
    searches.push([name, figures(times)])
  }

  const writing = new Writing(store, lines)
  await writing.forSeconds(1)
  const commits: Record<(typeof ways)[number], number[]> = { alone: [], sometimes: [], always: [] }
  const busy: number[] = []
  // By turns, since what else the machine does changes from one second to the next.
  const turns = 5
  for (let turn = 0; turn < turns; turn++) {
    for (const way of ways) {
      let running = true
      const searching = (async () => {
        for (let no = 0; running && restMs[way] !== null; no++) {
          const asked = questions[no % questions.length]?.[1] as SearchQuery
          busy.push(await timed(() => store.search(asked)))
          await new Promise((resolve) => setTimeout(resolve, restMs[way] ?? 0))
        }
      })()
      commits[way].push(...(await writing.forSeconds(seconds / turns / ways.length)))
      running = false
      await searching
    }
  }
  await store.close()
  const of = (way: (typeof ways)[number]) => figures(commits[way])
  return {
    indexSeconds,
    megabytes: bytes / 2 ** 20,
    searches,
    commits: { alone: of('alone'), sometimes: of('sometimes'), always: of('always') },
    whileWriting: figures(busy),
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

function figures(times: readonly number[]): Times {
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), count: times.length }
}
