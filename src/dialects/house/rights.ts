import Type from 'typebox'
import { type ChatAction, chatActions, mustBeAgent, mustHave, seenAgent, whyMayChat } from '#domain/access/may.ts'
import { permissions } from '#domain/access/permission.ts'
import type { Place } from '#domain/access/rights.ts'
import type { Actor } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { AgentId } from '#domain/ids.ts'
import type { DeskState } from '#domain/state.ts'
import { agentCaller } from './agents.ts'
import { visible } from './chats.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { ChatRightsView, RightsView } from './organisation-views.ts'
import { AgentParams } from './schemas.ts'
import { Id } from './views.ts'

/** What an agent may see and do, and why: answered by the very rules that decide. */
export function rightsRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk } = parts

  app.get(
    '/agents/:agentId/rights',
    {
      schema: {
        tags: ['organisation'],
        summary: 'What an agent may see and do, and why',
        params: AgentParams,
        response: { 200: RightsView },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        const agent = askable(state, actor, request.params.agentId as AgentId)
        return rightsOf(state, agent)
      })
    },
  )

  app.get(
    '/agents/:agentId/rights/:chatId',
    {
      schema: {
        tags: ['organisation'],
        summary: 'What an agent may do with one chat, and why',
        params: Type.Object({ agentId: Id, chatId: Id }, { additionalProperties: false }),
        response: { 200: ChatRightsView },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        const { id: agentId } = askable(state, actor, request.params.agentId as AgentId)
        const chat = visible(state, actor, request.params.chatId)
        const asked: Actor = { kind: 'agent', agentId, via: 'house' }
        const answer = (action: ChatAction) => {
          const why = whyMayChat(state, asked, action, chat)
          const as = why && 'as' in why ? why.as : null
          const { permission = null, grant = null } = why && 'grant' in why ? why : {}
          return { action, may: why !== null, as, permission, grant }
        }
        return { chatId: chat.id, agentId, actions: chatActions.map(answer) }
      })
    },
  )
}

/** Of oneself anyone may ask; of others who runs the organisation there. */
function askable(state: DeskState, actor: Actor, agentId: AgentId): Agent {
  const agent = seenAgent(state, actor, agentId)
  if (mustBeAgent(state, actor).agent.id !== agentId)
    mustHave(state, actor, 'organisation.manage', state.rights.placeOf(agent))
  return agent
}

function rightsOf(state: DeskState, agent: Agent): Type.Static<typeof RightsView> {
  const { rights } = state
  const unitId = rights.unitOf(agent)
  const at = (place: Place) => permissions.filter((permission) => rights.has(agent.id, permission, place))
  const mine = state.queuesOf(agent.id)
  return {
    agentId: agent.id,
    unitId,
    teamId: agent.teamId,
    grants: rights
      .grantsOf(agent.id)
      .map((grant) => ({ ...grant, permissions: [...rights.permissionsOf(grant.role)] })),
    queues: [...state.queues.values()]
      .filter((queue) => rights.seesQueue(agent, queue))
      .map((queue) => ({
        id: queue.id,
        name: queue.name,
        because: [
          ...(queue.unitId === unitId ? ['unit' as const] : []),
          ...(mine.has(queue.id) ? ['member' as const] : []),
          ...(queue.managerIds.includes(agent.id) ? ['manager' as const] : []),
          ...(queue.reviewerIds.includes(agent.id) ? ['reviewer' as const] : []),
          ...(rights.has(agent.id, 'queues.see', queue) ? ['permission' as const] : []),
        ],
        permissions: at(queue),
      })),
    agents: [...state.agents.values()]
      .filter((other) => rights.seesAgent(agent, other))
      .map((other) => ({
        id: other.id,
        name: other.name,
        because: [
          ...(other.id === agent.id ? ['self' as const] : []),
          ...(rights.unitOf(other) === unitId ? ['unit' as const] : []),
          ...(mine.isDisjointFrom(state.queuesOf(other.id)) ? [] : ['same-queue' as const]),
          ...(rights.has(agent.id, 'agents.see', rights.placeOf(other)) ? ['permission' as const] : []),
        ],
        permissions: at(rights.placeOf(other)),
      })),
  }
}
