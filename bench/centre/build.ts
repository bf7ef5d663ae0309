import type { AgentId, BusinessUnitId, DispositionId, HoursId, QueueId, SkillId, TagId, TeamId } from '#domain/ids.ts'
import { defaultQueueSettings, type QueueSettings, strategyNames } from '#domain/queue/queue.ts'
import { Centre } from './centre.ts'

/** How big the measured centre is. */
export interface Size {
  readonly agents: number
  readonly queues: number
  readonly waiting: number
  /** Chats an agent talks in; all of them are at capacity, as in a centre with a line. */
  readonly capacity: number
}

/** The whole centre: agents with skills in teams of three units, queues of every strategy, and everybody busy. */
export interface WholeCentre {
  readonly centre: Centre
  readonly admin: AgentId
  readonly agents: readonly AgentId[]
  /** At capacity, and members of several queues. */
  readonly busy: readonly AgentId[]
  readonly queues: readonly QueueId[]
  /** Its members are free, and none of them fits anybody who waits there. */
  readonly stuckQueue: QueueId
  readonly skills: readonly SkillId[]
  /** That nobody has. */
  readonly rareSkill: SkillId
  readonly units: readonly BusinessUnitId[]
  readonly teams: readonly TeamId[]
  readonly tags: readonly TagId[]
  readonly dispositions: readonly DispositionId[]
  readonly hours: HoursId
}

const freeAgents = 20

export function buildCentre(seed: number, size: Size): WholeCentre {
  const centre = new Centre(seed)
  const organisation = addOrganisation(centre)
  const { agents, admin } = addAgents(centre, size, organisation)
  const busy = agents.slice(0, -freeAgents)
  const free = agents.slice(-freeAgents)
  const queues = addQueues(centre, size, busy, organisation)
  const stuckQueue = addQueue(centre, { name: 'Stuck', members: free.map(asMember) })
  fill(centre, size, busy, queues)
  for (const agentId of busy) setAvailable(centre, agentId)
  const needs = [{ skillId: organisation.rareSkill, weakestLevel: 5 }]
  for (let no = 0; no < size.waiting / 20; no++) centre.open(stuckQueue, { wish: { needs } })
  for (const agentId of free) setAvailable(centre, agentId)
  return { centre, admin, agents, busy, queues, stuckQueue, ...organisation }
}

export function setAvailable(centre: Centre, agentId: AgentId): void {
  centre.do({ do: 'setAvailability', agentId, availability: 'available', awayReason: null })
}

type Organisation = Pick<WholeCentre, 'skills' | 'rareSkill' | 'units' | 'teams' | 'tags' | 'dispositions' | 'hours'>

function addOrganisation(centre: Centre): Organisation {
  const many = <Id extends string>(count: number, add: (id: Id, no: number) => void) =>
    Array.from({ length: count }, (_, no) => {
      const id = centre.id<Id>()
      add(id, no)
      return id
    })
  const units = many<BusinessUnitId>(3, (id, no) => {
    centre.do({ do: 'addEntry', id, table: 'businessUnits', settings: { name: `Unit ${no}`, hoursId: null } })
  })
  const teams = many<TeamId>(30, (id, no) => {
    const unitId = units[no % units.length] as BusinessUnitId
    centre.do({ do: 'addEntry', id, table: 'teams', settings: { name: `Team ${no}`, unitId } })
  })
  const skills = many<SkillId>(31, (id, no) => {
    centre.do({ do: 'addEntry', id, table: 'skills', settings: { name: `Skill ${no}` } })
  })
  const tags = many<TagId>(100, (id, no) => {
    centre.do({ do: 'addEntry', id, table: 'tags', settings: { name: `Tag ${no}`, groupId: null, enabled: true } })
  })
  const dispositions = many<DispositionId>(100, (id, no) => {
    const settings = { name: `Disposition ${no}`, unitId: null, parentId: null, enabled: true }
    centre.do({ do: 'addEntry', id, table: 'dispositions', settings })
  })
  const hours = centre.id<HoursId>()
  const day = [{ from: '00:00', to: '24:00' }]
  const week = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [{ from: '08:00', to: '20:00' }], 7: [] }
  const settings = { name: 'Office', zone: 'Europe/Berlin', week, exceptions: [] }
  centre.do({ do: 'addEntry', id: hours, table: 'hours', settings })
  return { units, teams, skills: skills.slice(1), rareSkill: skills[0] as SkillId, tags, dispositions, hours }
}

