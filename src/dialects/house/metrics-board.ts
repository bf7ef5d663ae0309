import type { AgentId, Instant, QueueId } from '#domain/ids.ts'
import { activityOf } from '#domain/metrics/agent-clock.ts'
import { agentsAt, agentsToday } from '#domain/metrics/agents-today.ts'
import type { Channel } from '#domain/metrics/cell.ts'
import { DaySums } from '#domain/metrics/day-sums.ts'
import { metricsDiff } from '#domain/metrics/diff.ts'
import { aheadOfNewcomer, estimateWait, type WaitEstimate } from '#domain/metrics/estimate-wait.ts'
import { queuesAt, queuesNow, queuesToday, ruleOfAll } from '#domain/metrics/queues-today.ts'
import { clockOf } from '#domain/metrics/settle-clocks.ts'
import type { WaitRange } from '#domain/metrics/wait-range.ts'
import { dayOf } from '#domain/organisation/zone.ts'
import type { DeskState } from '#domain/state.ts'
import type { SelectedPart, Selection } from './metrics-selection.ts'
import type { AgentNumbersView, PartNumbersView, QueueNumbersView } from './metrics-views.ts'

/** What is shown of a selection; what goes on is not counted in. */
export interface Shown {
  readonly queues: readonly QueueNumbersView[]
  readonly agents: readonly AgentNumbersView[]
  readonly parts: readonly PartNumbersView[]
}

/** An entry and all that it was made of: while each of it is the same, so is the entry. */
interface Kept<View> {
  readonly evidence: readonly unknown[]
  readonly view: View
}

const stepMs = 5_000

/** The numbers of one day of one desk. An entry is the same object as before while nothing in it changed. */
export class MetricsBoard {
  readonly state: DeskState
  readonly since: Instant
  readonly zone: string
  readonly #sums: Readonly<Record<Channel | 'all', DaySums>>
  readonly #agents = new Map<AgentId, Kept<AgentNumbersView>>()
  readonly #queues = new Map<QueueId, Kept<QueueNumbersView>>()
  readonly #parts = new Map<string, Kept<PartNumbersView>>()

  constructor(state: DeskState, now: Instant) {
    this.state = state
    this.zone = state.settings.zone
    this.since = dayOf(this.zone, now).from
    const sums = (channel: Channel | null) => new DaySums(state, this.since, channel)
    this.#sums = { all: sums(null), chat: sums('chat'), voice: sums('voice'), mail: sums('mail') }
  }

  /** Whether it is still of that desk and that day. */
  isOf(state: DeskState, now: Instant): boolean {
    return this.state === state && this.zone === state.settings.zone && this.since === dayOf(this.zone, now).from
  }

  show({ queueIds, agentIds, parts }: Selection, now: Instant): Shown {
    return {
      queues: queueIds.map((id) => this.#queue(id, now)),
      agents: agentIds.map((id) => this.#agent(id)),
      parts: parts.map((part) => this.#part(part)),
    }
  }

  #queue(queueId: QueueId, now: Instant): QueueNumbersView {
    const { state } = this
    const queue = state.queues.require(queueId)
    const evidence = [queue, state.settings, state.cells.changeCount(queueId)]
    evidence.push(...Object.values(queuesNow(state, [queueId], null)))
    const { no, name } = queue
    const estimatedWait = roundedEstimate(state, queueId, now)
    const view = kept(this.#queues, queueId, evidence, () => {
      return { id: queueId, no, name, ...this.#ofQueues([queueId], null), estimatedWait }
    })
    // Only an estimate moves with time alone.
    if (!metricsDiff(view.estimatedWait, estimatedWait)) return view
    const next = { ...view, estimatedWait }
    this.#queues.set(queueId, { evidence, view: next })
    return next
  }

  #agent(agentId: AgentId): AgentNumbersView {
    const { state } = this
    const agent = state.agents.require(agentId)
    const held = state.held.of(agentId)
    const evidence = [agent, held, state.agentClocks.get(agentId), state.loads.get(agentId)]
    return kept(this.#agents, agentId, [...evidence, state.cells.changeCount(agentId)], () => {
      const { status, statusFrom, awayReason, activityFrom } = clockOf(state, agent)
      const doing = {
        status,
        statusSince: statusFrom,
        awayReason,
        activity: activityOf(held),
        activitySince: activityFrom,
      }
      const numbers = agentsToday(this.#sums.all, [agentId]) as Numbers<'agents'>
      return { id: agentId, no: agent.no, name: agent.name, ...numbers, doing }
    })
  }

  #part({ id, name, channel, queueIds, agentIds }: SelectedPart): PartNumbersView {
    // Every change has a fact. Whoever has the same rights asks for the same part.
    const evidence = [this.state.position, ...queueIds, ...agentIds]
    return kept(this.#parts, `${id} ${queueIds.length} ${agentIds.length}`, evidence, () => {
      const agents = agentsToday(this.#sums[channel ?? 'all'], agentIds) as Numbers<'agents'>
      const ids = { queueIds: [...queueIds], agentIds: [...agentIds] }
      return { id, name, ...ids, queues: this.#ofQueues(queueIds, channel), agents }
    })
  }

  #ofQueues(queueIds: readonly QueueId[], channel: Channel | null): Numbers<'queues'> {
    const rule = ruleOfAll(this.state, queueIds)
    const numbers = queuesToday(this.#sums[channel ?? 'all'], queueIds, rule)
    return { ...numbers, serviceLevel: { ...numbers.serviceLevel, rule } } as Numbers<'queues'>
  }
}

/** The board of today, kept for all who ask: only what changed since the last question is added up again. */
export class MetricsBoards {
  #board: MetricsBoard | null = null

