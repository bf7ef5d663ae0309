import type { DatabaseSync } from 'node:sqlite'

/**
 * Overwrites what was erased wherever the file still holds it; false when somebody read at that moment or no space was left. `secure_delete`
 * overwrites cells that are deleted, but a page that is split keeps copies of moved cells in its gap (measured: 3 of 630),
 * so after an erasure the whole file is written anew: here if it is at most so large, else at the next start.
 */
export function scrub(database: DatabaseSync, rewriteUpToBytes: number): boolean {
  const numberOf = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0)
  const bytes = numberOf('PRAGMA page_count') * numberOf('PRAGMA page_size')
  const due = numberOf("SELECT count(*) FROM meta WHERE name = 'rewriteDue'") > 0
  const rewritten = !due || bytes > rewriteUpToBytes || rewrite(database)
  // The log holds earlier versions of pages until all of it is written back and cut off.
  database.exec('PRAGMA busy_timeout = 100')
  try {
    return numberOf('PRAGMA wal_checkpoint(TRUNCATE)') === 0 && rewritten
  } finally {
    database.exec('PRAGMA busy_timeout = 5000')
  }
}

/** Without room for a second copy it stays due: that must not keep the desk from starting. */
function rewrite(database: DatabaseSync): boolean {
  try {
    database.exec('VACUUM')
  } catch {
    return false
  }
  database.exec("DELETE FROM meta WHERE name = 'rewriteDue'")
  return true
}
