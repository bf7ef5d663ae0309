import type { Migration } from './migration.ts'

/** Codes with which passwords may be set anew; and logins are read as a whole, since time ends them. */
export const passwordResets: Migration = {
  no: 9,
  name: 'password-resets',
  sql: `
    CREATE TABLE passwordResets (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    DROP INDEX logins_by_expiry;
  `,
}
