import type { Desk } from '#desk/desk.ts'
import type { Looks } from '#desk/looks.ts'
import type { ReportTurns } from '#desk/report-turns.ts'
import type { Clock } from '#ports/clock.ts'
import type { Ids } from '#ports/ids.ts'
import type { Store } from '#ports/store.ts'

/** What the Chime Reporting API is built from. */
export interface ChimeReportsParts {
  readonly desk: Desk
  readonly store: Store
  readonly ids: Ids
  readonly clock: Clock
  /** Shared by all APIs. */
  readonly looks: Looks
  /** Shared by all APIs. */
  readonly reportTurns: ReportTurns
  readonly warn: (problem: string, error: unknown) => void
  readonly settings: {
    /** Origins whose pages may read the answers. */
    readonly apiOrigins: readonly string[]
    /** Every answer is checked against its schema before it leaves: in tests and development. */
    readonly checkAnswers: boolean
  }
}
