import type { DeskEvent, EventOf } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { ActiveChat, Chat, EndedChat, OfferedChat, PassedOver, QueuedChat, Round, WaitingChat } from './chat.ts'
import type { Message } from './message.ts'

type ChatEvent = Extract<DeskEvent, { type: `chat.${string}` }>

/** What the facts about chats change. */
export function applyChatEvent(state: DeskState, event: ChatEvent): void {
  if (event.type === 'chat.opened') {
    open(state, event)
    return
  }
  const chat = state.chats.require(event.chatId)
  state.chats.put(changed(state, chat, event))
  if ('notice' in event) {
    const { chatId, seq, at, position, notice } = event
    state.post({ chatId, seq, at, position, kind: 'notice', notice })
  }
}

function changed(state: DeskState, chat: Chat, event: Exclude<ChatEvent, EventOf<'chat.opened'>>): Chat {
  switch (event.type) {
    case 'chat.messagePosted':
      state.post(messageOf(event))
      return posted(chat, event)
    case 'chat.offered':
      return offered(state, as(chat, 'queued'), event)
    case 'chat.offerDeclined':
      rest(state, event.agentId, event.at)
      return withoutOffer(as(chat, 'offered'), [event.agentId], passed([event.agentId], 'declined', event))
    case 'chat.offerWithdrawn':
      return withoutOffer(as(chat, 'offered'), [event.agentId], null)
    case 'chat.offerLapsed':
      for (const agentId of event.agentIds) markNotResponding(state, agentId)
      return withoutOffer(as(chat, 'offered'), event.agentIds, passed(event.agentIds, 'lapsed', event))
    case 'chat.roundEnded': {
      const queued = as(chat, 'queued')
      return { ...queued, round: newRound(queued.round.no + 1) }
    }
    case 'chat.accepted':
      return accepted(state, chat, event)
    case 'chat.transferred':
      return transferred(state, as(chat, 'active'), event)
    case 'chat.transferOffered':
      rest(state, event.transfer.toAgentId, event.at)
      return { ...as(chat, 'active'), transfer: event.transfer }
    case 'chat.transferEnded':
      if (event.why === 'lapsed') markNotResponding(state, event.toAgentId)
      return { ...as(chat, 'active'), transfer: null }
    case 'chat.ended':
      return ended(chat, event)
    case 'chat.wrapUpFinished': {
      rest(state, event.agentId, event.at)
      const { wrapUpEndsAt: _, ...wrapUp } = as(chat, 'wrapUp')
      return { ...wrapUp, phase: 'closed', closedAt: event.at }
    }
    case 'chat.rated': {
      const rating = { score: event.score, comment: event.words?.comment ?? null, at: event.at }
      return { ...(chat as EndedChat), rating }
    }
    case 'chat.marked':
      return { ...chat, marks: { ...chat.marks, [event.side]: event.mark } }
    case 'chat.customerLeft':
      return { ...chat, customerLive: false, customerLeftAt: event.at, goneUntil: event.goneUntil }
    case 'chat.customerConnected':
      return { ...chat, customerLive: true, customerLeftAt: null, goneUntil: null }
  }
}

function open(state: DeskState, event: EventOf<'chat.opened'>): void {
  const { chatId, queueId, customerId, at, waitUntil, words } = event
  const { secretHash, pageUrl, locale } = words ?? { secretHash: '', pageUrl: null, locale: null }
  const unread = { delivered: 0, read: 0 }
  state.restoreUsedMessageIds(chatId, new Map())
  state.chats.put({
    id: chatId,
    no: ++state.lastNo.chats,
    phase: 'queued',
    queueId,
    customerId,
    secretHash,
    pageUrl,
    locale,
    openedAt: at,
    answeredAt: null,
    lastSeq: 0,
    lastMessageAt: null,
    unansweredSince: null,
    offerCount: 0,
    marks: { customer: unread, agent: unread },
    customerLive: false,
    customerLeftAt: null,
    goneUntil: null,
    place: { since: at, until: waitUntil },
    round: newRound(1),
  })
}

function posted(chat: Chat, { author, seq, at }: EventOf<'chat.messagePosted'>): Chat {
  const marks = { ...chat.marks, [author.kind]: { delivered: seq, read: seq } }
  const unansweredSince = author.kind === 'agent' ? null : (chat.unansweredSince ?? at)
  return { ...chat, lastSeq: seq, lastMessageAt: at, unansweredSince, marks }
}

function messageOf({
  chatId,
  seq,
  at,
  position,
  messageId,
  author,
  attachmentId,
  words,
}: EventOf<'chat.messagePosted'>): Message {
  const line = { chatId, seq, at, position, id: messageId, author }
  if (attachmentId === null) return { ...line, kind: 'text', text: words && 'text' in words ? words.text : '' }
  const facts = words && 'attachment' in words ? words.attachment : { name: '', mediaType: '', byteCount: 0 }
  return { ...line, kind: 'file', attachment: { id: attachmentId, ...facts } }
}

