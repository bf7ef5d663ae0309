import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import { StoreTooNew } from './errors.ts'
import { syncFolder } from './folder.ts'
import type { Migration } from './migrations/migration.ts'

/** Brings a database to the newest of the given migrations, all steps or none; an existing one is backed up first. */
export async function migrate(
  database: DatabaseSync,
  migrations: readonly Migration[],
  backups: string,
): Promise<void> {
  const version = schemaVersion(database)
  const newest = migrations.at(-1)?.no ?? 0
  if (version > newest) throw new StoreTooNew(database.location() ?? '', version, newest)
  if (version === newest) return
  if (version > 0) await backUp(database, version, backups)
  database.exec('PRAGMA foreign_keys = OFF')
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of migrations) if (step.no > version) database.exec(step.sql)
    const broken = database.prepare('PRAGMA foreign_key_check').all()
    if (broken.length > 0) throw new Error(`The migration would leave references to nothing: ${broken.length}.`)
    database.exec(`PRAGMA user_version = ${newest}`)
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  } finally {
    database.exec('PRAGMA foreign_keys = ON')
  }
}

function schemaVersion(database: DatabaseSync): number {
  return database.prepare('PRAGMA user_version').get()?.user_version as number
}

/** The name says version and instant, so that a later backup never overwrites an earlier one. */
async function backUp(database: DatabaseSync, version: number, backups: string): Promise<void> {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const instant = new Date().toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  const file = join(backups, `before-migration-from-${version}-${instant}.db`)
  const unfinished = `${file}.part`
  rmSync(unfinished, { force: true })
  await backup(database, unfinished)
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, file)
  syncFolder(backups)
}
