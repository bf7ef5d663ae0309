import { mustAdminister } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId } from '../ids.ts'
import { type Refusal, refuse, refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Role } from './agent.ts'
import { stopRinging } from './stop-ringing.ts'

export interface AddAgent {
  readonly do: 'addAgent'
  readonly agentId: AgentId
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly capacity: number
  readonly passwordHash: string
}

export interface ChangeAgent {
  readonly do: 'changeAgent'
  readonly agentId: AgentId
  readonly name?: string
  readonly email?: string
  readonly role?: Role
  readonly capacity?: number
  readonly enabled?: boolean
  readonly passwordHash?: string
}

/** A new colleague, offline until they sign in. */
export const addAgent: Verb<AddAgent> = (state, command, actor) => {
  mustAdminister(state, actor)
  const { agentId, name, email, role, capacity, passwordHash } = command
  if (state.agents.get(agentId)) return refuse('conflict', 'agent.id-used')
  return (
    emailTaken(state, email, agentId) ?? [
      { type: 'agent.added', agentId, role, capacity, words: { name, email, passwordHash } },
    ]
  )
}

/** An administrator changes who an agent is; a disabled agent is signed out and asked no more. */
export const changeAgent: Verb<ChangeAgent> = (state, { agentId, ...to }, actor) => {
  mustAdminister(state, actor)
  const agent = state.agents.require(agentId)
  const taken = to.email === undefined ? null : emailTaken(state, to.email, agentId)
  if (taken) return taken
  const losesAdmin = agent.role === 'admin' && agent.enabled && (to.enabled === false || to.role === 'agent')
  if (losesAdmin && isLastAdmin(state, agentId)) return refuse('conflict', 'agent.last-admin')

  const facts: Fact[] = []
  const words = { ...(to.name !== undefined && { name: to.name }), ...(to.email !== undefined && { email: to.email }) }
  const { role = agent.role, capacity = agent.capacity, enabled = agent.enabled } = to
  facts.push({ type: 'agent.changed', agentId, role, capacity, enabled, words })
  if (to.passwordHash !== undefined)
    facts.push({ type: 'agent.passwordSet', agentId, words: { passwordHash: to.passwordHash } })
  if (!enabled || to.passwordHash !== undefined) facts.push(...endLogins(state, agentId))
  if (!enabled && agent.availability !== 'offline')
    facts.push({ type: 'agent.availabilitySet', agentId, availability: 'offline', awayReason: null, why: 'disabled' })
  if (!enabled || state.load(agentId).chats >= capacity) facts.push(...stopRinging(state, agentId))
  return facts
}

/** Ends the logins of an agent, all but one. */
export function endLogins(state: DeskState, agentId: AgentId, except?: string): Fact[] {
  const facts: Fact[] = []
  for (const login of state.logins.values())
    if (login.agentId === agentId && login.id !== except)
      facts.push({ type: 'login.ended', loginId: login.id, agentId })
  return facts
}

function emailTaken(state: DeskState, email: string, by: AgentId): Refusal | null {
  for (const agent of state.agents.values())
    if (agent.id !== by && agent.email.toLowerCase() === email.toLowerCase())
      return refuseValue('agent.email-used', 'email', 'an address that no other agent has', 'conflict')
  return null
}

function isLastAdmin(state: DeskState, agentId: AgentId): boolean {
  for (const agent of state.agents.values())
    if (agent.role === 'admin' && agent.enabled && agent.id !== agentId) return false
  return true
}
