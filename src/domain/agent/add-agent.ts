import { knownTo } from '../access/known.ts'
import { managesAgent, mustHave, seenAgent } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import { type Decision, isRefusal, nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { AgentId, AwayReasonId, Instant } from '../ids.ts'
import { apiKeyOf } from '../login/api-key.ts'
import { endLogins } from '../login/login-ends.ts'
import { type Known, missing } from '../organisation/nouns.ts'
import { isZone } from '../organisation/zone.ts'
import { firstOf, type Problem, refuse, refuseValue, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import {
  type Agent,
  type AgentSettings,
  type AgentWords,
  type Availability,
  defaultAgentSettings,
  noWords,
} from './agent.ts'
import { onlyOwn, othersFields } from './own-changes.ts'
import { availabilitySet, mustSetAvailability, reasonOnlyWhenAway } from './set-availability.ts'
import { noQueues, type QueuesOfAgent, queuesSet } from './set-queues.ts'
import { stopRinging } from './stop-ringing.ts'

export type AddAgent = {
  readonly do: 'addAgent'
  readonly agentId: AgentId
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly queues?: QueuesOfAgent
} & Partial<AgentWords & AgentSettings>

export type ChangeAgent = {
  readonly do: 'changeAgent'
  readonly agentId: AgentId
  readonly passwordHash?: string
  readonly queues?: QueuesOfAgent
  /** Judged by what the agent is after the change. */
  readonly availability?: Availability
  /** Only with `availability` away. */
  readonly awayReason?: AwayReasonId | null
} & Partial<AgentWords & AgentSettings>

/** A new colleague, offline until they sign in. */
export const addAgent: Verb<AddAgent> = (state, { do: _, agentId, passwordHash, queues, ...given }, actor) => {
  const { words, settings } = divide(given)
  const whole = { ...defaultAgentSettings, ...settings }
  mustHave(state, actor, 'agents.manage', unitOfTeam(state, whole))
  if (whole.role === 'admin') mustHave(state, actor, 'organisation.manage', null)
  if (state.agents.get(agentId)) return refuse('conflict', 'agent.id-used')
  const member = queues ? queuesSet(state, actor, agentId, queues) : noQueues
  return (
    check(state, given, agentId, knownTo(state, actor), member.problems) ?? [
      { type: 'agent.added', agentId, settings: whole, words: { ...noWords, ...words, passwordHash } },
      ...member.facts,
    ]
  )
}

/**
 * Changes who an agent is; a disabled agent is signed out and asked no more. Who does not manage people may say of themselves
 * what is theirs to say, and everything else as it is: what differs is named, and refused.
 */
export const changeAgent: Verb<ChangeAgent> = (state, command, actor, at) => {
  const agent = seenAgent(state, actor, command.agentId)
  if (managesAgent(state, actor, agent)) return change(state, command, agent, actor, at)
  return othersFields(state, agent, command) ?? change(state, onlyOwn(command), agent, actor, at)
}

function change(state: DeskState, command: ChangeAgent, agent: Agent, actor: Actor, at: Instant): Decision {
  const { do: _, agentId, passwordHash, queues, availability, awayReason, ...to } = command
  if (to.teamId !== undefined) mustHave(state, actor, 'agents.manage', unitOfTeam(state, to))
  // Who may not run the centre does not make, unmake or take over those who do.
  if (agent.role === 'admin' || to.role === 'admin') mustHave(state, actor, 'organisation.manage', null)
  const after = { ...agent, ...divide(to).settings, ...(to.gone && { enabled: false }) }
  if (availability !== undefined) mustSetAvailability(state, actor, after)
  const member = queues ? queuesSet(state, actor, agentId, queues) : noQueues
  const set = available(state, after, command)
  const wrong = check(state, to, agentId, knownTo(state, actor, agent), member.problems)
  if (wrong) return isRefusal(set) ? (firstOf([wrong, set]) ?? wrong) : wrong
  if (isRefusal(set)) return set
  if (after.enabled && agent.gone && to.gone !== false) return refuse('conflict', 'agent.gone')
  const losesAdmin = agent.role === 'admin' && agent.enabled && !(after.enabled && after.role === 'admin')
  if (losesAdmin && isLastAdmin(state, agentId)) return refuse('conflict', 'agent.last-admin')

  const { words, settings } = divide({ ...to, enabled: after.enabled })
  const facts: Fact[] = [{ type: 'agent.changed', agentId, settings, words }, ...member.facts]
  // Said by itself and not left to `apply`: what the address was is in nobody's journal.
  const unsafe = !after.enabled || (to.email !== undefined && to.email !== agent.email)
  if (unsafe && state.passwordResets.get(agentId)) facts.push({ type: 'agent.passwordResetWithdrawn', agentId })
  const key = after.gone ? apiKeyOf(state, agentId) : null
  if (key) facts.push({ type: 'apiKey.removed', agentId, keyId: key.id })
  if (passwordHash !== undefined) facts.push({ type: 'agent.passwordSet', agentId, words: { passwordHash } })
  if (!after.enabled || passwordHash !== undefined) facts.push(...endLogins(state, agentId))
  if (!after.enabled && agent.availability !== 'offline')
    facts.push({ type: 'agent.availabilitySet', agentId, availability: 'offline', awayReason: null, why: 'disabled' })
  else facts.push(...set)
  const asksNoMore = set.length > 0 && availability !== 'available'
  if (!after.enabled || asksNoMore || state.load(agentId).chats >= after.capacity)
    facts.push(...stopRinging(state, agentId, at))
  return facts
}

type Given = Partial<AgentWords & AgentSettings>

/** What is personal apart from what may stand in the journal. */
function divide(given: Given): { readonly words: Partial<AgentWords>; readonly settings: Partial<AgentSettings> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return {
    words: Object.fromEntries(entries.filter(([field]) => field in noWords)),
    settings: Object.fromEntries(entries.filter(([field]) => field in defaultAgentSettings)),
  }
}

function unitOfTeam(state: DeskState, { teamId }: Given) {
  return teamId ? (state.teams.get(teamId)?.unitId ?? null) : null
}

function available(state: DeskState, after: Agent, { availability, awayReason = null }: ChangeAgent) {
  if (availability !== undefined) return availabilitySet(state, after, { availability, awayReason })
  return awayReason === null ? nothing : refuseValue(...reasonOnlyWhenAway)
}

function check(state: DeskState, given: Given, agentId: AgentId, known: Known, more: readonly Problem[]) {
  const { teamId = null, zone, skills = [], notifications = [] } = given
  const problems: Problem[] = missing(known, 'teams', teamId, 'teamId')
  if (zone && !isZone(zone)) problems.push({ field: 'zone', accepted: 'an IANA time zone such as Europe/Berlin' })
  for (const [at, { skillId }] of skills.entries()) {
    problems.push(...missing(known, 'skills', skillId, `skills[${at}].skillId`))
    if (skills.findIndex((skill) => skill.skillId === skillId) < at)
      problems.push({ field: `skills[${at}].skillId`, accepted: 'each skill once' })
  }
  if (new Set(notifications).size < notifications.length)
    problems.push({ field: 'notifications', accepted: 'each notification once' })
  const wrong = refuseWrong('agent.wrong', [...problems, ...more])
  if (wrong) return wrong
  const taken = (['email', 'loginName', 'sipAddress'] as const).flatMap((field) => taker(state, given, field, agentId))
  const code = taken[0]?.field === 'email' ? 'agent.email-used' : 'agent.name-used'
  return refuseWrong(code, taken, 'conflict')
}

/** People sign in and are found by these: two cannot have the same. */
function taker(state: DeskState, given: Given, field: 'email' | 'loginName' | 'sipAddress', by: AgentId): Problem[] {
  const wanted = given[field]?.toLowerCase()
  if (!wanted) return []
  // E-mail address and login name both open the door, so neither may be another's other one.
  const fields = field === 'sipAddress' ? [field] : (['email', 'loginName'] as const)
  const has = (agent: Agent) => agent.id !== by && fields.some((name) => agent[name]?.toLowerCase() === wanted)
  for (const agent of state.agents.values())
    if (has(agent)) return [{ field, accepted: 'an address that no other agent has' }]
  return []
}

function isLastAdmin(state: DeskState, agentId: AgentId): boolean {
  for (const agent of state.agents.values())
    if (agent.role === 'admin' && agent.enabled && agent.id !== agentId) return false
  return true
}
