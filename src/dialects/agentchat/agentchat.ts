import '@fastify/swagger'
import type { Looks } from '#desk/looks.ts'
import type { PasswordResetParts } from '#desk/password-reset.ts'
import type { Files } from '#ports/files.ts'
import type { Store } from '#ports/store.ts'

/** What the AgentChat API is built from. */
export interface AgentChatParts extends PasswordResetParts {
  readonly store: Store
  readonly files: Files
  /** Shared by all APIs. */
  readonly looks: Looks
  readonly settings: {
    /** ISO 3166, two letters: in whose national form phone numbers are read too; null: only with their country code. */
    readonly phoneCountry: string | null
    readonly messageLimit: number
    readonly attachmentLimitBytes: number
    /** Every answer is checked against its schema before it leaves: in tests and development. */
    readonly checkAnswers: boolean
  }
}