  of(state: DeskState, now: Instant): MetricsBoard {
    if (!this.#board?.isOf(state, now)) this.#board = new MetricsBoard(state, now)
    return this.#board
  }
}

type Numbers<Of extends 'queues' | 'agents'> = PartNumbersView[Of]

/** The same with what goes on counted in, as if it ended now. */
export function shownAt({ queues, agents, parts }: Shown, now: Instant) {
  return {
    queues: queues.map((entry) => queuesCounted(entry, now)),
    agents: agents.map((entry) => agentsCounted(entry, now)),
    parts: parts.map((part) => {
      return { ...part, queues: queuesCounted(part.queues, now), agents: agentsCounted(part.agents, now) }
    }),
  }
}

function queuesCounted<Entry extends Numbers<'queues'>>(entry: Entry, now: Instant): Entry {
  return { ...entry, ...queuesAt(entry as never, now) }
}

function agentsCounted<Entry extends Numbers<'agents'>>(entry: Entry, now: Instant): Entry {
  return { ...entry, ...agentsAt(entry as never, now) }
}

/** What can be said about the wait of who would come now, and since when nothing moved. */
export function estimateOf(state: DeskState, queueId: QueueId, now: Instant) {
  const { ageMs, ...estimate }: WaitEstimate = estimateWait(state, queueId, aheadOfNewcomer(state, queueId), now)
  const lastDepartureAt = state.queuePaces.get(queueId)?.lastDepartureAt ?? null
  return { ...estimate, lastDepartureAt, ageMs }
}

/** In steps: else it would be told anew every second while a queue stands still. */
function roundedEstimate(state: DeskState, queueId: QueueId, now: Instant): QueueNumbersView['estimatedWait'] {
  const { range, unknown, lastDepartureAt, sampleCount } = estimateOf(state, queueId, now)
  return { range: range && rounded(range), unknown, lastDepartureAt, sampleCount }
}

function rounded({ fromMs, toMs }: WaitRange): WaitRange {
  return { fromMs: Math.ceil(fromMs / stepMs) * stepMs, toMs: Math.ceil(toMs / stepMs) * stepMs }
}

/** The entry as it was, if it rests on the same; else made anew, and the same object again if nothing in it differs. */
function kept<Id, View extends object>(
  entries: Map<Id, Kept<View>>,
  id: Id,
  evidence: readonly unknown[],
  make: () => View,
): View {
  const before = entries.get(id)
  if (before?.evidence.length === evidence.length && before.evidence.every((one, at) => one === evidence[at]))
    return before.view
  const made = make()
  const view = before && !metricsDiff(before.view, made) ? before.view : made
  entries.set(id, { evidence, view })
  return view
}
