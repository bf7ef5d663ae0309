import type { Migration } from './migration.ts'

/** When scheduled reports were due and what became of them. What a schedule missed before this step is not sent late. */
export const reportRuns: Migration = {
  no: 11,
  name: 'report-runs',
  sql: `
    CREATE TABLE reportRuns (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL CHECK (json_valid(row)),
      schedule_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'scheduleId'),
      due_at INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'dueAt'),
      state TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'state')
    ) STRICT;
    CREATE INDEX reportRuns_by_schedule ON reportRuns (schedule_id, due_at);
    CREATE INDEX reportRuns_pending ON reportRuns (id) WHERE state = 'pending';
    CREATE TABLE reportPlans (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    INSERT INTO reportPlans
      SELECT id, json_object('id', id, 'countsFrom', CAST(unixepoch('subsec') * 1000 AS INTEGER)) FROM reportSchedules;
  `,
}