function offered(state: DeskState, chat: QueuedChat, { offer, queueId, at }: EventOf<'chat.offered'>): OfferedChat {
  for (const agentId of offer.agentIds) rest(state, agentId, at)
  if (offer.strategy === 'round-robin') {
    const queue = state.queues.require(queueId)
    const asked = state.agents.require(offer.agentIds[0] as AgentId)
    state.queues.put({ ...queue, lastAskedNo: asked.no })
  }
  return { ...chat, phase: 'offered', offer, offerCount: offer.no }
}

/** The offer without some of its agents; without the last one the chat is back at its old place. */
function withoutOffer(chat: OfferedChat, agentIds: readonly AgentId[], round: Pass | null): WaitingChat {
  const remaining = chat.offer.agentIds.filter((agentId) => !agentIds.includes(agentId))
  const after = round ? passOver(chat.round, round) : chat.round
  if (remaining.length > 0) return { ...chat, round: after, offer: { ...chat.offer, agentIds: remaining } }
  const { offer: _, ...waiting } = chat
  // A new round object even when nobody passed: the router must look at this chat again.
  return { ...waiting, phase: 'queued', round: { ...after } }
}

interface Pass {
  readonly passedOver: readonly PassedOver[]
  readonly askAgainAt: Instant
}

function passed(
  agentIds: readonly AgentId[],
  why: PassedOver['why'],
  { at, askAgainAt }: { readonly at: Instant; readonly askAgainAt: Instant },
): Pass {
  return { passedOver: agentIds.map((agentId) => ({ agentId, why, at })), askAgainAt }
}

function passOver(round: Round, pass: Pass): Round {
  return { ...round, passedOver: [...round.passedOver, ...pass.passedOver], endsAt: round.endsAt ?? pass.askAgainAt }
}

function newRound(no: number): Round {
  return { no, passedOver: [], endsAt: null }
}

function accepted(state: DeskState, chat: Chat, { agentId, how, at, seq }: EventOf<'chat.accepted'>): ActiveChat {
  rest(state, agentId, at)
  const taken = { phase: 'active', agentId, acceptedAt: at, transfer: null, lastSeq: seq } as const
  if (chat.phase === 'active') {
    rest(state, chat.agentId, at)
    const because = { how, strategy: null, waitedMs: 0, passedOver: [], fromAgentId: chat.agentId }
    return { ...chat, ...taken, because }
  }
  if (chat.phase !== 'queued' && chat.phase !== 'offered') throw wrongPhase(chat)
  const { place, round, offer, ...common } = chat as OfferedChat
  const strategy = how === 'offer' ? offer.strategy : null
  const because = { how, strategy, waitedMs: at - place.since, passedOver: round.passedOver, fromAgentId: null }
  return { ...common, ...taken, answeredAt: chat.answeredAt ?? at, because }
}

function transferred(state: DeskState, chat: ActiveChat, event: EventOf<'chat.transferred'>): QueuedChat {
  const { fromAgentId, toQueueId, waitUntil, askAgainAt, seq, at } = event
  rest(state, fromAgentId, at)
  const { agentId: _, acceptedAt: _at, because: _because, transfer: _transfer, ...common } = chat
  const round = { no: 1, passedOver: [{ agentId: fromAgentId, why: 'declined', at }], endsAt: askAgainAt } as const
  return { ...common, phase: 'queued', queueId: toQueueId, lastSeq: seq, place: { since: at, until: waitUntil }, round }
}

function ended(chat: Chat, { ending, endedBy, wrapUpEndsAt, at, seq }: EventOf<'chat.ended'>): EndedChat {
  const ofOpenChats = chat as unknown as Omit<OfferedChat, 'phase'> & Omit<ActiveChat, 'phase'>
  const {
    place: _place,
    round: _round,
    offer: _offer,
    because: _b,
    transfer: _t,
    acceptedAt: _a,
    ...common
  } = ofOpenChats
  const end = { ending, endedAt: at, endedBy, rating: null, lastSeq: seq, unansweredSince: null }
  const agentId = chat.phase === 'active' ? chat.agentId : null
  if (wrapUpEndsAt !== null && agentId) return { ...common, ...end, phase: 'wrapUp', agentId, wrapUpEndsAt }
  return { ...common, ...end, phase: 'closed', agentId, closedAt: at }
}

/** Being asked, accepting and finishing all start an agent's idle time anew. */
function rest(state: DeskState, agentId: AgentId, at: Instant): void {
  const agent = state.agents.require(agentId)
  if (agent.idleSince !== at) state.agents.put({ ...agent, idleSince: at })
}

function markNotResponding(state: DeskState, agentId: AgentId): void {
  state.agents.put({ ...state.agents.require(agentId), notResponding: true })
}

function as<Phase extends Chat['phase']>(chat: Chat, phase: Phase): Extract<Chat, { phase: Phase }> {
  if (chat.phase !== phase) throw wrongPhase(chat)
  return chat as Extract<Chat, { phase: Phase }>
}

function wrongPhase(chat: Chat): Error {
  return new Error(`an event does not fit chat ${chat.id}, which is ${chat.phase}`)
}
