import { first } from './0001-first.ts'
import { organisation } from './0002-organisation.ts'
import { search } from './0003-search.ts'
import { intervals } from './0004-intervals.ts'
import { customers } from './0005-customers.ts'
import { attributes } from './0006-attributes.ts'
import { reportSchedules } from './0007-report-schedules.ts'
import { menu } from './0008-menu.ts'
import { passwordResets } from './0009-password-resets.ts'
import { deliveries } from './0010-deliveries.ts'
import { reportRuns } from './0011-report-runs.ts'
import { searchAnew } from './0012-search-anew.ts'
import { apiKeys } from './0013-api-keys.ts'
import { chatsBehind } from './0014-chats-behind.ts'
import { numbers } from './0015-numbers.ts'
import { sheets } from './0016-sheets.ts'
import type { Migration } from './migration.ts'

/** All steps from an empty file to the schema of this program, in order. */
export const migrations: readonly Migration[] = [
  first,
  organisation,
  search,
  intervals,
  customers,
  attributes,
  reportSchedules,
  menu,
  passwordResets,
  deliveries,
  reportRuns,
  searchAnew,
  apiKeys,
  chatsBehind,
  numbers,
  sheets,
]
