import type { QueuedChat } from '../chat/chat.ts'
import type { Fact } from '../events.ts'
import { type AgentId, type Instant, later } from '../ids.ts'
import type { Kind } from '../queue/kind.ts'
import type { Line, Waiting } from '../queue/line.ts'
import { compareRanked } from '../queue/ordered-set.ts'
import type { Queue, QueueMember } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { needsOf, whyNotThisKind, whyNotThisRound } from './assess.ts'
import { strategies } from './strategies/index.ts'
import type { Candidate } from './strategy.ts'

/** A queue with somebody waiting and somebody free: the only place where anything can happen. */
interface Lane {
  readonly queue: Queue
  readonly line: Line
  free: Candidate[]
  /** Kinds of chat that none of the free can take. */
  readonly stuck: Set<Kind<Waiting>>
}

/** The chat that is next in a lane, with those who could take it. */
interface Next {
  readonly lane: Lane
  readonly waiting: Waiting
  readonly chat: QueuedChat
  readonly candidates: readonly Candidate[]
}

/**
 * Offers waiting chats to free agents until nobody who waits could be served. Looks only at queues that changed since it
 * last looked (`unrouted`): elsewhere nothing can have become possible. Of several queues that share an agent, whoever
 * comes first by rank over all of them is served first, so choosing an agent for a chat and a chat for an agent are one
 * order. Of each line only the first of each kind is looked at, or the first that not all of the free passed over: a long
 * line costs no more than a short one.
 */
export function route(state: DeskState, at: Instant, emit: (fact: Fact) => void): void {
  if (state.unrouted.size === 0) return
  const lanes = openLanes(state)
  state.unrouted.clear()
  for (let next = firstOf(state, lanes); next; next = firstOf(state, lanes)) {
    const asked = offer(state, next, at, emit)
    for (const lane of lanes) lane.free = lane.free.filter(({ agent }) => !asked.includes(agent.id))
  }
  // Making offers touched only the agents who were asked, and they are no longer free.
  state.unrouted.clear()
}

function openLanes(state: DeskState): Lane[] {
  const lanes: Lane[] = []
  for (const queueId of state.unrouted) {
    const line = state.line(queueId)
    const queue = state.queues.get(queueId)
    if (line.length === 0 || !queue) continue
    const free = freeMembers(state, queue)
    if (free.length > 0) lanes.push({ queue, line, free, stuck: new Set() })
  }
  return lanes
}

/** The queue's members who can be asked now. */
function freeMembers(state: DeskState, queue: Queue): Candidate[] {
  const free: Candidate[] = []
  const add = (member: QueueMember) => {
    const agent = member.receivesChats ? state.agents.get(member.agentId) : undefined
    if (agent) free.push({ agent, load: state.load(agent.id), member })
  }
  if (queue.members.length <= state.free.size) {
    for (const member of queue.members) if (state.free.has(member.agentId)) add(member)
    return free
  }
  const members = state.membersOf(queue.id)
  for (const agentId of state.free) {
    const member = members.get(agentId)
    if (member) add(member)
  }
  return free
}

function firstOf(state: DeskState, lanes: readonly Lane[]): Next | null {
  let first: Next | null = null
  for (const lane of lanes) {
    if (lane.free.length === 0) continue
    for (const kind of lane.line.kinds) {
      if (lane.stuck.has(kind) || (first && compareRanked(first.waiting, kind.first()) < 0)) continue
      const next = firstOfKind(state, lane, kind)
      if (!next) lane.stuck.add(kind)
      else if (!first || compareRanked(next.waiting, first.waiting) < 0) first = next
    }
  }
  return first
}

/** The first chat of the kind that anybody free can take. Only chats that all of them passed over are looked at in vain. */
function firstOfKind(state: DeskState, lane: Lane, kind: Kind<Waiting>): Next | null {
  const any = queuedChat(state, kind.first())
  const able = lane.free.filter(({ agent }) => whyNotThisKind(state, agent, lane.queue, any) === null)
  if (able.length === 0) return null
  for (const waiting of kind.firsts) {
    const chat = queuedChat(state, waiting)
    const candidates = able.filter(({ agent }) => whyNotThisRound(agent, chat.round) === null)
    if (candidates.length > 0) return { lane, waiting, chat, candidates }
  }
  return null
}

function queuedChat(state: DeskState, { id }: Waiting): QueuedChat {
  const chat = state.chats.get(id)
  if (chat?.phase !== 'queued') throw new Error(`chat ${id} is in a line but does not wait`)
  return chat
}

/** Offers a waiting chat; returns to whom. */
function offer(
  state: DeskState,
  { lane, chat, candidates }: Next,
  at: Instant,
  emit: (fact: Fact) => void,
): readonly AgentId[] {
  // The row anew for each offer: the last one moved round-robin's cursor.
  const queue = state.queues.get(lane.queue.id) as Queue
  const agentIds = strategies[queue.strategy](candidates, queue, needsOf(queue, chat))
  const no = chat.offerCount + 1
  const made = { no, agentIds, strategy: queue.strategy, madeAt: at, lapsesAt: later(at, queue.offerMs) }
  emit({ type: 'chat.offered', chatId: chat.id, queueId: queue.id, offer: made })
  return agentIds
}
