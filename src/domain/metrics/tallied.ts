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
    case 'chat.queued':
      return { ...tally, queuedAt: event.place.since }
    case 'chat.overflowed':
      return { ...tally, ...cameBy(before) }
    case 'chat.offered':
      return more(tally, 'asked', event.offer.agentIds.length)
    case 'chat.transferOffered':
      return more(tally, 'asked')
    case 'chat.offerLapsed':
      return more(more(tally, 'lapses'), 'rangOut', event.agentIds.length)
    case 'chat.offerDeclined':
      return more(tally, 'declined')
    case 'chat.transferEnded':
      if (event.why === 'lapsed') return more(tally, 'rangOut')
      return event.why === 'declined' ? more(tally, 'declined') : tally
    case 'chat.participantJoined':
      return event.part === 'consult' ? more(tally, 'consults') : tally
    case 'chat.accepted': {
      const begun = more({ ...tally, ...partEnded(before, event.at), ...waitEnded(before, event.at) }, 'parts')
      return before?.phase === 'active' ? more(begun, 'transfers') : begun
    }
    case 'chat.requeued':
      return { ...tally, ...partEnded(before, event.at), ...holdsEnded(before, event.at) }
    case 'chat.transferred': {
      const { queueTalkMs: _, ownTalkMs: _own, ...rest } = tally ?? {}
      const talkMs = (tally?.earlierTalkMs ?? 0) + (partEnded(before, event.at).queueTalkMs ?? 0)
      return more({ ...rest, ...cameBy(before), ...holdsEnded(before, event.at), earlierTalkMs: talkMs }, 'transfers')
    }
    case 'chat.ended':
      return event.wrapUpEndsAt === null ? undefined : orNothing(partEnded(before, event.at))
    case 'chat.wrapUpFinished':
      return undefined
    default:
      return tally
  }
}

type Counted = 'parts' | 'lapses' | 'transfers' | 'consults' | 'asked' | 'rangOut' | 'declined'

function more(tally: Tally | undefined, name: Counted, by = 1): Tally {
  return { ...tally, [name]: (tally?.[name] ?? 0) + by }
}

/** The queue by which it came in, noted when it leaves that one. */
function cameBy(before: Chat | null): Partial<Tally> {
  return before && !before.tally?.firstQueueId ? { firstQueueId: before.queueId } : {}
}

/** The wait for a further agent that ends now. */
function waitEnded(before: Chat | null, at: Instant): Partial<Tally> {
  if (!before || !('place' in before) || before.answeredAt === null) return {}
  return { transferWaitMs: (before.tally?.transferWaitMs ?? 0) + (at - before.place.since) }
}

/** Time on hold with its agents so far, when it goes back to a line, where the row forgets it. */
function holdsEnded(before: Chat | null, at: Instant): Partial<Tally> {
  if (before?.phase !== 'active') return {}
  const heldMs = before.heldMs + (before.heldSince === null ? 0 : at - before.heldSince)
  return heldMs > 0 ? { earlierHeldMs: (before.tally?.earlierHeldMs ?? 0) + heldMs } : {}
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
  { author, at, cannedResponseId: used }: EventOf<'chat.messagePosted'>,
): Tally {
  if (author.kind === 'customer') return { ...tally, customerMessages: (tally.customerMessages ?? 0) + 1 }
  const agentTally = agentSaid(tally, author.id, unansweredSince === null ? null : at - unansweredSince)
  const said = { ...tally, agents: { ...tally.agents, [author.id]: agentTally } }
  return used === undefined ? said : { ...said, canned: { ...tally.canned, [used]: (tally.canned?.[used] ?? 0) + 1 } }
}

function agentSaid(tally: Tally, agentId: AgentId, responseMs: number | null): AgentTally {
  const said = tally.agents?.[agentId]
  const messages = (said?.messages ?? 0) + 1
  if (responseMs === null) return { ...said, messages }
  const responses = spreadWith(said?.responses, responseMs)
  return tally.agents ? { ...said, messages, responses } : { messages, responses, firstResponseMs: responseMs }
}
