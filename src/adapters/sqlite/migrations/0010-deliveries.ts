import type { Migration } from './migration.ts'

/** Customers who are phone numbers: where their chats go, and each line on its way there. */
export const deliveries: Migration = {
  no: 10,
  name: 'deliveries',
  sql: `
    UPDATE chats SET row = json_insert(row, '$.address', NULL);

    CREATE TABLE deliveries (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      chat_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'chatId')
        REFERENCES chats (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      customer_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'customerId'),
      state TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'state'),
      position INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'position')
    ) STRICT;
    CREATE INDEX deliveries_by_position ON deliveries (position);
    CREATE INDEX deliveries_by_chat ON deliveries (chat_id, position);
    CREATE INDEX deliveries_by_customer ON deliveries (customer_id);
    -- Those that arrived are many and looked for by chat; these are few and looked for by themselves.
    CREATE INDEX deliveries_pending ON deliveries (position) WHERE state = 'pending';
    CREATE INDEX deliveries_failed ON deliveries (position) WHERE state = 'failed';
  `,
}
