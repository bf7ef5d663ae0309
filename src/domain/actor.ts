import type { AgentId, ChatId, CustomerId } from './ids.ts'

/** Who performs an action, and through which face of the house (`house`, `chime`, …). */
export type Actor = AgentActor | CustomerActor | SystemActor

export interface AgentActor {
  readonly kind: 'agent'
  readonly agentId: AgentId
  readonly via: string
}

/** A customer acts in one chat only: the one whose token was shown. */
export interface CustomerActor {
  readonly kind: 'customer'
  readonly customerId: CustomerId
  readonly chatId: ChatId
  readonly via: string
}

export interface SystemActor {
  readonly kind: 'system'
  readonly via: string
}

/** The desk itself: time that passes, routing, start-up. */
export const system: SystemActor = { kind: 'system', via: 'desk' }
