import type { Migration } from './migration.ts'

/**
 * Chats keep their own numbers once they have ended: of earlier ones they are forgotten. Agents' clocks count slots: what a clock ran
 * until the next event has none.
 */
export const numbers: Migration = {
  no: 15,
  name: 'numbers',
  sql: `
    UPDATE chats SET row = json_set(row, '$.numbers', NULL) WHERE phase IN ('wrapUp', 'closed');
    UPDATE chats SET row = json_set(row, '$.tally', json_set(coalesce(row -> '$.tally', '{}'), '$.isOlder', json('true')))
      WHERE phase <> 'closed' AND phase <> 'wrapUp';
    UPDATE agentClocks SET row = json_set(row, '$.offeredSlots', 0, '$.usedSlots', 0);
  `,
}
