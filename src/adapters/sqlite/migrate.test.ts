import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

const one: Migration = { no: 1, name: 'one', sql: "CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('old')" }
const two: Migration = { no: 2, name: 'two', sql: 'ALTER TABLE words ADD COLUMN length INTEGER' }
const three: Migration = { no: 3, name: 'three', sql: "UPDATE words SET word = 'new', length = 3" }
const broken: Migration = { no: 3, name: 'broken', sql: "UPDATE words SET word = 'half'; SELECT 1 FROM nowhere" }
const dangling: Migration = {
  no: 2,
  name: 'dangling',
  sql: 'CREATE TABLE parts (id INTEGER PRIMARY KEY, whole INTEGER REFERENCES parts (id)); INSERT INTO parts VALUES (1, 99)',
}

async function inFolder(body: (database: DatabaseSync, backups: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-migrate-'))
  const database = new DatabaseSync(join(folder, 'store.db'))
  try {
    await body(database, join(folder, 'backups'))
  } finally {
    database.close()
    await rm(folder, { recursive: true })
  }
}

const wordsIn = (database: DatabaseSync) =>
  database
    .prepare('SELECT * FROM words')
    .all()
    .map((line) => ({ ...line }))
const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.user_version
const backupsIn = (folder: string) => readdir(folder).catch(() => [])

describe('migrate', () => {
  test('a new store takes all steps and needs no backup', () =>
    inFolder(async (database, backups) => {
      await migrate(database, [one, two, three], backups)
      assert.deepEqual(wordsIn(database), [{ word: 'new', length: 3 }])
      assert.equal(versionOf(database), 3)
      assert.deepEqual(await backupsIn(backups), [])
    }))

  test('an older store is backed up as it was, then takes the steps it lacks', () =>
    inFolder(async (database, backups) => {
      await migrate(database, [one], backups)
      await migrate(database, [one, two, three], backups)
      assert.deepEqual(wordsIn(database), [{ word: 'new', length: 3 }])
      const [file = '', ...others] = await backupsIn(backups)
      assert.match(file, /^before-migration-from-1-\d{8}T\d{6}Z\.db$/)
      assert.deepEqual(others, [])
      assert.equal((await stat(join(backups, file))).mode & 0o777, 0o600)
      const backup = new DatabaseSync(join(backups, file))
      assert.deepEqual(wordsIn(backup), [{ word: 'old' }])
      assert.equal(versionOf(backup), 1)
      backup.close()
    }))

  test('a store that is up to date is left alone', () =>
    inFolder(async (database, backups) => {
      await migrate(database, [one], backups)
      await migrate(database, [one], backups)
      assert.deepEqual(wordsIn(database), [{ word: 'old' }])
      assert.deepEqual(await backupsIn(backups), [])
    }))

  test('a step that fails takes back the steps before it', () =>
    inFolder(async (database, backups) => {
      await migrate(database, [one], backups)
      await assert.rejects(migrate(database, [one, two, broken], backups), /nowhere/)
      assert.deepEqual(wordsIn(database), [{ word: 'old' }])
      assert.equal(versionOf(database), 1)
    }))

  test('steps that leave a reference to nothing are taken back', () =>
    inFolder(async (database, backups) => {
      await migrate(database, [one], backups)
      await assert.rejects(migrate(database, [one, dangling], backups), /references to nothing: 1/)
      assert.equal(versionOf(database), 1)
    }))

  test('a store of a newer program is refused', () =>
    inFolder(async (database, backups) => {
      await migrate(database, [one, two], backups)
      await assert.rejects(migrate(database, [one], backups), { name: 'StoreTooNew' })
    }))

  test('the steps of this program are numbered without a gap', () => {
    assert.deepEqual(
      migrations.map(({ no }) => no),
      migrations.map((_, place) => place + 1),
    )
  })
})
