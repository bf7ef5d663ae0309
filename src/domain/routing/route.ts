import type { Fact } from '../events.ts'
import { type AgentId, type ChatId, type Instant, later, type QueueId } from '../ids.ts'
import { compareWaiting, type Waiting } from '../queue/line.ts'
import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { whyNotNow, whyNotThisRound } from './assess.ts'
import { strategies } from './strategies/index.ts'
import type { Candidate } from './strategy.ts'

/** A queue with somebody waiting and somebody free: the only place where anything can happen. */
interface Lane {
  readonly queue: Queue
  free: Candidate[]
  readonly waiting: readonly Waiting[]
  next: number
}

/**
 * Offers waiting chats to free agents until nobody who waits could be served. Looks only at queues that changed since it
 * last looked (`unrouted`): elsewhere nothing can have become possible. Of several queues that share an agent, whoever
 * waits longest over all of them comes first, so choosing an agent for a chat and a chat for an agent are one order.
 */
export function route(state: DeskState, at: Instant, emit: (fact: Fact) => void): void {
  if (state.unrouted.size === 0) return
  const lanes = openLanes(state)
  state.unrouted.clear()
  while (lanes.length > 0) {
    const lane = longestWaiting(lanes)
    const chatId = lane.waiting[lane.next]?.id as ChatId
    const asked = offer(state, lane, chatId, at, emit)
    if (asked.length === 0) lane.next++
    else for (const other of lanes) other.free = other.free.filter(({ agent }) => !asked.includes(agent.id))
    // An offered chat has left the line, so `next` already stands on the one behind it.
    for (let index = lanes.length - 1; index >= 0; index--) if (isDone(lanes[index] as Lane)) lanes.splice(index, 1)
  }
  // Making offers touched only the agents who were asked, and they are no longer free.
  state.unrouted.clear()
}

function openLanes(state: DeskState): Lane[] {
  const lanes: Lane[] = []
  for (const queueId of state.unrouted) {
    const waiting = state.line(queueId).chats
    const queue = state.queues.get(queueId)
    if (waiting.length === 0 || !queue) continue
    const lane = { queue, free: freeMembers(state, queue), waiting, next: 0 }
    if (!isDone(lane)) lanes.push(lane)
  }
  return lanes
}

function freeMembers(state: DeskState, queue: Queue): Candidate[] {
  const free: Candidate[] = []
  for (const { agentId } of queue.members) {
    const agent = state.agents.get(agentId)
    if (!agent) continue
    const load = state.load(agentId)
    if (whyNotNow(agent, load) === null) free.push({ agent, load })
  }
  return free
}

function isDone(lane: Lane): boolean {
  return lane.free.length === 0 || lane.next >= lane.waiting.length
}

function longestWaiting(lanes: readonly Lane[]): Lane {
  return lanes.reduce((first, lane) =>
    compareWaiting(lane.waiting[lane.next] as Waiting, first.waiting[first.next] as Waiting) < 0 ? lane : first,
  )
}

/** Offers one waiting chat, if anybody can be asked; returns who was. */
function offer(
  state: DeskState,
  { queue: { id: queueId }, free }: Lane,
  chatId: ChatId,
  at: Instant,
  emit: (fact: Fact) => void,
): readonly AgentId[] {
  const chat = state.chats.get(chatId)
  // The row anew for each offer: the last one moved round-robin's cursor.
  const queue = state.queues.get(queueId as QueueId)
  if (chat?.phase !== 'queued' || !queue)
    throw new Error(`chat ${chatId} is in the line of ${queueId} but does not wait`)
  const candidates = free.filter(({ agent }) => whyNotThisRound(agent, chat.round) === null)
  if (candidates.length === 0) return []
  const agentIds = strategies[queue.strategy](candidates, queue)
  const no = chat.offerCount + 1
  const made = { no, agentIds, strategy: queue.strategy, madeAt: at, lapsesAt: later(at, queue.offerMs) }
  emit({ type: 'chat.offered', chatId, queueId: queue.id, offer: made })
  return agentIds
}
