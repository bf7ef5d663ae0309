import type { ChatNumbers } from '#domain/chat/chat-numbers.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { CannedResponseId, ChatId } from '#domain/ids.ts'

type ChatEvent = Extract<DeskEvent, { readonly chatId: ChatId }>

/** The numbers of every chat that has ended, told anew from its events alone; what was promised is not in them. */
export function naiveChats(events: readonly DeskEvent[]): Map<ChatId, Omit<ChatNumbers, 'estimateMs'>> {
  const lives = Map.groupBy(
    events.filter((event): event is ChatEvent => 'chatId' in event),
    ({ chatId }) => chatId,
  )
  const ended = [...lives].filter(([, life]) => life.some(({ type }) => type === 'chat.ended'))
  return new Map(ended.map(([chatId, life]) => [chatId, numbersOf(life)]))
}

function numbersOf(life: readonly ChatEvent[]): Omit<ChatNumbers, 'estimateMs'> {
  const all = <Type extends ChatEvent['type']>(...types: Type[]) =>
    life.filter((event): event is Extract<ChatEvent, { type: Type }> => (types as string[]).includes(event.type))
  const count = (found: readonly unknown[]) => found.length
  const [entered] = all('chat.opened', 'chat.queued')
  const [asked] = all('chat.opened', 'chat.welcomed')
  const [end] = all('chat.ended')
  if (!end || !asked) throw new Error('half a life')
  const endedAt = end.at
  const [answer] = all('chat.accepted')
  const waits = stretches(
    all('chat.opened', 'chat.queued', 'chat.transferred', 'chat.requeued'),
    all('chat.accepted'),
    endedAt,
  )
  const [, ...laterWaits] = waits
  const talks = stretches(all('chat.accepted'), all('chat.accepted', 'chat.transferred', 'chat.requeued'), endedAt)
  const holds = stretches(
    all('chat.held'),
    all('chat.resumed', 'chat.accepted', 'chat.transferred', 'chat.requeued'),
    endedAt,
  )
  const lines = all('chat.messagePosted')
  const ofCustomer = lines.filter(({ author }) => author.kind === 'customer')
  const ofAgents = lines.filter(({ author }) => author.kind === 'agent')
  const responses = ofAgents.flatMap((line) => {
    const previous = ofAgents[ofAgents.indexOf(line) - 1]?.seq ?? 0
    const question = ofCustomer.find(({ seq }) => seq > previous && seq < line.seq)
    return question ? [line.at - question.at] : []
  })
  const opensWithAgent = ofAgents[0] && ofAgents[0].seq < (ofCustomer[0]?.seq ?? Number.POSITIVE_INFINITY)
  const transferEnds = all('chat.transferEnded')
  const [paperwork] = all('chat.wrapUpFinished')
  return {
    queuedAt: entered?.at ?? null,
    firstQueueId: entered?.queueId ?? end.queueId ?? asked.queueId,
    waitMs: entered ? (answer?.at ?? endedAt) - entered.at : null,
    transferWaitMs: sum(laterWaits),
    talkMs: sum(talks),
    heldMs: sum(holds),
    wrapUpMs: paperwork ? paperwork.at - endedAt : 0,
    customerMessageCount: count(ofCustomer),
    agentMessageCount: count(ofAgents),
    firstResponseMs: opensWithAgent ? null : (responses[0] ?? null),
    responseCount: count(responses),
    responseMs: sum(responses),
    transferCount: count(all('chat.transferred')) + Math.max(0, count(talks) - count(waitsAnswered(life))),
    consultCount: count(all('chat.participantJoined').filter(({ part }) => part === 'consult')),
    offerCount: sum(all('chat.offered').map(({ offer }) => offer.agentIds.length)) + count(all('chat.transferOffered')),
    lapsedCount:
      sum(all('chat.offerLapsed').map(({ agentIds }) => agentIds.length)) +
      count(transferEnds.filter(({ why }) => why === 'lapsed')),
    declinedCount: count(all('chat.offerDeclined')) + count(transferEnds.filter(({ why }) => why === 'declined')),
    ...usesIn(lines.flatMap(({ cannedResponseId: id }) => id ?? [])),
  }
}

function usesIn(ids: readonly CannedResponseId[]): Pick<ChatNumbers, 'cannedResponses'> {
  const uses = [...Map.groupBy(ids, (id) => id)].map(([id, same]) => [id, same.length])
  return ids.length > 0 ? { cannedResponses: Object.fromEntries(uses) } : {}
}

/** From each beginning to the next end after it, or to the end of all. */
function stretches(begins: readonly ChatEvent[], ends: readonly ChatEvent[], endedAt: number): number[] {
  return begins.map((begin) => (ends.find((end) => end.position > begin.position)?.at ?? endedAt) - begin.at)
}

/** The acceptances that came out of a line: the others passed the chat from one agent to the next. */
function waitsAnswered(life: readonly ChatEvent[]): readonly ChatEvent[] {
  let waits = true
  return life.filter(({ type }) => {
    const answered = waits && type === 'chat.accepted'
    if (type === 'chat.accepted') waits = false
    if (type === 'chat.transferred' || type === 'chat.requeued') waits = true
    return answered
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
