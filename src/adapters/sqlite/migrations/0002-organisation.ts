import type { Migration } from './migration.ts'

/** What happened to a chat beside what was said in it and how far it was read: those are its messages and marks, and far too many. */
export const ofChatWhere = `chat_id IS NOT NULL AND type NOT IN ('chat.messagePosted', 'chat.marked')`

/** Events about settings: the index is found by the very words it was made with. */
export const organisationWhere = `chat_id IS NULL AND (type LIKE 'entry.%' OR type LIKE 'role.%' OR type LIKE 'centre.%'
  OR type LIKE 'queue.%' OR type LIKE 'outage.%' OR type IN ('agent.added', 'agent.changed', 'agent.suspended', 'agent.resumed'))`

/** The organisation, outages, the lane beside conversations, and what agents, queues, customers and chats now have. */
export const organisation: Migration = {
  no: 2,
  name: 'organisation',
  sql: `
    CREATE TABLE businessUnits (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE teams (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE groups (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE authorizations (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE skills (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE awayReasons (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE tagGroups (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE tags (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE dispositions (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE flows (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE hours (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE outages (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE roles (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;
    CREATE TABLE centre (id TEXT PRIMARY KEY, row TEXT NOT NULL CHECK (json_valid(row))) STRICT;

    -- Notes, whispers, consultations: never among the messages, so no question for customers can meet one.
    CREATE TABLE asides (
      chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      seq INTEGER NOT NULL,
      id TEXT NOT NULL,
      at INTEGER NOT NULL,
      position INTEGER NOT NULL,
      kind TEXT NOT NULL,
      author_id TEXT NOT NULL,
      text TEXT NOT NULL,
      -- As messages have them, so that both are found alike.
      author_kind TEXT NOT NULL DEFAULT 'agent',
      facts TEXT,
      PRIMARY KEY (chat_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX asides_by_id ON asides (chat_id, id);

    -- Both histories are read newest first.
    CREATE INDEX journal_by_chat ON journal (chat_id, position) WHERE ${ofChatWhere};
    CREATE INDEX journal_by_agent ON journal (agent_id, position) WHERE agent_id IS NOT NULL;

    CREATE INDEX journal_of_organisation ON journal (position) WHERE ${organisationWhere};

    UPDATE agents SET row = json_insert(row, '$.firstName', NULL, '$.lastName', NULL, '$.loginName', NULL,
      '$.sipAddress', NULL, '$.phone', NULL, '$.photo', NULL, '$.maxPerDay', 0, '$.gone', json('false'), '$.teamId', NULL,
      '$.locale', NULL, '$.zone', NULL, '$.skills', json('[]'), '$.suspended', json('false'), '$.lastAnsweredAt', NULL,
      '$.answered', json('{"count":0,"until":0}'));
    UPDATE queues SET row = json_insert(row, '$.description', '', '$.language', NULL, '$.mode', 'production',
      '$.unitId', NULL, '$.teamIds', json('[]'), '$.managerIds', json('[]'), '$.reviewerIds', json('[]'), '$.priority', 0,
      '$.needs', json('[]'), '$.relaxations', json('[]'), '$.stickyMs', 0, '$.lengthLimit', NULL, '$.overflows', json('[]'),
      '$.hoursId', NULL, '$.endsWaitingAtClosing', json('false'), '$.idleWarnMs', NULL, '$.idleCloseMs', NULL,
      '$.needsDisposition', json('false'), '$.autoTagIds', json('[]'), '$.texts', json('{}'), '$.hadChats', json('true'),
      '$.open', json('true'), '$.turnsAt', NULL);
    UPDATE queues SET row = json_set(row, '$.members', (
      SELECT json_group_array(json_object('agentId', value ->> 'agentId', 'priority', 1, 'receivesChats', json('true')))
      FROM json_each(row, '$.members')));
    UPDATE customers SET row = json_insert(row, '$.lastAgentId', NULL);
    UPDATE chats SET row = json_insert(row, '$.channel', 'chat', '$.priority', 0, '$.needs', json('[]'),
      '$.attributes', json('{}'), '$.tagIds', json('[]'), '$.disposition', NULL, '$.resolved', NULL,
      '$.recorded', json('false'), '$.lastAsideSeq', 0, '$.flowSteps', NULL);
    UPDATE chats SET row = json_insert(row, '$.place.enteredAt', row ->> '$.place.since', '$.place.rank', row ->> '$.place.since',
      '$.place.overflowAt', NULL, '$.place.relaxed', 0, '$.place.relaxAt', NULL, '$.place.held', NULL,
      '$.place.visited', json('[]')) WHERE phase IN ('queued', 'offered');
    UPDATE chats SET row = json_set(row, '$.participants', json('[]'), '$.heldSince', NULL, '$.heldMs', 0,
      '$.idleWarnedAt', NULL, '$.idle', NULL) WHERE phase = 'active';
    UPDATE chats SET row = json_set(row, '$.transfer.purpose', 'transfer')
      WHERE phase = 'active' AND row -> '$.transfer' <> 'null';
  `,
}
