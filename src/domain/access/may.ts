import type { Actor, AgentActor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import { type Chat, ownerOf, ringingFor } from '../chat/chat.ts'
import { Refused, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'

/** How an actor stands to a chat; the nearest one counts. */
export type Relation = 'system' | 'customer' | 'owner' | 'rung' | 'admin' | 'colleague' | 'none'

/** Who may do what with a chat. `see` is everyone but `none`, for whom the chat does not exist. */
const chatRights = {
  see: ['system', 'customer', 'owner', 'rung', 'admin', 'colleague'],
  post: ['customer', 'owner'],
  mark: ['customer', 'owner'],
  attach: ['customer', 'owner'],
  accept: ['rung'],
  decline: ['rung'],
  grab: ['rung', 'admin', 'colleague'],
  transfer: ['owner', 'admin'],
  close: ['customer', 'owner', 'admin'],
  finishWrapUp: ['owner', 'admin'],
  rate: ['customer'],
  notePresence: ['system'],
} as const satisfies Record<string, readonly Relation[]>
export type ChatAction = keyof typeof chatRights

/** How the actor stands to the chat. */
export function relationTo(state: DeskState, actor: Actor, chat: Chat): Relation {
  if (actor.kind === 'system') return 'system'
  if (actor.kind === 'customer')
    return actor.chatId === chat.id && actor.customerId === chat.customerId ? 'customer' : 'none'
  const agent = state.agents.get(actor.agentId)
  if (!agent?.enabled) return 'none'
  if (ownerOf(chat) === agent.id) return 'owner'
  if (ringingFor(chat).includes(agent.id)) return 'rung'
  if (agent.role === 'admin') return 'admin'
  return state.queuesOf(agent.id).has(chat.queueId) ? 'colleague' : 'none'
}

/** Stops the decision unless the actor may do this with the chat. */
export function mustChat(state: DeskState, actor: Actor, action: ChatAction, chat: Chat): void {
  const relation = relationTo(state, actor, chat)
  if (relation === 'none') throw new Refused(refuse('not-found', 'chat.not-found'))
  const allowed: readonly Relation[] = chatRights[action]
  if (!allowed.includes(relation)) throw new Refused(refuse('not-allowed', 'chat.not-allowed', { action, relation }))
}

/** The agent behind the actor; stops the decision when it is none, or one that is disabled. */
export function mustBeAgent(state: DeskState, actor: Actor): { readonly agent: Agent; readonly actor: AgentActor } {
  if (actor.kind !== 'agent') throw new Refused(refuse('not-allowed', 'agents-only'))
  const agent = state.agents.get(actor.agentId)
  if (!agent?.enabled) throw new Refused(refuse('not-signed-in', 'login.ended'))
  return { agent, actor }
}

/** Stops the decision unless the actor runs the centre: an administrator, or the desk itself. */
export function mustAdminister(state: DeskState, actor: Actor): void {
  if (actor.kind === 'system') return
  if (mustBeAgent(state, actor).agent.role !== 'admin') throw new Refused(refuse('not-allowed', 'admins-only'))
}

/** Stops the decision unless it comes from the desk itself. */
export function mustBeSystem(actor: Actor): void {
  if (actor.kind !== 'system') throw new Refused(refuse('not-allowed', 'desk-only'))
}
