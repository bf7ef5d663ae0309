import type { EventOf } from '../events.ts'
import type { Chat } from './chat.ts'
import type { ChatNumbers } from './chat-numbers.ts'

/** What a chat came to that ends now; null for one that was open before there were such numbers, of which half is forgotten. */
export function numbersOf(chat: Chat, { at, queueId }: EventOf<'chat.ended'>): ChatNumbers | null {
  const { tally = {}, openedAt, answeredAt, flowSteps } = chat
  if (tally.isOlder) return null
  const queuedAt = flowSteps === null ? openedAt : (tally.queuedAt ?? null)
  const waitsAgain = 'place' in chat && answeredAt !== null ? at - chat.place.since : 0
  const part = chat.phase === 'active' ? chat : null
  const talkMs = part ? at - part.acceptedAt : 0
  const heldMs = part ? part.heldMs + (part.heldSince === null ? 0 : at - part.heldSince) : 0
  const { earlierTalkMs = 0, queueTalkMs = 0, earlierHeldMs = 0, transferWaitMs = 0 } = tally
  return {
    queuedAt,
    firstQueueId: tally.firstQueueId ?? queueId ?? chat.queueId,
    waitMs: queuedAt === null ? null : (answeredAt ?? at) - queuedAt,
    transferWaitMs: transferWaitMs + waitsAgain,
    talkMs: earlierTalkMs + queueTalkMs + talkMs,
    heldMs: earlierHeldMs + heldMs,
    wrapUpMs: 0,
    ...said(chat),
    transferCount: tally.transfers ?? 0,
    consultCount: tally.consults ?? 0,
    offerCount: tally.asked ?? 0,
    lapsedCount: tally.rangOut ?? 0,
    declinedCount: tally.declined ?? 0,
    estimateMs: tally.promise ?? null,
    ...(tally.canned && { cannedResponses: tally.canned }),
  }
}

type Said = 'customerMessageCount' | 'agentMessageCount' | 'firstResponseMs' | 'responseCount' | 'responseMs'

function said({ tally = {} }: Chat): Pick<ChatNumbers, Said> {
  let agentMessageCount = 0
  let firstResponseMs: number | null = null
  let responseCount = 0
  let responseMs = 0
  for (const agent of Object.values(tally.agents ?? {})) {
    agentMessageCount += agent.messages
    firstResponseMs ??= agent.firstResponseMs ?? null
    responseCount += agent.responses?.count ?? 0
    responseMs += agent.responses?.totalMs ?? 0
  }
  const customerMessageCount = tally.customerMessages ?? 0
  return { customerMessageCount, agentMessageCount, firstResponseMs, responseCount, responseMs }
}
