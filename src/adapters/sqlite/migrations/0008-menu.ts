import type { Migration } from './migration.ts'

/** The welcome menu: a queue's entry in it, and texts of the centre. */
export const menu: Migration = {
  no: 8,
  name: 'menu',
  sql: `
    UPDATE queues SET row = json_set(row, '$.menu', NULL);
    UPDATE centre SET row = json_set(row, '$.texts', json('{}'));
  `,
}
