import '@fastify/cookie'
import '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Desk } from '#desk/desk.ts'
import type { DoorLimits } from '#desk/limits.ts'
import type { Looks } from '#desk/looks.ts'
import type { ReportTurns } from '#desk/report-turns.ts'
import type { ResetLetter } from '#desk/reset-letter.ts'
import type { Clock } from '#ports/clock.ts'
import type { Files } from '#ports/files.ts'
import type { Ids } from '#ports/ids.ts'
import type { Mail, Outbox } from '#ports/mail.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Store } from '#ports/store.ts'

export interface HouseSettings {
  /** With which sites sign who their customers are (H-6); null: nobody does. */
  readonly identitySecret: string | null
  /** The names of the messaging channels. */
  readonly channels: readonly string[]
  /** With which their gateways sign (H-130); without channels it is never looked at. */
  readonly channelSecret: string
  /** In which country numbers without a country code are read; null: none are. */
  readonly phoneCountry: string | null
  readonly messageLimit: number
  readonly attachmentLimitBytes: number
  readonly chatsPerAddressPerMinute: number
  readonly messagesPerVisitorPerMinute: number
  /** Origins whose pages may use the customers' routes; null: any. */
  readonly widgetOrigins: readonly string[] | null
  /** Where the console is served; its cookie is taken from pages of this origin only. */
  readonly publicOrigin: string
  /** Every answer and frame is checked against its schema before it leaves: in tests and development. */
  readonly checkAnswers: boolean
}

/** What the house API is built from. */
export interface HouseParts {
  readonly desk: Desk
  readonly store: Store
  readonly files: Files
  readonly passwords: Passwords
  readonly ids: Ids
  readonly clock: Clock
  readonly mail: Mail
  /** Shared by all APIs. */
  readonly limits: DoorLimits
  /** Shared by all APIs. */
  readonly looks: Looks
  /** Shared by all APIs. */
  readonly reportTurns: ReportTurns
  readonly resetLetter: ResetLetter
  readonly warn: (problem: string, error: unknown) => void
  /** Where letters are put down; null: a mail server takes them. */
  readonly outbox: Outbox | null
  readonly settings: HouseSettings
}

export type HouseApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>
