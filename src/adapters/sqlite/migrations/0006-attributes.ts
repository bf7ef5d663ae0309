import type { Migration } from './migration.ts'

/** Attributes of chats by their value, so that a chat is found by an order number. */
export const attributes: Migration = {
  no: 6,
  name: 'attributes',
  sql: `
    CREATE TABLE chatAttributes (
      chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      value TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (chat_id, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX chatAttributes_by_value ON chatAttributes (value, name, chat_id);
    INSERT INTO chatAttributes
      SELECT chats.id, attribute.key, attribute.value FROM chats, json_each(chats.row, '$.attributes') attribute;
  `,
}
