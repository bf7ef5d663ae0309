import type { Migration } from './migration.ts'

/** Metrics: quarter hours, the stretches of agents' availability, what runs now, and how fast queues move. */
export const intervals: Migration = {
  no: 4,
  name: 'intervals',
  sql: `
    CREATE TABLE intervals (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      slot_at INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'slotAt'),
      queue_id TEXT GENERATED ALWAYS AS (row ->> 'queueId'),
      agent_id TEXT GENERATED ALWAYS AS (row ->> 'agentId')
    ) STRICT;
    CREATE INDEX intervals_by_queue ON intervals (slot_at, queue_id);
    CREATE INDEX intervals_by_agent ON intervals (slot_at, agent_id);

    CREATE TABLE agentClocks (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;

    CREATE TABLE availabilityStretches (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      agent_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'agentId'),
      from_at INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'from'),
      until_at INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'until')
    ) STRICT;
    CREATE INDEX availability_stretches_by_agent ON availabilityStretches (agent_id, from_at);
    CREATE INDEX availability_stretches_by_end ON availabilityStretches (until_at);

    CREATE TABLE queuePaces (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;
  `,
}
