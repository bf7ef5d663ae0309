import type { Actor, AgentActor } from '../actor.ts'
import type { Agent } from '../agent/agent.ts'
import { type Chat, ownerOf, participantOf, ringingFor } from '../chat/chat.ts'
import type { AgentId, BusinessUnitId, QueueId } from '../ids.ts'
import type { Queue } from '../queue/queue.ts'
import { Refused, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Permission } from './permission.ts'
import { type ChatScope, type Grant, type Place, type Rights, type RightsSource, staffs } from './rights.ts'

/**
 * Who may see or do what, and why. Every verb, question, feed and face asks here and nowhere else.
 *
 * How an actor stands to a chat; several may hold at once. `inside` is another agent in the conversation (asked in a
 * consultation, or invited), `onlooker` one who watches or whispers.
 */
export type Relation =
  | 'system'
  | 'customer'
  | 'owner'
  | 'rung'
  | 'inside'
  | 'onlooker'
  | 'member'
  | 'manager'
  | 'reviewer'

interface Rule {
  readonly who: readonly Relation[]
  /** Who has it over the chat's queue, or over its owner, may too. */
  readonly permission?: Permission
}

const anyone = [
  'system',
  'customer',
  'owner',
  'rung',
  'inside',
  'onlooker',
  'member',
  'manager',
  'reviewer',
] as const satisfies readonly Relation[]

/** Who may do what with a chat. Whom not even `see` allows, for them the chat does not exist. */
const chatRules = {
  see: { who: anyone, permission: 'chats.see' },
  read: { who: anyone, permission: 'chats.read' },
  /** What agents say among themselves: notes, whispers, consultations. The customer's side has no way to it. */
  readAsides: { who: anyone.filter((relation) => relation !== 'customer'), permission: 'chats.read' },
  post: { who: ['customer', 'owner', 'inside'] },
  postAside: { who: ['owner', 'rung', 'inside', 'manager', 'member'], permission: 'chats.annotate' },
  mark: { who: ['customer', 'owner'] },
  attach: { who: ['customer', 'owner', 'inside'] },
  accept: { who: ['rung'] },
  decline: { who: ['rung'] },
  grab: { who: ['rung', 'member', 'manager'], permission: 'chats.assign' },
  transfer: { who: ['system', 'owner', 'manager'], permission: 'chats.assign' },
  /** Bring another agent in, by consultation or invitation. */
  bringIn: { who: ['owner'] },
  leave: { who: ['inside', 'onlooker'] },
  hold: { who: ['owner'] },
  close: { who: ['customer', 'owner', 'manager'], permission: 'chats.assign' },
  finishWrapUp: { who: ['owner', 'manager'], permission: 'chats.assign' },
  annotate: { who: ['owner', 'inside', 'manager'], permission: 'chats.annotate' },
  watch: { who: ['manager', 'reviewer'], permission: 'chats.watch' },
  whisper: { who: ['manager'], permission: 'chats.whisper' },
  bargeIn: { who: ['manager'], permission: 'chats.bargeIn' },
  takeOver: { who: ['manager'], permission: 'chats.takeOver' },
  record: { who: ['manager'], permission: 'chats.record' },
  rate: { who: ['customer'] },
  /** Say who one is, after the chat began. */
  introduce: { who: ['customer'] },
  answerFlow: { who: ['customer', 'system'] },
  notePresence: { who: ['system'] },
  audit: { who: ['manager'], permission: 'audit.see' },
} as const satisfies Record<string, Rule>
export type ChatAction = keyof typeof chatRules
export const chatActions = Object.keys(chatRules) as ChatAction[]

/** Why something is allowed: who one is, or a role one has somewhere. */
export type Because = { readonly as: Relation } | { readonly permission: Permission; readonly grant: Grant }

/** The rows an answer rests on, with the rights that follow from them: the desk's own, or a face's image of it. */
export interface RightsView extends RightsSource {
  readonly rights: Rights
}

