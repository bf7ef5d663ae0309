import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Instant } from '#domain/ids.ts'
import { DataFolderInUse, StoreTooNew, StoreUnusable } from './errors.ts'
import { prepareFolder, type StorePaths } from './folder.ts'
import { lockFolder } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { PackedBatch } from './pack.ts'
import { readStored } from './read-stored.ts'
import { scrub } from './scrub.ts'
import { type MadeSheets, sheetWriter } from './seal.ts'
import { type IndexStep, type SearchIndex, searchIndex } from './search-index.ts'
import { inPauses } from './search-pauses.ts'
import { prepareSearch } from './search-sources.ts'
import { serve } from './thread.ts'
import { batchWriter } from './write-batch.ts'

interface Open {
  readonly database: DatabaseSync
  readonly lock: DatabaseSync
  readonly write: (batch: PackedBatch) => void
  readonly putSheets: (made: MadeSheets) => boolean
  readonly index: SearchIndex
  /** Brings the index up between commits. */
  readonly soon: () => void
}

/** Rewriting so much takes less than half a second. */
const rewriteAtOnceBytes = 64 * 1024 * 1024

let opened: Open | null = null

function open(): Open {
  if (!opened) throw new Error('The store is not open.')
  return opened
}

const calls = {
  async open(paths: StorePaths): Promise<void> {
    try {
      opened = await openStore(paths)
      opened.soon()
    } catch (error) {
      if (error instanceof DataFolderInUse || error instanceof StoreTooNew) throw error
      throw new StoreUnusable(paths.file, error instanceof Error ? error.message : String(error))
    }
  },
  commit(batch: PackedBatch): void {
    open().write(batch)
    open().soon()
  },
  /** One step of the index towards the end of the journal. */
  index(): IndexStep {
    return open().index.step()
  },
  /** Here and not on a reader: so it comes after every commit that was asked for before. */
  read(at: Instant) {
    return readStored(open().database, at)
  },
  /** Deletes some and says how many, so that commits come between. */
  forgetAnswers(before: Instant): number {
    const sql = 'DELETE FROM answers WHERE id IN (SELECT id FROM answers WHERE at < ? LIMIT 500)'
    return Number(open().database.prepare(sql).run(before).changes)
  },
  forgetDoomedFile(sha256: string): void {
    open().database.prepare('DELETE FROM doomedFiles WHERE sha256 = ?').run(sha256)
  },
  /** Here and not on a reader: so it sees every commit that was asked for before. */
  usesFile(sha256: string): boolean {
    const used = open().database.prepare(`
      SELECT 1 FROM attachments WHERE sha256 = ?1 UNION ALL SELECT 1 FROM agents WHERE row ->> 'photo' = ?1 LIMIT 1`)
    return used.get(sha256) !== undefined
  },
  putSheets(made: MadeSheets): boolean {
    return open().putSheets(made)
  },
  scrub(): boolean {
    return scrub(open().database, rewriteAtOnceBytes)
  },
  /** Another value each time: a write that changes nothing need not reach the disk. */
  check(): void {
    const sql = "INSERT INTO meta VALUES ('checked', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    open().database.prepare(sql).run(randomUUID())
  },
  close(): void {
    const { database, lock } = open()
    opened = null
    try {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      database.close()
      lock.close()
    }
  },
}

async function openStore(paths: StorePaths): Promise<Open> {
  prepareFolder(paths)
  const lock = lockFolder(paths)
  try {
    const database = await openDatabase(paths)
    const index = searchIndex(database)
    const write = batchWriter(database)
    const putSheets = sheetWriter(database)
    return { database, lock, write, putSheets, index, soon: inPauses(index, () => opened !== null) }
  } catch (error) {
    lock.close()
    throw error
  }
}

async function openDatabase(paths: StorePaths): Promise<DatabaseSync> {
  const database = new DatabaseSync(paths.file, { timeout: 5_000 })
  try {
    const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode
    if (mode !== 'wal') throw new Error('this file system does not allow a write-ahead log')
    // Checkpoints at 16 MB: one that comes later writes a page that changed often only once.
    database.exec(`
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA cache_size = -65536;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA journal_size_limit = 67108864;
    `)
    await migrate(database, migrations, paths.backups)
    prepareSearch(database)
    database.prepare("INSERT INTO meta VALUES ('epoch', ?) ON CONFLICT DO NOTHING").run(randomUUID())
    scrub(database, Number.MAX_SAFE_INTEGER)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

export type WriterCalls = typeof calls
serve(calls)
