import type { Migration } from './migration.ts'

/** Past days of the cells, number by number, so that a report over a year is read quickly; made in the background. */
export const sheets: Migration = {
  no: 16,
  name: 'sheets',
  sql: `
    -- Days of UTC since 1970 whose sheets say all that their cells say.
    CREATE TABLE sheetDays (day INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE sheetOwners (
      no INTEGER PRIMARY KEY,
      queue_id TEXT,
      agent_id TEXT,
      thresholds TEXT NOT NULL
    ) STRICT;
    CREATE TABLE sheets (day INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (day, name)) STRICT;
  `,
}
