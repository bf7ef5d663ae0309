import type { DatabaseSync } from 'node:sqlite'
import { linesOfChat, searchSources } from './search-sources.ts'

/** Journal events that one step takes in: some milliseconds, which is what a commit may have to wait for. */
const eventsPerStep = 200
/** Pages that are joined at once: some milliseconds, too. */
const pagesPerTidying = 16
/** What one step brings is joined with what is there in about so many pieces. */
const tidyingsPerStep = 4
/** A step that would owe more joins itself: with too many parts the engine would join them all, and commits would wait. */
const mostOwed = 16

export interface IndexStep {
  readonly taken: number
  readonly left: number
}

export interface SearchIndex {
  /** Takes the next events of the journal in, in a transaction of its own; says how many, and how many are left. */
  readonly step: () => IndexStep
  /** Joins some of the parts that steps brought, which keeps the index quick to read; true when more is due. */
  readonly tidy: () => boolean
}

/**
 * The index of everything people wrote, behind the journal by as much as nobody has needed yet. Only the position up
 * to which it has come and the entries themselves are written, together: whenever it is killed, it goes on from there.
 */
export function searchIndex(database: DatabaseSync, sources = searchSources): SearchIndex {
  const searched = database.prepare(
    "SELECT CAST(value AS INTEGER) AS position FROM meta WHERE name = 'searched_position'",
  )
  const setSearched = database.prepare("UPDATE meta SET value = ? WHERE name = 'searched_position'")
  const last = database.prepare('SELECT coalesce(max(position), 0) AS position FROM journal')
  // An event of the chat came with every change of its row.
  const moved = database.prepare(`
    SELECT chats.id, chats.queue_id, chats.agent_id, chats.customer_id, search_chats.chat_id AS known
    FROM (SELECT DISTINCT chat_id FROM journal WHERE position > ? AND position <= ? AND chat_id IS NOT NULL) touched
    CROSS JOIN chats ON chats.id = touched.chat_id
    LEFT JOIN search_chats ON search_chats.chat_id = chats.id
    WHERE (search_chats.queue_id, search_chats.agent_id, search_chats.customer_id)
      IS NOT (chats.queue_id, chats.agent_id, chats.customer_id)`)
  const setPlace = database.prepare('INSERT OR REPLACE INTO search_chats VALUES (?, ?, ?, ?)')
  const takeOut = sources.map((source) =>
    database.prepare(
      `INSERT INTO search (search, rowid, words, place) SELECT 'delete', position, words, place FROM (${linesOfChat(source)})`,
    ),
  )
  const putBack = sources.map((source) =>
    database.prepare(
      `INSERT INTO search (rowid, words, place) SELECT position, words, place FROM (${linesOfChat(source)})`,
    ),
  )
  const add = database.prepare(`
    INSERT INTO search (rowid, words, place)
    SELECT position, words, place FROM search_lines
    WHERE position > ? AND position <= ? AND words IS NOT NULL ORDER BY position`)

  const join = ['search', 'search_customers'].map((table) =>
    database.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ${pagesPerTidying})`),
  )
  const changes = database.prepare('SELECT total_changes() AS count')

  let owed = tidyingsPerStep

  function tidy(): boolean {
    if (owed === 0) return false
    const count = () => changes.get()?.['count'] as number
    const before = count()
    unsynced(database, () => {
      for (const statement of join) statement.run()
    })
    // Each statement counts as one change, even when it finds nothing to do.
    owed = count() - before > join.length ? owed - 1 : 0
    return owed > 0
  }

  function place(from: number, upTo: number): void {
    for (const { id, queue_id, agent_id, customer_id, known } of moved.all(from, upTo)) {
      if (known) for (const statement of takeOut) statement.run(id as string, from)
      setPlace.run(id as string, queue_id as string, agent_id as string | null, customer_id as string)
      if (known) for (const statement of putBack) statement.run(id as string, from)
    }
  }

  return {
    step() {
      const from = searched.get()?.['position'] as number
      const end = last.get()?.['position'] as number
      if (from >= end) return { taken: 0, left: 0 }
      const upTo = Math.min(end, from + eventsPerStep)
      unsynced(database, () => {
        place(from, upTo)
        add.run(from, upTo)
        setSearched.run(String(upTo))
      })
      owed += tidyingsPerStep
      while (owed > mostOwed) tidy()
      return { taken: upTo - from, left: end - upTo }
    },
    tidy,
  }
}

/** One transaction that is not synced: it is lost or kept as a whole, and the sync of the next commit covers it. */
function unsynced(database: DatabaseSync, write: () => void): void {
  database.exec('PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE')
  try {
    write()
    database.exec('COMMIT')
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
    database.exec('PRAGMA synchronous = FULL')
  }
}
