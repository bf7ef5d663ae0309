import type { Migration } from './migration.ts'

/**
 * The full-text index is made anew, in the background: texts of queues and flows, which it does not have, were taken out of
 * it and put into it when their chat changed hands.
 */
export const searchAnew: Migration = {
  no: 12,
  name: 'search-anew',
  sql: `
    INSERT INTO search (search) VALUES ('delete-all');
    DELETE FROM search_chats;
    UPDATE meta SET value = '0' WHERE name = 'searched_position';
  `,
}
