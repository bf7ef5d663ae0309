import type { Agent } from '../agent/agent.ts'
import type { AgentId, ChatId, QueueId } from '../ids.ts'
import { compareRanked, type Ranked } from '../queue/ordered-set.ts'
import type { DeskState } from '../state.ts'
import type { WaitingChat } from './chat.ts'

interface Candidate extends Ranked {
  readonly id: ChatId
}

/**
 * The chat that an agent who asks for one should take: the one that rings for them, else the first of all their queues. Who
 * waits for another agent by name comes only when nobody else waits, and after them what rings for others. Null: nobody
 * waits at all. Looks at heads only, so that it costs the same however many wait.
 */
export function nextWaiting(state: DeskState, { id: agentId }: Agent): WaitingChat | null {
  const { ringing } = state.load(agentId)
  const rings = waitingOf(state, ringing)
  if (rings) return rings
  const next = firstOfAll(state, agentId, forAnybody) ?? firstOfAll(state, agentId, inLine)
  return waitingOf(state, (next ?? firstOfAll(state, agentId, ringingElsewhere))?.id ?? null)
}

type Candidates = (state: DeskState, queueId: QueueId, agentId: AgentId) => Iterable<Candidate>

/** The first of each kind, where chats that wait for the same agent are one kind. */
function* forAnybody(state: DeskState, queueId: QueueId, agentId: AgentId): Generator<Candidate> {
  for (const kind of state.line(queueId).kinds) {
    const head = kind.first()
    const held = waitingOf(state, head.id)?.place.held
    if (!held || held.agentId === agentId) yield head
  }
}

function* inLine(state: DeskState, queueId: QueueId): Generator<Candidate> {
  const head = state.line(queueId).first()
  if (head) yield head
}

/** What rings has left its line; there are no more of them than agents. */
function* ringingElsewhere(state: DeskState, queueId: QueueId): Generator<Candidate> {
  for (const id of state.queueLoads.of(queueId).offered.keys()) {
    const chat = waitingOf(state, id)
    if (chat) yield { id, no: chat.no, rank: chat.place.rank }
  }
}

function firstOfAll(state: DeskState, agentId: AgentId, candidates: Candidates): Candidate | null {
  let first: Candidate | null = null
  for (const queueId of state.queuesOf(agentId))
    for (const candidate of candidates(state, queueId, agentId))
      if (!first || compareRanked(candidate, first) < 0) first = candidate
  return first
}

function waitingOf(state: DeskState, chatId: ChatId | null): WaitingChat | null {
  const chat = chatId && state.chats.get(chatId)
  return chat && (chat.phase === 'queued' || chat.phase === 'offered') ? chat : null
}
