import '@fastify/swagger'
import type { Desk } from '#desk/desk.ts'
import type { Clock } from '#ports/clock.ts'
import type { Files } from '#ports/files.ts'
import type { Ids } from '#ports/ids.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Store } from '#ports/store.ts'

/** What the AgentChat API is built from. */
export interface AgentChatParts {
  readonly desk: Desk
  readonly store: Store
  readonly files: Files
  readonly passwords: Passwords
  readonly ids: Ids
  readonly clock: Clock
  readonly settings: {
    readonly messageLimit: number
    readonly attachmentLimitBytes: number
    /** Every answer is checked against its schema before it leaves: in tests and development. */
    readonly checkAnswers: boolean
  }
}
