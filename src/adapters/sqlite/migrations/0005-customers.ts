import type { Migration } from './migration.ts'

/** Customers over all their chats: by what they are found, notes, what was erased. */
export const customers: Migration = {
  no: 5,
  name: 'customers',
  sql: `
    UPDATE customers SET row = json_set(row,
      '$.phone', NULL, '$.externalId', NULL, '$.fields', json('{}'), '$.verified', json('false'),
      '$.mergedIntoId', NULL, '$.mergedIds', json('[]'), '$.erasedAt', NULL);
    UPDATE chats SET row = json_set(row, '$.stated', NULL);

    CREATE TABLE customerKeys (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      customer_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'customerId')
    ) STRICT;
    CREATE INDEX customer_keys_by_customer ON customerKeys (customer_id);
    -- Of several customers with one address the first is found by it; the others can be merged into it by hand.
    INSERT INTO customerKeys (id, row)
      SELECT key, json_object('id', key, 'customerId', id) FROM (
        SELECT id, 'email:' || lower(trim(row ->> 'email')) AS key, min(no) FROM customers
        WHERE trim(row ->> 'email') <> '' GROUP BY key);

    CREATE TABLE customerNotes (
      id TEXT PRIMARY KEY,
      row TEXT NOT NULL,
      customer_id TEXT NOT NULL GENERATED ALWAYS AS (row ->> 'customerId'),
      at INTEGER NOT NULL GENERATED ALWAYS AS (row ->> 'at')
    ) STRICT;
    CREATE INDEX customer_notes_by_customer ON customerNotes (customer_id, at, id);

    CREATE TABLE certificates (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT;

    ALTER TABLE attachments ADD COLUMN sha256 TEXT GENERATED ALWAYS AS (row ->> 'sha256') VIRTUAL;
    CREATE INDEX attachments_by_sha256 ON attachments (sha256);

    -- Files that no attachment uses any more: noted in the commit that erased the last one, until their bytes are gone.
    -- Pages written before erasing was thought of may hold old words between their cells.
    INSERT INTO meta VALUES ('rewriteDue', '1');

    CREATE TABLE doomedFiles (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
}
