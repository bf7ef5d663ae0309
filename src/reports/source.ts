import { builtInAwayReasons } from '#domain/agent/agent.ts'
import type { AgentId, CannedResponseId, DispositionId, Instant, QueueId, TagId } from '#domain/ids.ts'
import type { AgentClock } from '#domain/metrics/agent-clock.ts'
import { ruleOf } from '#domain/metrics/fold.ts'
import type { ServiceLevelRule } from '#domain/metrics/service-level-rule.ts'
import { clockOf } from '#domain/metrics/settle-clocks.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { Store } from '#ports/store.ts'

/** Somebody or something with a row of its own in a report. */
export interface Named<Id> {
  readonly id: Id
  readonly no: number
  readonly name: string
  /** Still in use: then it has a row even where nothing happened. */
  readonly inUse: boolean
}

export interface NamedQueue extends Named<QueueId> {
  readonly rule: ServiceLevelRule
  readonly memberIds: readonly AgentId[]
}

export interface NamedAgent extends Named<AgentId> {
  /** How many chats at once. */
  readonly capacity: number
  /** What runs for them and is in no stretch yet. */
  readonly clock: AgentClock
}

export interface NamedTag extends Named<TagId> {
  readonly groupName: string | null
}

/** What reports ask of the store. */
export type ReportStore = Pick<Store, 'sums' | 'endedChats' | 'groupChats' | 'chatSpans' | 'availabilityStretches'>

/** All that reports read: names as they stood at one moment, and the store. */
export interface ReportSource {
  readonly now: Instant
  readonly queues: readonly NamedQueue[]
  readonly agents: readonly NamedAgent[]
  readonly tags: readonly NamedTag[]
  readonly dispositions: readonly Named<DispositionId>[]
  readonly cannedResponses: readonly Named<CannedResponseId>[]
  /** What reasons to be away are called. */
  readonly awayReasons: ReadonlyMap<string, string>
  /** By which several queues are judged together. */
  readonly rule: ServiceLevelRule
  readonly store: ReportStore
}

/** The store as long as somebody waits: after that its questions are refused, and so ends whatever was being made of its answers. */
export function whileAwaited(store: ReportStore, isOver: () => boolean): ReportStore {
  const awaited =
    <Query, Answer>(ask: (query: Query) => Promise<Answer>) =>
    async (query: Query): Promise<Answer> => {
      if (isOver()) throw new Refused(refuse('unavailable', 'report.given-up'))
      return ask(query)
    }
  return {
    sums: awaited((query) => store.sums(query)),
    endedChats: awaited((query) => store.endedChats(query)),
    groupChats: awaited((query) => store.groupChats(query)),
    chatSpans: awaited((query) => store.chatSpans(query)),
    availabilityStretches: awaited((query) => store.availabilityStretches(query)),
  }
}

/** Whose numbers the asker may see, or asked for; null: all. */
export interface ReportScope {
  readonly queueIds: readonly QueueId[] | null
  readonly agentIds: readonly AgentId[] | null
  /** Of what agents do only that in these queues; null: in all. */
  readonly workIn: readonly QueueId[] | null
}

export const wholeCentre: ReportScope = { queueIds: null, agentIds: null, workIn: null }

/** The source of a report over a desk; the names are copied now, so that the desk may go on meanwhile. */
export function reportSource(state: DeskState, store: ReportStore, now: Instant): ReportSource {
  return {
    now,
    queues: [...state.queues.values()].map(({ id, no, name, enabled, members }) => {
      const memberIds = members.map(({ agentId }) => agentId)
      return { id, no, name, inUse: enabled, rule: ruleOf(state, id), memberIds }
    }),
    agents: [...state.agents.values()].map((agent) => {
      const { id, no, name, gone, capacity } = agent
      return { id, no, name, inUse: !gone, capacity, clock: clockOf(state, agent) }
    }),
    tags: [...state.tags.values()].map(({ id, no, name, groupId }) => {
      return { id, no, name, inUse: true, groupName: (groupId && state.tagGroups.get(groupId)?.name) || null }
    }),
    dispositions: [...state.dispositions.values()].map(({ id, no, name, enabled }) => {
      return { id, no, name, inUse: enabled }
    }),
    cannedResponses: [...state.cannedResponses.values()].map(({ id, no, name }) => ({ id, no, name, inUse: true })),
    awayReasons: new Map([
      ...builtInAwayReasons.map((reason) => [reason, reason] as const),
      ...[...state.awayReasons.values()].map(({ id, name }) => [id, name] as const),
    ]),
    rule: state.settings.serviceLevel,
    store,
  }
}

/** The rule by which some queues are judged together: a single one by its own. */
export function ruleOfScope({ queues, rule }: ReportSource, { queueIds }: ReportScope): ServiceLevelRule {
  const [only] = queueIds ?? []
  if (queueIds?.length === 1) return queues.find(({ id }) => id === only)?.rule ?? rule
  return rule
}
