import type { Migration } from './migration.ts'

/** Canned responses, and who gets which report when; tags and their groups can be disabled, and of what agents wish to be told. */
export const reportSchedules: Migration = {
  no: 7,
  name: 'report-schedules',
  sql: `
    CREATE TABLE cannedResponses (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE recipients (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE reportSchedules (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    UPDATE tagGroups SET row = json_insert(row, '$.enabled', json('true'));
    UPDATE agents SET row = json_insert(row, '$.notifications', json('[]'));
    UPDATE tags SET row = json_insert(row, '$.enabled', json('true'));
  `,
}
