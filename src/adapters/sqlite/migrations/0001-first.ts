import type { Migration } from './migration.ts'

/** The first store: rows as JSON under their id, messages, the journal, first answers. */
export const first: Migration = {
  no: 1,
  name: 'first',
  sql: `
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- The highest number given so far: stays when the row that had it is deleted, so no number is used again.
    CREATE TABLE numbers (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE agents (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      no INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'no'),
      email TEXT GENERATED ALWAYS AS (row ->> 'email')
    ) STRICT;
    CREATE UNIQUE INDEX agents_by_no ON agents (no);
    CREATE INDEX agents_by_email ON agents (email);

    CREATE TABLE credentials (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;

    CREATE TABLE logins (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      expires_at INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'expiresAt')
    ) STRICT;
    CREATE INDEX logins_by_expiry ON logins (expires_at);

    CREATE TABLE queues (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      no INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'no')
    ) STRICT;
    CREATE UNIQUE INDEX queues_by_no ON queues (no);

    CREATE TABLE customers (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      no INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'no')
    ) STRICT;
    CREATE UNIQUE INDEX customers_by_no ON customers (no);

    CREATE TABLE chats (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      no INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'no'),
      phase TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'phase'),
      queue_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'queueId'),
      agent_id TEXT GENERATED ALWAYS AS (row ->> 'agentId'),
      customer_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'customerId'),
      ended_at INTEGER GENERATED ALWAYS AS (row ->> 'endedAt')
    ) STRICT;
    CREATE UNIQUE INDEX chats_by_no ON chats (no);
    -- Partial, so that the few open chats are found among millions, and an open chat that changes touches one of them only.
    CREATE INDEX chats_open ON chats (no) WHERE phase <> 'closed';
    CREATE INDEX chats_closed_by_end ON chats (ended_at, no) WHERE phase = 'closed';
    CREATE INDEX chats_closed_by_queue ON chats (queue_id, ended_at, no) WHERE phase = 'closed';
    CREATE INDEX chats_closed_by_agent ON chats (agent_id, ended_at, no) WHERE phase = 'closed';
    CREATE INDEX chats_closed_by_customer ON chats (customer_id, ended_at, no) WHERE phase = 'closed';

    CREATE TABLE attachments (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      chat_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'chatId')
        REFERENCES chats (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX attachments_by_chat ON attachments (chat_id);

    -- Clustered by chat: a conversation is read in one go. Deleting a chat deletes its words.
    CREATE TABLE messages (
      chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      seq INTEGER NOT NULL,
      id TEXT,
      at INTEGER NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      author_kind TEXT,
      author_id TEXT,
      text TEXT,
      facts TEXT,
      PRIMARY KEY (chat_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX messages_by_id ON messages (chat_id, id) WHERE id IS NOT NULL;

    CREATE TABLE journal (
      position INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      type TEXT NOT NULL,
      chat_id TEXT,
      agent_id TEXT,
      queue_id TEXT,
      by_kind TEXT NOT NULL,
      by_id TEXT,
      by_chat_id TEXT,
      via TEXT NOT NULL,
      facts TEXT NOT NULL
    ) STRICT;

    CREATE TABLE answers (
      id TEXT PRIMARY KEY,
      request TEXT NOT NULL,
      body TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX answers_by_at ON answers (at);
  `,
}
