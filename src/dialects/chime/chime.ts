import '@fastify/swagger'
import type { Desk } from '#desk/desk.ts'
import type { Looks } from '#desk/looks.ts'
import type { Clock } from '#ports/clock.ts'
import type { Files } from '#ports/files.ts'
import type { Ids } from '#ports/ids.ts'
import type { Mail } from '#ports/mail.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Store } from '#ports/store.ts'

/** The page on which customers chat, as it was built. */
export interface ChatPage {
  isBuilt(): boolean
  /** The page for one queue, or null when it is not built. */
  html(queueId: string): Promise<string | null>
  /** What the page may load and do, as `Content-Security-Policy` says it; who may frame it is not said. */
  readonly policy: string
}

/** What the Chime API is built from. */
export interface ChimeParts {
  readonly desk: Desk
  readonly store: Store
  readonly files: Files
  readonly mail: Mail
  readonly passwords: Passwords
  readonly ids: Ids
  readonly clock: Clock
  /** Shared by all APIs. */
  readonly looks: Looks
  readonly warn: (problem: string, error: unknown) => void
  readonly chatPage: ChatPage
  readonly settings: {
    /** Where browsers reach us; known once we listen. */
    readonly publicOrigin: () => string
    /** What shows people and what was said is told to who has no key, as the vendor does (CH-12). */
    readonly open: boolean
    /** Origins whose pages may read the answers. */
    readonly apiOrigins: readonly string[]
    /** Origins whose pages may frame the chat page; null: any. */
    readonly widgetOrigins: readonly string[] | null
    /** Every answer is checked against its schema before it leaves: in tests and development. */
    readonly checkAnswers: boolean
  }
}