/** Why the actor may do this with the chat; null: they may not. */
export function whyMayChat(view: RightsView, actor: Actor, action: ChatAction, chat: Chat): Because | null {
  const rule: Rule = chatRules[action]
  if (actor.kind !== 'agent') {
    const as = actor.kind === 'system' ? 'system' : isTheirs(actor, chat) ? 'customer' : null
    return as && rule.who.includes(as) ? { as } : null
  }
  const agent = view.agents.get(actor.agentId)
  if (!agent?.enabled) return null
  for (const relation of rule.who) if (holds(view, agent.id, relation, chat)) return { as: relation }
  const because = rule.permission ? whyByPermission(view, agent.id, rule.permission, chat) : null
  return action === 'see' || mayChat(view, agent.id, 'see', chat) ? because : null
}

/** The same without the reason, for the many times nobody asks for it. */
export function mayChat(view: RightsView, agentId: AgentId, action: ChatAction, chat: Chat): boolean {
  const rule: Rule = chatRules[action]
  if (!view.agents.get(agentId)?.enabled) return false
  for (const relation of rule.who) if (holds(view, agentId, relation, chat)) return true
  const { permission } = rule
  if (!permission || !placesOf(view, chat).some((place) => view.rights.has(agentId, permission, place))) return false
  return action === 'see' || mayChat(view, agentId, 'see', chat)
}

/** Stops the decision unless the actor may do this with the chat. */
export function mustChat(view: RightsView, actor: Actor, action: ChatAction, chat: Chat): void {
  if (actor.kind === 'agent' ? mayChat(view, actor.agentId, action, chat) : whyMayChat(view, actor, action, chat))
    return
  if (!whyMayChat(view, actor, 'see', chat)) throw new Refused(refuse('not-found', 'chat.not-found'))
  throw new Refused(refuse('not-allowed', 'chat.not-allowed', { action }))
}

function isTheirs(actor: Extract<Actor, { kind: 'customer' }>, chat: Chat): boolean {
  return actor.chatId === chat.id && actor.customerId === chat.customerId
}

function holds(view: RightsView, agentId: AgentId, relation: Relation, chat: Chat): boolean {
  switch (relation) {
    case 'owner':
      return ownerOf(chat) === agentId
    case 'rung':
      return ringingFor(chat).includes(agentId)
    case 'inside':
    case 'onlooker': {
      const part = participantOf(chat, agentId)?.part
      if (part === undefined) return false
      return (part === 'consult' || part === 'invited') === (relation === 'inside')
    }
    case 'member':
      return view.queuesOf(agentId).has(chat.queueId)
    case 'manager':
      return view.queues.get(chat.queueId)?.managerIds.includes(agentId) ?? false
    case 'reviewer':
      return view.queues.get(chat.queueId)?.reviewerIds.includes(agentId) ?? false
    default:
      return false
  }
}

/** Where a chat stands in the organisation: with its queue, and with its owner. */
function placesOf(view: RightsView, chat: Chat): readonly Place[] {
  const queue = view.queues.get(chat.queueId)
  const ownerId = ownerOf(chat)
  const owner = ownerId && view.agents.get(ownerId)
  return [queue ?? nowhere, ...(owner ? [view.rights.placeOf(owner)] : [])]
}

const nowhere: Place = { unitId: null, teamIds: [] }

function whyByPermission(view: RightsView, agentId: AgentId, permission: Permission, chat: Chat): Because | null {
  for (const place of placesOf(view, chat)) {
    const grant = view.rights.grantFor(agentId, permission, place)
    if (grant) return { permission, grant }
  }
  return null
}

/** The agent behind the actor; stops the decision when it is none, or one that is disabled. */
export function mustBeAgent(
  view: Pick<RightsView, 'agents'>,
  actor: Actor,
): { readonly agent: Agent; readonly actor: AgentActor } {
  if (actor.kind !== 'agent') throw new Refused(refuse('not-allowed', 'agents-only'))
  const agent = view.agents.get(actor.agentId)
  if (!agent?.enabled) throw new Refused(refuse('not-signed-in', 'login.ended'))
  return { agent, actor }
}

