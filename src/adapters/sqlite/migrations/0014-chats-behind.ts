import type { Migration } from './migration.ts'

/**
 * Which chats are behind each number of `intervals`. Clustered by slot, so that all which happens in a quarter of an hour goes
 * into the same few pages; a queue's own numbers have agent 0. `what` has a letter for each count, as in `behind-letters.ts`.
 */
export const chatsBehind: Migration = {
  no: 14,
  name: 'chats-behind',
  sql: `
    CREATE TABLE chatsBehind (
      slot_at INTEGER NOT NULL,
      queue_no INTEGER NOT NULL,
      agent_no INTEGER NOT NULL,
      chat_no INTEGER NOT NULL,
      what TEXT NOT NULL,
      PRIMARY KEY (slot_at, queue_no, agent_no, chat_no)
    ) STRICT, WITHOUT ROWID;
  `,
}
