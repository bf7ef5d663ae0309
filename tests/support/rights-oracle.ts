import { defaultPermissions, type Permission, permissions, type RoleName } from '#domain/access/permission.ts'
import type { Actor } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { AgentId } from '#domain/ids.ts'
import type { EntryTable } from '#domain/organisation/entries.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'

/**
 * Who sees what and may do what, worked out anew for every question from the rows alone and after the words of the rules,
 * so that the domain's indexes, memories and short cuts have something to be compared with.
 */
export class RightsOracle {
  readonly #state: DeskState

  constructor(state: DeskState) {
    this.#state = state
  }

  /** The permission, by any of the agent's roles, at a unit and teams; disabled agents have none. */
  has(agentId: AgentId, permission: Permission, unitId: string | null, teamIds: readonly string[]): boolean {
    const agent = this.#state.agents.get(agentId)
    if (!agent?.enabled) return false
    if (agent.role === 'admin') return true
    if (agent.teamId && teamIds.includes(agent.teamId) && this.#allows('agent', permission)) return true
    return [...this.#state.authorizations.values()].some(({ agentId: whose, role, level }) => {
      if (whose !== agentId || !this.#allows(role, permission)) return false
      if (level.kind === 'all') return true
      if (level.kind === 'unit') return level.unitId === unitId
      if (level.kind === 'team') return teamIds.includes(level.teamId)
      return teamIds.some((id) => this.#state.groups.get(level.groupId)?.teamIds.some((teamId) => teamId === id))
    })
  }

  /** A colleague exists for those of the same unit, of a common queue, and by `agents.see` where the colleague is. */
  seesAgent(viewerId: AgentId, agent: Agent): boolean {
    const viewer = this.#enabled(viewerId)
    if (!viewer) return false
    const common = [...this.#state.queues.values()].some(
      (queue) => isMember(queue, viewerId) && isMember(queue, agent.id),
    )
    return (
      viewerId === agent.id ||
      this.#unitOf(viewer) === this.#unitOf(agent) ||
      common ||
      this.#hasAt(viewerId, 'agents.see', agent)
    )
  }

  /** A queue exists for its unit, its members, managers and reviewers, and by `queues.see` there. */
  seesQueue(viewerId: AgentId, queue: Queue): boolean {
    const viewer = this.#enabled(viewerId)
    if (!viewer) return false
    const works =
      isMember(queue, viewerId) || queue.managerIds.includes(viewerId) || queue.reviewerIds.includes(viewerId)
    return (
      works || this.#unitOf(viewer) === queue.unitId || this.has(viewerId, 'queues.see', queue.unitId, queue.teamIds)
    )
  }

  /** A chat exists for its people, for those of its queue, and by `chats.see` over its queue or its owner. */
  seesChat(actor: Actor, chat: Chat): boolean {
    if (actor.kind === 'system') return true
    if (actor.kind === 'customer') return actor.chatId === chat.id && actor.customerId === chat.customerId
    return this.#enabled(actor.agentId) !== null && this.#inOrBy(actor.agentId, chat, 'chats.see')
  }

  /** What was said may be read by the same people, else by `chats.read`. */
  readsChat(agentId: AgentId, chat: Chat): boolean {
    return this.#enabled(agentId) !== null && this.#inOrBy(agentId, chat, 'chats.read')
  }

  /**
   * An authorization exists for whose it is and who runs the organisation there. Everything else for its unit's people (all,
   * without a unit) and for who has any permission there; dispositions also for who sees a queue of the unit; groups,
   * flows, recipients and report schedules, which name things of any unit or people outside, only for who sets them up.
   */
  seesEntry(viewerId: AgentId, table: EntryTable, id: string): boolean {
    const viewer = this.#enabled(viewerId)
    const row = this.#state[table].get(id)
    if (!viewer || !row) return false
    if ('level' in row) {
      const unitId = row.level.kind === 'unit' ? row.level.unitId : null
      return row.agentId === viewerId || this.has(viewerId, 'organisation.manage', unitId, [])
    }
    if (table === 'groups') return this.has(viewerId, 'organisation.manage', null, [])
    if (table === 'flows') return this.has(viewerId, 'flows.manage', null, [])
    if (table === 'recipients' || table === 'reportSchedules') return this.has(viewerId, 'reports.manage', null, [])
    const unitId = table === 'businessUnits' ? id : 'unitId' in row ? row.unitId : null
    if (unitId === null || unitId === this.#unitOf(viewer)) return true
    const queues = table === 'dispositions' ? [...this.#state.queues.values()] : []
    if (queues.some((queue) => queue.unitId === unitId && this.seesQueue(viewerId, queue))) return true
    return permissions.some((permission) => this.has(viewerId, permission, unitId, table === 'teams' ? [id] : []))
  }

  #inOrBy(agentId: AgentId, chat: Chat, permission: Permission): boolean {
    const queue = this.#state.queues.get(chat.queueId)
    const owner = 'agentId' in chat && chat.agentId ? this.#state.agents.get(chat.agentId) : undefined
    const people: (string | undefined)[] = [owner?.id, ...(queue?.managerIds ?? []), ...(queue?.reviewerIds ?? [])]
    if (chat.phase === 'offered') people.push(...chat.offer.agentIds)
    if (chat.phase === 'active')
      people.push(chat.transfer?.toAgentId, ...chat.participants.map((participant) => participant.agentId))
    if (people.includes(agentId) || (queue && isMember(queue, agentId))) return true
    if (this.has(agentId, permission, queue?.unitId ?? null, queue?.teamIds ?? [])) return true
    return owner !== undefined && this.#hasAt(agentId, permission, owner)
  }

  #hasAt(agentId: AgentId, permission: Permission, { teamId, ...agent }: Agent): boolean {
    return this.has(agentId, permission, this.#unitOf({ ...agent, teamId }), teamId ? [teamId] : [])
  }

  #unitOf({ teamId }: Agent): string | null {
    return (teamId && this.#state.teams.get(teamId)?.unitId) || null
  }

  #enabled(agentId: AgentId): Agent | null {
    const agent = this.#state.agents.get(agentId)
    return agent?.enabled ? agent : null
  }

  #allows(role: RoleName, permission: Permission): boolean {
    if (role === 'administrator') return true
    const given = this.#state.roles.get(role)?.permissions ?? defaultPermissions[role]
    // For whom a chat does not exist, they cannot do anything with it.
    return given.includes(permission) && (!permission.startsWith('chats.') || given.includes('chats.see'))
  }
}

function isMember({ members }: Queue, agentId: AgentId): boolean {
  return members.some((member) => member.agentId === agentId)
}
