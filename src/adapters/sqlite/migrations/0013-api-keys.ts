import type { Migration } from './migration.ts'

/** What is kept of the keys with which programs act for agents. */
export const apiKeys: Migration = {
  no: 13,
  name: 'api-keys',
  sql: `
    CREATE TABLE apiKeys (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
  `,
}
