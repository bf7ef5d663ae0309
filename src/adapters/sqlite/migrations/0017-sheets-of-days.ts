import type { Migration } from './migration.ts'

/** Sheets have whole days too: all are made anew, in the background. */
export const sheetsOfDays: Migration = {
  no: 17,
  name: 'sheets-of-days',
  sql: `
    DELETE FROM sheets;
    DELETE FROM sheetDays;
  `,
}