function addAgents(centre: Centre, size: Size, { skills, teams, units }: Organisation) {
  const { random } = centre
  const agents = Array.from({ length: size.agents }, () => centre.id<AgentId>())
  agents.forEach((agentId, no) => {
    const words = { name: `Agent ${no}`, email: `${no}@example.org`, loginName: `agent${no}`, passwordHash: '' }
    const known = new Set(Array.from({ length: 4 }, () => random.pick(skills)))
    const levels = [...known].map((skillId) => ({ skillId, level: 1 + random.below(5) }))
    const teamId = teams[no % teams.length] as TeamId
    const role = no === 0 ? 'admin' : 'agent'
    centre.do({ do: 'addAgent', agentId, ...words, role, capacity: size.capacity, teamId, skills: levels })
    if (no % 20 !== 1) return
    const unitId = units[no % units.length] as BusinessUnitId
    const settings = { agentId, role: 'supervisor', level: { kind: 'unit', unitId } } as const
    centre.do({ do: 'addEntry', id: centre.id(), table: 'authorizations', settings })
  })
  return { agents, admin: agents[0] as AgentId }
}

function asMember(agentId: AgentId, no: number) {
  return { agentId, priority: 1 + (no % 3), receivesChats: true }
}

function addQueue(centre: Centre, settings: Partial<QueueSettings> & { readonly name: string }): QueueId {
  const queueId = centre.id<QueueId>()
  const times = { wrapUpMs: 0, maxWaitMs: 86_400_000 }
  centre.do({ do: 'addQueue', queueId, settings: { ...defaultQueueSettings, ...times, ...settings } })
  return queueId
}

/** Of every strategy; half of them need a skill; every seventh has most of the agents behind it. */
function addQueues(
  centre: Centre,
  size: Size,
  agents: readonly AgentId[],
  { skills, units, hours }: Organisation,
): readonly QueueId[] {
  const { random } = centre
  const queues: QueueId[] = []
  for (let no = 0; no < size.queues; no++) {
    const share = no % 7 === 6 ? 0.6 : 0.12
    const needs = no % 2 ? [{ skillId: random.pick(skills), weakestLevel: 4 }] : []
    const [before] = queues
    queues.push(
      addQueue(centre, {
        name: `Queue ${no}`,
        unitId: units[no % units.length] as BusinessUnitId,
        strategy: strategyNames[no % strategyNames.length] ?? 'longest-idle',
        members: agents.filter(() => random.next() < share).map(asMember),
        priority: no % 4,
        needs,
        relaxations: no % 4 === 1 ? [{ afterMs: 40_000_000, needs: [] }] : [],
        overflows: no % 5 === 3 && before ? [{ when: 'waited', afterMs: 50_000_000, toQueueId: before }] : [],
        hoursId: no % 3 === 0 ? hours : null,
        wrapUpMs: no % 3 === 2 ? 60_000 : 0,
        stickyMs: no % 2 ? 60_000 : 0,
      }),
    )
  }
  return queues
}

/** Chats come while nobody is there; then everyone gets as many as they can have, and the rest waits. */
function fill(centre: Centre, size: Size, agents: readonly AgentId[], queues: readonly QueueId[]): void {
  const { state } = centre
  for (const agentId of agents) centre.do({ do: 'setAvailability', agentId, availability: 'busy', awayReason: null })
  for (let no = 0; no < size.waiting + agents.length * size.capacity; no++) {
    const queueId = queues[no % queues.length] as QueueId
    centre.open(queueId, { wish: { priority: centre.random.below(3) } })
  }
  for (const agentId of agents) {
    const chatIds = Array.from({ length: size.capacity }, () => centre.waiting().id)
    for (const chatId of new Set(chatIds))
      centre.do({ do: 'reassignChats', from: { chatIds: [chatId] }, to: { agentId } })
    while (state.load(agentId).chats < size.capacity)
      centre.do({ do: 'reassignChats', from: { chatIds: [centre.waiting().id] }, to: { agentId } })
  }
}
