import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { mustBeAgent, mustHave, seenAgent } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { AddAgent, ChangeAgent } from '#domain/agent/add-agent.ts'
import type { AgentId, AwayReasonId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { type AgentCaller, callerOfRequest, csrfOf } from './auth.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { isMeant, namesOfAgent } from './named.ts'
import { presentAgent, presentAgentDetails } from './present.ts'
import { AgentChanges, AgentParams, AvailabilityBody, NamedQuery, NewAgent, OwnPasswordBody } from './schemas.ts'
import { AgentDetailsView, AgentView, MeView } from './views.ts'
import { write } from './write.ts'

const OneAgent = Type.Object({ agent: AgentView })

/** The agent who asks; customers are told that there is no such thing for them. */
export async function agentCaller(parts: HouseParts, request: FastifyRequest): Promise<AgentCaller> {
  const caller = await callerOfRequest(parts, request)
  if (!caller.login) throw new Refused(refuse('not-allowed', 'agents-only'))
  return caller
}

export function agentViewOf(state: DeskState, agentId: string): AgentView {
  const agent = state.agents.require(agentId)
  return presentAgent(agent, state.loads.get(agentId))
}

/** Agents: oneself, colleagues, and their availability. */
export function agentRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids, passwords } = parts

  app.get(
    '/me',
    { schema: { tags: ['agents'], summary: 'Who you are signed in as', response: { 200: MeView } } },
    async (request) => {
      const { actor, secret } = await agentCaller(parts, request)
      return desk.ask((state) => ({ agent: agentViewOf(state, actor.agentId), csrf: csrfOf(secret) }))
    },
  )

  app.get(
    '/agents',
    {
      schema: {
        tags: ['agents'],
        summary: 'All agents that you may know of; with `q` those who are called so, by any of their names',
        querystring: NamedQuery,
        response: { 200: Type.Object({ agents: Type.Array(AgentView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        const { agent: viewer } = mustBeAgent(state, actor)
        const seen = [...state.agents.values()].filter(
          (agent) => state.rights.seesAgent(viewer, agent) && isMeant(request.query.q, namesOfAgent(agent)),
        )
        return { agents: seen.map((agent) => agentViewOf(state, agent.id)) }
      })
    },
  )

  const setAvailability = (
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    agentId: AgentId,
    { availability, awayReason }: Type.Static<typeof AvailabilityBody>,
  ) =>
    write(
      parts,
      request,
      reply,
      actor,
      { do: 'setAvailability', agentId, availability, awayReason: (awayReason ?? null) as AwayReasonId | null },
      (state) => ({
        body: { agent: agentViewOf(state, agentId) },
      }),
    )

  app.put(
    '/me/availability',
    {
      schema: {
        tags: ['agents'],
        summary: 'Whether you take chats',
        body: AvailabilityBody,
        response: { 200: OneAgent },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      return setAvailability(request, reply, actor, actor.agentId, request.body)
    },
  )

  app.put(
    '/agents/:agentId/availability',
    {
      schema: {
        tags: ['agents'],
        summary: 'Whether an agent takes chats',
        params: AgentParams,
        body: AvailabilityBody,
        response: { 200: OneAgent },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      return setAvailability(request, reply, actor, request.params.agentId as AgentId, request.body)
    },
  )

  app.get(
    '/agents/:agentId',
    {
      schema: {
        tags: ['agents'],
        summary: 'An agent with all that is set on them: oneself, or for who manages people',
        params: AgentParams,
        response: { 200: Type.Object({ agent: AgentView, details: AgentDetailsView }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      return desk.ask((state) => {
        const agent = seenAgent(state, actor, agentId)
        if (actor.agentId !== agentId) mustHave(state, actor, 'agents.manage', state.rights.placeOf(agent))
        return { agent: agentViewOf(state, agentId), details: presentAgentDetails(agent) }
      })
    },
  )

  for (const [path, doing, summary] of [
    ['suspend', 'suspendAgent', 'Offer the agent nothing for the time being'],
    ['resume', 'resumeAgent', 'Offer the agent chats again'],
  ] as const)
    app.post(
      `/agents/:agentId/${path}`,
      { schema: { tags: ['agents'], summary, params: AgentParams, response: { 200: OneAgent } } },
      async (request, reply) => {
        const { actor } = await agentCaller(parts, request)
        const agentId = request.params.agentId as AgentId
        return write(parts, request, reply, actor, { do: doing, agentId }, (state) => ({
          body: { agent: agentViewOf(state, agentId) },
        }))
      },
    )

  app.put(
    '/me/password',
    { schema: { tags: ['agents'], summary: 'Change your password; your other logins end', body: OwnPasswordBody } },
    async (request, reply) => {
      const { actor, login } = await agentCaller(parts, request)
      const { oldPassword, newPassword } = request.body
      const known = desk.state.credentials.get(actor.agentId)?.passwordHash ?? null
      if (!(await passwords.matches(oldPassword, known))) throw new Refused(refuse('not-allowed', 'password.wrong'))
      const passwordHash = await passwords.hash(newPassword)
      await write(parts, request, reply, actor, { do: 'setPassword', passwordHash, loginId: login.id }, () => ({
        status: 204,
        body: null,
      }))
    },
  )

  app.post(
    '/agents',
    { schema: { tags: ['agents'], summary: 'A new agent', body: NewAgent, response: { 201: OneAgent } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { password, ...given } = request.body
      const agentId = ids.uuid() as AgentId
      const passwordHash = await passwords.hash(password)
      const command = { do: 'addAgent', agentId, ...given, passwordHash } as unknown as AddAgent
      return write(parts, request, reply, actor, command, (state) => ({
        status: 201,
        body: { agent: agentViewOf(state, agentId) },
      }))
    },
  )

  app.patch(
    '/agents/:agentId',
    {
      schema: {
        tags: ['agents'],
        summary: 'Change an agent',
        params: AgentParams,
        body: AgentChanges,
        response: { 200: OneAgent },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      const { password, ...to } = request.body
      const passwordHash = password === undefined ? {} : { passwordHash: await passwords.hash(password) }
      const command = { do: 'changeAgent', agentId, ...to, ...passwordHash } as unknown as ChangeAgent
      return write(parts, request, reply, actor, command, (state) => ({ body: { agent: agentViewOf(state, agentId) } }))
    },
  )
}
