import { DatabaseSync } from 'node:sqlite'
import { DataFolderInUse } from './errors.ts'
import type { StorePaths } from './folder.ts'

/**
 * Holds the data folder until closed. It is an exclusive transaction on an empty database: the system takes the lock
 * back when the process dies, however it dies.
 */
export function lockFolder({ folder, lock }: StorePaths): DatabaseSync {
  const database = new DatabaseSync(lock, { timeout: 0 })
  try {
    // Nothing is ever written, so there is nothing to keep beside the file.
    database.exec('PRAGMA journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) throw new DataFolderInUse(folder)
    throw error
  }
}

/** SQLITE_BUSY */
const busy = 5