/** Stops the decision unless the actor has the permission there; a unit may be named instead of a place, null is the whole centre. */
export function mustHave(
  view: RightsView,
  actor: Actor,
  permission: Permission,
  where: Place | BusinessUnitId | null,
): void {
  if (actor.kind === 'system') return
  const { agent } = mustBeAgent(view, actor)
  const place = typeof where === 'object' ? (where ?? nowhere) : { unitId: where, teamIds: [] }
  if (!view.rights.has(agent.id, permission, place))
    throw new Refused(refuse('not-allowed', 'permission.missing', { permission }))
}

/** The colleague, if the actor may know of them; else there is no such agent. */
export function seenAgent(state: DeskState, actor: Actor, agentId: AgentId): Agent {
  const viewer = actor.kind === 'system' ? null : mustBeAgent(state, actor).agent
  const agent = state.agents.require(agentId)
  if (viewer && !state.rights.seesAgent(viewer, agent)) throw new Refused(refuse('not-found', 'agent.not-found'))
  return agent
}

/** Whether the actor manages the agent, or is but that agent themselves; stops the decision when they are neither. */
export function managesAgent(view: RightsView, actor: Actor, agent: Agent): boolean {
  const place = view.rights.placeOf(agent)
  if (actor.kind === 'agent' && actor.agentId === agent.id) return view.rights.has(agent.id, 'agents.manage', place)
  mustHave(view, actor, 'agents.manage', place)
  return true
}

/**
 * What the viewer lacks to make and remove the agent's API key; null: nothing. One's own anybody may; another's who may set
 * their password too, since a key opens no more than that. So who may not run the centre has no key of those who do.
 */
export function lacksForKeyOf(view: RightsView, viewerId: AgentId, agent: Agent): Permission | null {
  const { rights } = view
  if (viewerId === agent.id) return null
  if (!rights.has(viewerId, 'agents.manage', rights.placeOf(agent))) return 'agents.manage'
  return agent.role === 'admin' && !rights.hasAll(viewerId, 'organisation.manage') ? 'organisation.manage' : null
}

/** The queue, if the actor may know of it; else there is no such queue. Customers may: every widget names some. */
export function seenQueue(state: DeskState, actor: Actor, queueId: QueueId): Queue {
  const viewer = actor.kind === 'agent' ? mustBeAgent(state, actor).agent : null
  const queue = state.queues.require(queueId)
  if (viewer && !state.rights.seesQueue(viewer, queue)) throw new Refused(refuse('not-found', 'queue.not-found'))
  return queue
}

/** The chats for which the agent has the permission, or stands so that they need none. */
export function chatScope(state: DeskState, agentId: AgentId, permission: 'chats.see' | 'chats.read'): ChatScope {
  const { rights } = state
  if (rights.hasAll(agentId, permission)) return { queueIds: null, agentIds: [] }
  const queueIds: QueueId[] = []
  for (const queue of state.queues.values())
    if (state.queuesOf(agentId).has(queue.id) || staffs(agentId, queue) || rights.has(agentId, permission, queue))
      queueIds.push(queue.id)
  const agentIds = [agentId]
  const { unitIds, teamIds } = rights.scopeOf(agentId, permission)
  if (unitIds.size + teamIds.size === 0) return { queueIds, agentIds }
  for (const agent of state.agents.values())
    if (agent.id !== agentId && rights.has(agentId, permission, rights.placeOf(agent))) agentIds.push(agent.id)
  return { queueIds, agentIds }
}

/** Stops the decision unless it comes from the desk itself. */
export function mustBeSystem(actor: Actor): void {
  if (actor.kind !== 'system') throw new Refused(refuse('not-allowed', 'desk-only'))
}
