import type { FlowId, HoursId } from '../ids.ts'
import { defaultServiceLevel, type ServiceLevelRule } from '../metrics/service-level-rule.ts'

/** What holds for the whole centre; one row. */
export interface CentreSettings {
  readonly name: string
  /** IANA name: where *today* begins at midnight. */
  readonly zone: string
  /** When queues are open that have no hours of their own and whose unit has none; null: always. */
  readonly hoursId: HoursId | null
  /** Chats that are opened without a queue begin with this flow; null: with the welcome menu, or without one in the queue with the lowest number. */
  readonly welcomeFlowId: FlowId | null
  /** Attributes by whose value chats can be found. */
  readonly searchableAttributes: readonly string[]
  readonly serviceLevel: ServiceLevelRule
  /** How long an agent whose connection is lost keeps their availability, and their chats. */
  readonly lostGraceMs: number
  /** Whether agents are told that somebody watches their chat. */
  readonly tellWatched: boolean
  /** What is said where a queue has no text of that name, and the welcome menu's own texts. */
  readonly texts: Readonly<Record<string, string>>
}

export interface Centre extends CentreSettings {
  readonly id: 'centre'
}

export const defaultCentre: Centre = {
  id: 'centre',
  name: 'Polydesk',
  zone: 'UTC',
  hoursId: null,
  welcomeFlowId: null,
  searchableAttributes: [],
  serviceLevel: defaultServiceLevel,
  lostGraceMs: 60_000,
  tellWatched: false,
  texts: {},
}
