import type { Agent } from '../agent/agent.ts'
import type { AgentId, AuthorizationId, BusinessUnitId, QueueId, TeamId } from '../ids.ts'
import type { AuthorizationLevel, EntryOf } from '../organisation/entries.ts'
import type { Queue } from '../queue/queue.ts'
import { defaultPermissions, type Permission, type RoleName, type RoleRow } from './permission.ts'

interface Lookup<Id, Row> {
  get(id: Id): Row | undefined
}

/** The rows that say who may do what: the desk's, or the image of them that a face keeps. */
export interface RightsSource {
  readonly agents: Lookup<AgentId, Agent>
  readonly queues: Lookup<QueueId, Queue>
  readonly teams: Lookup<TeamId, EntryOf<'teams'>>
  readonly groups: Lookup<string, EntryOf<'groups'>>
  readonly roles: Lookup<string, RoleRow>
  readonly authorizations: { values(): Iterable<EntryOf<'authorizations'>> }
  queuesOf(agentId: AgentId): ReadonlySet<QueueId>
}

/** A role that an agent has somewhere, and where it comes from; null: from being who they are. */
export interface Grant {
  readonly role: RoleName
  readonly level: AuthorizationLevel
  readonly authorizationId: AuthorizationId | null
}

/** Where a permission counts. */
export interface Scope {
  readonly all: boolean
  readonly unitIds: ReadonlySet<BusinessUnitId>
  readonly teamIds: ReadonlySet<TeamId>
}

/** Where something stands in the organisation: a queue, or an agent. */
export interface Place {
  readonly unitId: BusinessUnitId | null
  readonly teamIds: readonly TeamId[]
}

/** Whose chats, and of which queues, an agent may see or read; null queues: all. For lists over the past, which the store makes. */
export interface ChatScope {
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[]
}

/**
 * Who has which permission where. Without business units everyone belongs to the same one, so a small centre never meets
 * them; with them, nothing is seen across units but by authorization, or by working in the same queue.
 */
export class Rights {
  readonly #source: RightsSource
  #grants = new Map<AgentId, readonly Grant[]>()
  #scopes = new Map<string, Scope>()

  constructor(source: RightsSource) {
    this.#source = source
  }

  /** To be called when anything in the organisation changed. */
  forget(): void {
    if (this.#grants.size > 0) this.#grants = new Map()
    if (this.#scopes.size > 0) this.#scopes = new Map()
  }

  /** Every role the agent has, and where. */
  grantsOf(agentId: AgentId): readonly Grant[] {
    let grants = this.#grants.get(agentId)
    if (!grants) this.#grants.set(agentId, (grants = this.#collect(agentId)))
    return grants
  }

  /** What a role allows; nothing with chats unless it shows them: what does not exist for one, one cannot change. */
  permissionsOf(role: RoleName): readonly Permission[] {
    if (role === 'administrator') return defaultPermissions.administrator
    const given = this.#source.roles.get(role)?.permissions ?? defaultPermissions[role]
    return given.includes('chats.see') ? given : given.filter((permission) => !permission.startsWith('chats.'))
  }

  /** Where the agent has the permission. */
  scopeOf(agentId: AgentId, permission: Permission): Scope {
    const key = `${permission} ${agentId}`
    let scope = this.#scopes.get(key)
    if (!scope) this.#scopes.set(key, (scope = this.#merge(this.grantsOf(agentId), permission)))
    return scope
  }

  has(agentId: AgentId, permission: Permission, place: Place): boolean {
    return covers(this.scopeOf(agentId, permission), place)
  }

  /** Whether the permission counts in the whole centre. */
  hasAll(agentId: AgentId, permission: Permission): boolean {
    return this.scopeOf(agentId, permission).all
  }

  /** The grant that gives the permission there: the answer to *why*. */
  grantFor(agentId: AgentId, permission: Permission, place: Place): Grant | null {
    const gives = (grant: Grant) =>
      this.permissionsOf(grant.role).includes(permission) && covers(this.#merge([grant], permission), place)
    return this.grantsOf(agentId).find(gives) ?? null
  }

  unitOf(agent: Agent): BusinessUnitId | null {
    return agent.teamId === null ? null : (this.#source.teams.get(agent.teamId)?.unitId ?? null)
  }

  placeOf(agent: Agent): Place {
    return { unitId: this.unitOf(agent), teamIds: agent.teamId === null ? noTeams : [agent.teamId] }
  }

  /** Whether the queue exists for this agent: of the same unit, one they work for, or by permission. */
  seesQueue(viewer: Agent, queue: Queue): boolean {
    return (
      this.unitOf(viewer) === queue.unitId ||
      this.#source.queuesOf(viewer.id).has(queue.id) ||
      staffs(viewer.id, queue) ||
      this.has(viewer.id, 'queues.see', queue)
    )
  }

  /** Whether the colleague exists for this agent: of the same unit, in the same queue, or by permission. */
  seesAgent(viewer: Agent, agent: Agent): boolean {
    return (
      viewer.id === agent.id ||
      this.unitOf(viewer) === this.unitOf(agent) ||
      !this.#source.queuesOf(viewer.id).isDisjointFrom(this.#source.queuesOf(agent.id)) ||
      this.has(viewer.id, 'agents.see', this.placeOf(agent))
    )
  }

  #collect(agentId: AgentId): readonly Grant[] {
    const agent = this.#source.agents.get(agentId)
    if (!agent?.enabled) return []
    const grants: Grant[] = []
    if (agent.role === 'admin') grants.push({ role: 'administrator', level: { kind: 'all' }, authorizationId: null })
    if (agent.teamId !== null)
      grants.push({ role: 'agent', level: { kind: 'team', teamId: agent.teamId }, authorizationId: null })
    for (const { id, agentId: of, role, level } of this.#source.authorizations.values())
      if (of === agentId) grants.push({ role, level, authorizationId: id as AuthorizationId })
    return grants
  }

  #merge(grants: readonly Grant[], permission: Permission): Scope {
    const unitIds = new Set<BusinessUnitId>()
    const teamIds = new Set<TeamId>()
    let all = false
    for (const { role, level } of grants) {
      if (!this.permissionsOf(role).includes(permission)) continue
      if (level.kind === 'all') all = true
      else if (level.kind === 'unit') unitIds.add(level.unitId)
      else if (level.kind === 'team') teamIds.add(level.teamId)
      else for (const teamId of this.#source.groups.get(level.groupId)?.teamIds ?? []) teamIds.add(teamId)
    }
    return { all, unitIds, teamIds }
  }
}

const noTeams: readonly TeamId[] = []

/** Whether the agent was put in charge of the queue, or reviews it. */
export function staffs(agentId: AgentId, queue: Queue): boolean {
  return queue.managerIds.includes(agentId) || queue.reviewerIds.includes(agentId)
}

function covers(scope: Scope, { unitId, teamIds }: Place): boolean {
  if (scope.all || (unitId !== null && scope.unitIds.has(unitId))) return true
  return scope.teamIds.size > 0 && teamIds.some((teamId) => scope.teamIds.has(teamId))
}
