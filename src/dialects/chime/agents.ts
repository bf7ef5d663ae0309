import Type from 'typebox'
import { mustBeAgent, seenAgent, seenQueue } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import { takesChats } from '#domain/queue/is-available.ts'
import type { Queue } from '#domain/queue/queue.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { mediaTypeOf } from '#wire/files/media-type.ts'
import { documented } from './documented.ts'
import { method, No } from './method.ts'
import { PresenceView, QueueAgentView, SkillView } from './views.ts'
import { agentBySip, namesOf, presenceOf, queueByNo, roleNumbers, sipOf } from './words.ts'

const sip = Type.String({
  minLength: 1,
  maxLength: 300,
  pattern: '\\S',
  description: 'the SIP or e-mail address of an agent, with sip: before it or without',
})

export const agentMethods = [
  method({
    name: 'QueueAgents',
    verb: 'GET',
    path: '/Api/QueueAgents',
    heading: 'Queue Agents',
    about: 'The agents of a queue',
    rules: ['CH-11', 'CH-40', 'CH-41'],
    who: 'key',
    input: { queueID: No('a queue') },
    answer: Type.Array(QueueAgentView),
    example: [...documented.QueueAgents.map(({ tags, ...rest }) => ({ ...rest, tags: [...tags] }))],
    run: ({ input: { queueID }, actor, ask }) =>
      ask((state) => {
        const queue = seenQueue(state, actor, queueByNo(state, queueID).id)
        return staffOf(state, queue)
          .filter(({ agent }) => sees(state, actor, agent))
          .map((one) => presentQueueAgent(state, queue, one))
      }),
  }),
  method({
    name: 'AgentPresence',
    verb: 'GET',
    path: '/Api/AgentPresence',
    heading: 'Agent Presence',
    about: 'An agent, and whether they are there',
    rules: ['CH-11', 'CH-42', 'CH-43'],
    who: 'key',
    input: { sip },
    answer: PresenceView,
    example: documented.AgentPresence,
    run: ({ input, actor, ask }) =>
      ask((state) => {
        const agent = seenAgent(state, actor, agentBySip(state, input.sip).id)
        return {
          ...namesOf(agent),
          displayName: agent.name,
          sip: sipOf(agent),
          ChimeID: agent.no,
          lyncPresence: presenceOf(agent, state.load(agent.id)),
          availableInChime: takesChats(state, agent.id),
          imageUrl: agent.photo === null ? null : `/Chime/ExpertPhoto/${agent.no}`,
        }
      }),
  }),
  method({
    name: 'GetAgentSkillTags',
    verb: 'GET',
    path: '/Api/GetAgentSkillTags',
    heading: 'Get Agent Skill Tags',
    about: 'What an agent is good at',
    rules: ['CH-11', 'CH-42', 'CH-44'],
    who: 'key',
    input: { sip },
    answer: Type.Array(SkillView),
    example: [...documented.GetAgentSkillTags],
    run: ({ input, actor, ask }) =>
      ask((state) => skillsOf(state, seenAgent(state, actor, agentBySip(state, input.sip).id))),
  }),
]

const headBytes = 4_100

/** The picture to which AgentPresence leads. */
export const expertPhoto = method({
  name: 'ExpertPhoto',
  verb: 'GET',
  path: '/ExpertPhoto/{id}',
  heading: 'Agent Presence',
  about: "An agent's picture",
  rules: ['CH-11', 'CH-45'],
  who: 'key',
  input: { id: No('an agent') },
  answer: null,
  mediaType: 'image/*',
  example: '(the bytes of a PNG, JPEG, GIF or WebP)',
  run: async ({ input: { id }, actor, ask, parts, reply }) => {
    const { photo } = await ask((state) => {
      for (const agent of state.agents.values()) if (agent.no === id) return seenAgent(state, actor, agent.id)
      throw new Refused(refuse('not-found', 'photo.not-found'))
    })
    const bytes = photo && (await parts.files.get(photo))
    if (!bytes) throw new Refused(refuse('not-found', 'photo.not-found'))
    const picture = Buffer.concat(await Array.fromAsync(bytes))
    reply.header('content-type', await mediaTypeOf(picture.subarray(0, headBytes)))
    reply.header('content-security-policy', "default-src 'none'; sandbox")
    return picture
  },
})

/** Somebody of a queue, and where in its order of asking they stand; 0: not in it. */
interface Staff {
  readonly agent: Agent
  readonly priority: number
  readonly receivesChats: boolean
}

/** Its members in their order, then who but manages or reviews it; nobody who is disabled. */
function staffOf(state: DeskState, { members, managerIds, reviewerIds }: Queue): Staff[] {
  const inOrder = [...members].sort((a, b) => a.priority - b.priority)
  const known = new Set(members.map(({ agentId }) => agentId))
  const others = [...new Set([...managerIds, ...reviewerIds])].filter((agentId) => !known.has(agentId))
  return [...inOrder, ...others.map((agentId) => ({ agentId, priority: 0, receivesChats: false }))].flatMap(
    ({ agentId, priority, receivesChats }) => {
      const agent = state.agents.get(agentId)
      return agent?.enabled ? [{ agent, priority, receivesChats }] : []
    },
  )
}

function presentQueueAgent(state: DeskState, queue: Queue, { agent, priority, receivesChats }: Staff): QueueAgentView {
  const isMember = queue.members.some(({ agentId }) => agentId === agent.id)
  const isManager = queue.managerIds.includes(agent.id)
  return {
    id: agent.no,
    ...namesOf(agent),
    priority,
    disabledAtStart: !receivesChats,
    isManager,
    readOnly: !isMember && !isManager,
    uri: sipOf(agent),
    role: isMember ? roleNumbers.agent : isManager ? roleNumbers.manager : roleNumbers.reviewer,
    tags: skillsOf(state, agent),
    Guid: agent.id,
  }
}

function skillsOf(state: DeskState, { skills }: Agent): SkillView[] {
  return skills.flatMap(({ skillId }) => {
    const skill = state.skills.get(skillId)
    return skill ? [{ BestMatchID: skill.no, Text: skill.name, Icon: '', QueueSortingOrder: 0 }] : []
  })
}

function sees(state: DeskState, actor: Actor, agent: Agent): boolean {
  return actor.kind !== 'agent' || state.rights.seesAgent(mustBeAgent(state, actor).agent, agent)
}
