import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { tableNames } from '#domain/tables.ts'
import { eraser, noCounts } from './erase.ts'
import { PositionGap } from './errors.ts'
import {
  answerWidth,
  asideWidth,
  behindWidth,
  type Column,
  eventWidth,
  messageWidth,
  numberWidth,
  type PackedBatch,
  rowWidth,
} from './pack.ts'
import { dayMs } from './sheet.ts'

/** Writes batches in one transaction each: all of it, synced to disk, or nothing. */
export function batchWriter(database: DatabaseSync): (batch: PackedBatch) => void {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const tables = tableNames.map((table) => ({
    update: database.prepare(`UPDATE ${table} SET row = ?2 WHERE id = ?1`),
    insert: database.prepare(`INSERT INTO ${table} (id, row) VALUES (?, ?)`),
    delete: database.prepare(`DELETE FROM ${table} WHERE id = ?`),
  }))
  const setNumber = database.prepare(
    'INSERT INTO numbers VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last WHERE numbers.last < excluded.last',
  )
  const addMessage = database.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addAside = database.prepare(
    'INSERT INTO asides (chat_id, seq, id, at, position, kind, author_id, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const addBehind = database.prepare(
    'INSERT INTO chatsBehind VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET what = what || excluded.what',
  )
  const deleteAttributes = database.prepare('DELETE FROM chatAttributes WHERE chat_id = ?')
  const addAttributes = database.prepare('INSERT INTO chatAttributes SELECT ?1, key, value FROM json_each(?2)')
  const addEvent = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const addAnswer = database.prepare('INSERT INTO answers VALUES (?, ?, ?, ?)')
  const { erase, eraseAnswers, certify } = eraser(database)
  const noteRewrite = database.prepare("INSERT INTO meta VALUES ('rewriteDue', '1') ON CONFLICT DO NOTHING")
  const lastPosition = database.prepare('SELECT max(position) AS position FROM journal')

  const unseal = database.prepare('DELETE FROM sheetDays WHERE day = ?')
  const intervals = tableNames.indexOf('intervals')

  function putRows(rows: readonly Column[]): void {
    for (let place = 0; place < rows.length; place += rowWidth) {
      const table = tables[rows[place] as number] as (typeof tables)[number]
      const id = rows[place + 1] as string
      const row = rows[place + 2] as string | null
      // A fact about a day long past: its sheets no longer say all. The id of a cell begins with its slot.
      if (rows[place] === intervals) unseal.run(Math.floor(Number.parseInt(id, 10) / dayMs))
      if (row === null) table.delete.run(id)
      // Nearly every row that is put exists already; this way round costs a third less than an upsert.
      else if (table.update.run(id, row).changes === 0) table.insert.run(id, row)
    }
  }

  function putAttributes(attributes: readonly Column[]): void {
    for (let place = 0; place < attributes.length; place += 2) {
      deleteAttributes.run(attributes[place] as string)
      if (attributes[place + 1] !== '{}')
        addAttributes.run(attributes[place] as string, attributes[place + 1] as string)
    }
  }

  function addEvents(events: readonly Column[]): void {
    if (events.length === 0) return
    let last = (lastPosition.get()?.position ?? 0) as number
    for (let place = 0; place < events.length; place += eventWidth) {
      const position = events[place] as number
      if (position !== last + 1) throw new PositionGap(last, position)
      last = position
    }
    runEach(addEvent, events, eventWidth)
  }

  return (batch) => {
    const erasing = batch.erasures.map((erasure) => ({ erasure, counts: noCounts(), gone: new Set<string>() }))
    const eraseAll = () => {
      for (const { erasure, counts, gone } of erasing) erase(erasure, counts, gone)
    }
    begin.run()
    try {
      // Once before, to count what is there; once after, since the rest of the batch may bring back what was said before.
      eraseAll()
      putRows(batch.rows)
      runEach(setNumber, batch.numbers, numberWidth)
      runEach(addMessage, batch.messages, messageWidth)
      runEach(addAside, batch.asides, asideWidth)
      runEach(addBehind, batch.behind, behindWidth)
      addEvents(batch.events)
      putAttributes(batch.attributes)
      runEach(addAnswer, batch.answers, answerWidth)
      eraseAll()
      for (const { erasure, counts, gone } of erasing) {
        eraseAnswers(gone, counts)
        certify(erasure, counts)
        noteRewrite.run()
      }
      commit.run()
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}

function runEach(statement: StatementSync, columns: readonly Column[], width: number): void {
  for (let place = 0; place < columns.length; place += width) statement.run(...columns.slice(place, place + width))
}
