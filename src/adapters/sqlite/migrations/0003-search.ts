import type { Migration } from './migration.ts'

/** Full-text search over all lines and all customers; old lines are indexed later, in the background. */
export const search: Migration = {
  no: 3,
  name: 'search',
  sql: `
    -- The journal is indexed up to here.
    INSERT INTO meta VALUES ('searched_position', '0');

    -- What the index says of each chat: to take an entry back, the index must be told exactly what it was given.
    CREATE TABLE search_chats (
      chat_id TEXT PRIMARY KEY,
      queue_id TEXT NOT NULL,
      agent_id TEXT,
      customer_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX search_chats_by_customer ON search_chats (customer_id, queue_id, agent_id);

    -- Row ids are journal positions. The text stays in its own row: the index reads it through the view search_lines.
    -- 'place' names queue, agent and customer of the chat, so that words and rights meet inside the index.
    CREATE VIRTUAL TABLE search USING fts5 (
      words, place,
      content = 'search_lines', content_rowid = 'position', columnsize = 0,
      tokenize = "unicode61 remove_diacritics 2"
    );
    -- No index of beginnings: it would be twice as large as this one, and make finding two letters only 50 ms faster.
    -- Merges are done in small steps between commits, never by the one that writes.
    INSERT INTO search (search, rank) VALUES ('automerge', 0);

    CREATE VIEW search_people AS
      SELECT no, coalesce(row ->> 'name', '') AS name, coalesce(row ->> 'email', '') AS email FROM customers;
    CREATE VIRTUAL TABLE search_customers USING fts5 (
      name, email,
      content = 'search_people', content_rowid = 'no', columnsize = 0,
      tokenize = "unicode61 remove_diacritics 2"
    );
    INSERT INTO search_customers (search_customers, rank) VALUES ('automerge', 0);
    INSERT INTO search_customers (search_customers, rank) VALUES ('secure-delete', 1);
    INSERT INTO search_customers (search_customers) VALUES ('rebuild');

    CREATE TRIGGER search_customer_added AFTER INSERT ON customers BEGIN
      INSERT INTO search_customers (rowid, name, email)
      VALUES (new.no, coalesce(new.row ->> 'name', ''), coalesce(new.row ->> 'email', ''));
    END;
    CREATE TRIGGER search_customer_changed AFTER UPDATE ON customers
    WHEN (old.no, old.row ->> 'name', old.row ->> 'email') IS NOT (new.no, new.row ->> 'name', new.row ->> 'email')
    BEGIN
      INSERT INTO search_customers (search_customers, rowid, name, email)
      VALUES ('delete', old.no, coalesce(old.row ->> 'name', ''), coalesce(old.row ->> 'email', ''));
      INSERT INTO search_customers (rowid, name, email)
      VALUES (new.no, coalesce(new.row ->> 'name', ''), coalesce(new.row ->> 'email', ''));
    END;
    CREATE TRIGGER search_customer_removed AFTER DELETE ON customers BEGIN
      INSERT INTO search_customers (search_customers, rowid, name, email)
      VALUES ('delete', old.no, coalesce(old.row ->> 'name', ''), coalesce(old.row ->> 'email', ''));
    END;
  `,
}
