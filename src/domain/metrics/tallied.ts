import type { Chat } from '../chat/chat.ts'
import type { DeskEvent, EventOf } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import { spreadWith } from './spread.ts'
import type { AgentTally, Tally } from './tally.ts'

type ChatEvent = Extract<DeskEvent, { type: `chat.${string}` }>

/** The chat as the event leaves it, with its tally. The row `after` must be new and nobody's yet: it is not copied once more, as this runs for every message. */
export function tallied(before: Chat | null, after: Chat, event: ChatEvent): Chat {
  const tally = nextTally(before, event)
  if (tally === before?.tally) return after
  if (tally) {
    const row = after as { tally?: Tally }
    row.tally = tally
    return after
  }
  const { tally: _, ...without } = after
  return without as Chat
}

function nextTally(before: Chat | null, event: ChatEvent): Tally | undefined {
  const tally = before?.tally
  switch (event.type) {
    case 'chat.messagePosted':
      return withMessage(tally ?? {}, before?.unansweredSince ?? null, event)
    case 'chat.offerLapsed':
      return { ...tally, lapses: (tally?.lapses ?? 0) + 1 }
    case 'chat.accepted':
      return { ...tally, ...partEnded(before, event.at), parts: (tally?.parts ?? 0) + 1 }
    case 'chat.requeued':
      return { ...tally, ...partEnded(before, event.at) }
    case 'chat.transferred': {
      const { queueTalkMs: _, ownTalkMs: _own, ...rest } = tally ?? {}
      return rest
    }
    case 'chat.ended': {
      const { parts = 0, promise } = tally ?? {}
      const kept = { ...(parts > 0 ? { parts } : {}), ...(promise ? { promise } : {}) }
      const talk = event.wrapUpEndsAt === null ? {} : partEnded(before, event.at)
      return orNothing({ ...kept, ...talk })
    }
    case 'chat.wrapUpFinished': {
      const { ownTalkMs: _own, queueTalkMs: _, ...rest } = tally ?? {}
      return orNothing(rest)
    }
    default:
      return tally
  }
}

function orNothing(tally: Tally): Tally | undefined {
  return Object.keys(tally).length > 0 ? tally : undefined
}

/** The talk of the part that ends when another begins, or the chat does. */
function partEnded(before: Chat | null, at: Instant): Partial<Tally> {
  const talkedMs = before?.tally?.queueTalkMs ?? 0
  if (before?.phase !== 'active') return talkedMs > 0 ? { queueTalkMs: talkedMs } : {}
  const ownTalkMs = at - before.acceptedAt
  return { ownTalkMs, queueTalkMs: talkedMs + ownTalkMs }
}

function withMessage(
  tally: Tally,
  unansweredSince: Instant | null,
  { author, at }: EventOf<'chat.messagePosted'>,
): Tally {
  if (author.kind === 'customer') return { ...tally, customerMessages: (tally.customerMessages ?? 0) + 1 }
  const agentTally = agentSaid(tally, author.id, unansweredSince === null ? null : at - unansweredSince)
  return { ...tally, agents: { ...tally.agents, [author.id]: agentTally } }
}

function agentSaid(tally: Tally, agentId: AgentId, responseMs: number | null): AgentTally {
  const said = tally.agents?.[agentId]
  const messages = (said?.messages ?? 0) + 1
  if (responseMs === null) return { ...said, messages }
  const responses = spreadWith(said?.responses, responseMs)
  return tally.agents ? { ...said, messages, responses } : { messages, responses, firstResponseMs: responseMs }
}
