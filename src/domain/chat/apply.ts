import { addDelivery } from '../delivery/apply.ts'
import type { DeskEvent, EventOf } from '../events.ts'
import { nothingCollected } from '../flow/collect.ts'
import type { AgentId, ChatId, Instant, MessageId, QueueId } from '../ids.ts'
import { promiseFor } from '../metrics/estimate-wait.ts'
import { tallied } from '../metrics/tallied.ts'
import type { DeskState } from '../state.ts'
import type {
  ActiveChat,
  Chat,
  EndedChat,
  OfferedChat,
  PassedOver,
  Place,
  QueuedChat,
  Round,
  WaitingChat,
  WelcomeChat,
} from './chat.ts'
import type { FileMessage, Message, TextMessage } from './message.ts'
import { numbersOf } from './numbers-of.ts'

type ChatEvent = Extract<DeskEvent, { type: `chat.${string}` }>

/** What the facts about chats change. */
export function applyChatEvent(state: DeskState, event: ChatEvent): void {
  if (event.type === 'chat.opened' || event.type === 'chat.welcomed') {
    open(state, event)
    return
  }
  const chat = state.chats.require(event.chatId)
  state.chats.put(tallied(chat, changed(state, chat, event), event))
  if (event.type === 'chat.asidePosted') {
    const { chatId, asideSeq, at, position, messageId: id, kind, agentId, words } = event
    state.postAside({ chatId, asideSeq, at, position, id, kind, agentId, text: words?.text ?? '' })
  }
  if ('notice' in event) {
    const { chatId, seq, at, position, notice } = event
    state.post({ chatId, seq, at, position, kind: 'notice', notice })
  }
}

type Change = Exclude<ChatEvent, EventOf<'chat.opened'> | EventOf<'chat.welcomed'>>

function changed(state: DeskState, chat: Chat, event: Change): Chat {
  switch (event.type) {
    case 'chat.flowWent':
      return flowWent(as(chat, 'welcome'), event)
    case 'chat.botAsked':
      return chat
    case 'chat.queued': {
      const { run: _run, dueAt: _dueAt, ...common } = as(chat, 'welcome')
      noteHistory(state, event.queueId)
      return { ...common, phase: 'queued', needs: event.needs, ...placed(chat, event.queueId, event.place) }
    }
    case 'chat.said': {
      const { chatId, seq, at, position, source, words } = event
      const author = { kind: 'bot', id: 'flowId' in source ? source.flowId : source.queueId } as const
      const id = saidId(chatId, seq)
      post(state, chat, { chatId, seq, at, position, id, author, kind: 'text', text: words?.text ?? '' })
      return { ...chat, lastSeq: seq, lastMessageAt: at }
    }
    case 'chat.messagePosted':
      post(state, chat, messageOf(event))
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
    case 'chat.stayed': {
      const queued = as(chat, 'queued')
      return { ...queued, place: { ...queued.place, overflowAt: event.overflowAt } }
    }
    case 'chat.holdEnded': {
      const queued = as(chat, 'queued')
      return { ...queued, place: { ...queued.place, held: null } }
    }
    case 'chat.needsRelaxed': {
      const queued = as(chat, 'queued')
      return { ...queued, place: { ...queued.place, relaxed: event.relaxed, relaxAt: event.relaxAt } }
    }
    case 'chat.overflowed':
      noteHistory(state, event.toQueueId)
      return { ...as(chat, 'queued'), ...placed(chat, event.toQueueId, event.place), lastSeq: event.seq }
    case 'chat.accepted':
      return accepted(state, chat, event)
    case 'chat.transferred': {
      const { fromAgentId: agentId, toQueueId, place, askAgainAt, seq, at } = event
      rest(state, agentId, at)
      noteHistory(state, toQueueId)
      const round = { no: 1, passedOver: [{ agentId, why: 'declined', at }], endsAt: askAgainAt } as const
      return { ...waitingAgain(as(chat, 'active')), ...placed(chat, toQueueId, place), round, lastSeq: seq }
    }
    case 'chat.requeued':
      return { ...waitingAgain(as(chat, 'active')), ...placed(chat, chat.queueId, event.place), lastSeq: event.seq }
    case 'chat.transferOffered':
      rest(state, event.transfer.toAgentId, event.at)
      return { ...as(chat, 'active'), transfer: event.transfer }
    case 'chat.transferEnded':
      if (event.why === 'lapsed') markNotResponding(state, event.toAgentId)
      return { ...as(chat, 'active'), transfer: null }
    case 'chat.participantJoined':
      return joined(as(chat, 'active'), event)
    case 'chat.participantLeft':
      rest(state, event.agentId, event.at)
      return without(as(chat, 'active'), event.agentId)
    case 'chat.held':
      return { ...as(chat, 'active'), heldSince: event.at }
    case 'chat.resumed':
      return resumed(as(chat, 'active'), event.at)
    case 'chat.idleWarned':
      return { ...as(chat, 'active'), idleWarnedAt: event.at }
    case 'chat.noticed':
      return { ...chat, lastSeq: event.seq }
    case 'chat.asidePosted':
      return { ...chat, lastAsideSeq: event.asideSeq }
    case 'chat.tagged':
      return { ...chat, tagIds: [...chat.tagIds, ...event.tagIds] }
    case 'chat.untagged':
      return { ...chat, tagIds: chat.tagIds.filter((tagId) => !event.tagIds.includes(tagId)) }
    case 'chat.dispositionSet':
      return { ...chat, disposition: { id: event.dispositionId, label: event.label } }
    case 'chat.attributesSet':
      return { ...chat, attributes: merged(chat.attributes, event.words?.attributes ?? {}) }
    case 'chat.resolvedSet':
      return { ...chat, resolved: event.resolved }
    case 'chat.recordingSet':
      return { ...chat, recorded: event.recorded }
    case 'chat.looked':
      return chat
    case 'chat.ended':
      if (event.queueId) noteHistory(state, event.queueId)
      return ended(chat, event)
    case 'chat.wrapUpFinished': {
      rest(state, event.agentId, event.at)
      const { wrapUpEndsAt: _, ...wrapUp } = as(chat, 'wrapUp')
      const numbers = wrapUp.numbers && { ...wrapUp.numbers, wrapUpMs: event.at - wrapUp.endedAt }
      return { ...wrapUp, phase: 'closed', closedAt: event.at, numbers }
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

function open(state: DeskState, event: EventOf<'chat.opened'> | EventOf<'chat.welcomed'>): void {
  const { chatId, queueId, customerId, channel, at, words } = event
  const { secretHash, pageUrl, address = null, locale, attributes, stated = null } = words ?? noWords
  const unread = { delivered: 0, read: 0 }
  state.restoreUsedMessageIds(chatId, new Map())
  noteHistory(state, queueId)
  const common = {
    id: chatId,
    no: ++state.lastNo.chats,
    queueId,
    customerId,
    channel,
    attributes,
    disposition: null,
    resolved: null,
    recorded: false,
    stated,
    secretHash,
    pageUrl,
    address,
    locale,
    openedAt: at,
    answeredAt: null,
    lastSeq: 0,
    lastAsideSeq: 0,
    lastMessageAt: null,
    unansweredSince: null,
    offerCount: 0,
    marks: { customer: unread, agent: unread },
    customerLive: false,
    customerLeftAt: null,
    goneUntil: null,
  }
  if (event.type === 'chat.welcomed') {
    // Its first turn follows in the same step and says where it stands.
    const run = { flowId: event.flowId, flowVersion: 0, collected: nothingCollected, steps: [], askCount: 0 }
    const waits = { nodeId: '', enteredAt: at, wait: { for: 'customer', since: at, retriesSpent: 0 } } as const
    const none = { priority: 0, needs: [], tagIds: [], flowSteps: [] }
    state.chats.put({ ...common, ...none, phase: 'welcome', run: { ...run, ...waits, phase: 'waiting' }, dueAt: at })
    return
  }
  const { priority, needs, tagIds, place } = event
  const promise = promiseFor(state, queueId, at)
  const tally = promise ? { tally: { promise } } : {}
  const asked = { priority, needs, tagIds, flowSteps: null }
  state.chats.put({ ...common, ...asked, phase: 'queued', place, round: newRound(1), ...tally })
}

const noWords = { secretHash: '', pageUrl: null, address: null, locale: null, attributes: {}, stated: null }

function flowWent(chat: WelcomeChat, { steps, stands, words }: EventOf<'chat.flowWent'>): WelcomeChat {
  const flowSteps = [...(chat.flowSteps ?? []), ...steps]
  if (!stands) return { ...chat, flowSteps }
  const { nodeId, enteredAt, dueAt } = stands
  return { ...chat, flowSteps, run: words?.run ?? { ...chat.run, nodeId, enteredAt }, dueAt }
}

function post(state: DeskState, chat: Chat, line: Message): void {
  state.post(line)
  addDelivery(state, chat, line)
}

/** Made from the chat's own id and the line's number: unique like any other, and the same whenever it is made again. */
function saidId(chatId: ChatId, seq: number): MessageId {
  return `${chatId.slice(0, 14)}8${chatId.slice(15, 24)}${seq.toString(16).padStart(12, '0')}` as MessageId
}

function posted(chat: Chat, { author, seq, at }: EventOf<'chat.messagePosted'>): Chat {
  const marks = { ...chat.marks, [author.kind]: { delivered: seq, read: seq } }
  const unansweredSince = author.kind === 'agent' ? null : (chat.unansweredSince ?? at)
  const after = { ...chat, lastSeq: seq, lastMessageAt: at, unansweredSince, marks }
  return after.phase === 'active' && after.idleWarnedAt !== null ? { ...after, idleWarnedAt: null } : after
}

/** The line that was said. */
export function messageOf({
  chatId,
  seq,
  at,
  position,
  messageId,
  author,
  attachmentId,
  words,
}: EventOf<'chat.messagePosted'>): TextMessage | FileMessage {
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

function accepted(state: DeskState, chat: Chat, event: EventOf<'chat.accepted'>): ActiveChat {
  const { agentId, how, idle, at, seq } = event
  countAnswer(state, event)
  const customer = state.customers.get(chat.customerId)
  if (customer) state.customers.put({ ...customer, lastAgentId: agentId })
  const taken = { phase: 'active', agentId, acceptedAt: at, transfer: null, lastSeq: seq, idle } as const
  const fresh = { idleWarnedAt: null, participants: [], heldSince: null, heldMs: 0 }
  if (chat.phase === 'active') {
    rest(state, chat.agentId, at)
    const because = { how, strategy: null, waitedMs: 0, passedOver: [], fromAgentId: chat.agentId }
    // Who watches goes on watching; the new owner was perhaps one of those who were brought in.
    const participants = chat.participants.filter((participant) => participant.agentId !== agentId)
    return { ...resumed(chat, at), ...taken, idleWarnedAt: null, participants, because }
  }
  if (chat.phase !== 'queued' && chat.phase !== 'offered') throw wrongPhase(chat)
  const { place, round, offer, ...common } = chat as OfferedChat
  const strategy = how === 'offer' ? offer.strategy : null
  const because = { how, strategy, waitedMs: at - place.since, passedOver: round.passedOver, fromAgentId: null }
  return { ...common, ...taken, ...fresh, answeredAt: chat.answeredAt ?? at, because }
}

/** Taking a chat counts for the day and for Connect's rule; getting one passed on does not (vendor-facts 2.4). */
function countAnswer(state: DeskState, { agentId, how, at, dayEndsAt }: EventOf<'chat.accepted'>): void {
  const agent = state.agents.require(agentId)
  const count = agent.answered.until === dayEndsAt ? agent.answered.count + 1 : 1
  const answers = how === 'offer' || how === 'grab' || how === 'assigned'
  const counted = answers ? { lastAnsweredAt: at, answered: { count, until: dayEndsAt } } : {}
  state.agents.put({ ...agent, ...counted, idleSince: at })
}

function joined(chat: ActiveChat, { agentId, part, at }: EventOf<'chat.participantJoined'>): ActiveChat {
  const others = chat.participants.filter((participant) => participant.agentId !== agentId)
  const transfer = chat.transfer?.toAgentId === agentId ? null : chat.transfer
  return { ...chat, transfer, participants: [...others, { agentId, part, since: at }] }
}

function without(chat: ActiveChat, agentId: AgentId): ActiveChat {
  return { ...chat, participants: chat.participants.filter((participant) => participant.agentId !== agentId) }
}

function resumed(chat: ActiveChat, at: Instant): ActiveChat {
  if (chat.heldSince === null) return chat
  return { ...chat, heldSince: null, heldMs: chat.heldMs + (at - chat.heldSince) }
}

/** A queue in which chats were is never removed. */
function noteHistory(state: DeskState, queueId: QueueId): void {
  const queue = state.queues.get(queueId)
  if (queue && !queue.hadChats) state.queues.put({ ...queue, hadChats: true })
}

/** In a line, at its beginning round. */
function placed(chat: Chat, queueId: QueueId, place: Place): Pick<QueuedChat, 'queueId' | 'place' | 'round'> {
  const no = 'round' in chat ? chat.round.no + 1 : 1
  return { queueId, place, round: newRound(no) }
}

/** What stays of an active chat that goes back to a line; where, its caller says. */
function waitingAgain(chat: ActiveChat): Omit<QueuedChat, 'place' | 'round'> {
  const { agentId: _a, acceptedAt: _b, because: _c, transfer: _d, ...rest } = chat
  const { participants: _e, heldSince: _f, heldMs: _g, idleWarnedAt: _h, idle: _i, ...common } = rest
  return { ...common, phase: 'queued' }
}

function ended(chat: Chat, event: EventOf<'chat.ended'>): EndedChat {
  const { ending, endedBy, wrapUpEndsAt, at, seq, queueId = chat.queueId } = event
  const common = { ...(chat.phase === 'active' ? waitingAgain(chat) : withoutPlace(chat)), queueId }
  const numbers = numbersOf(chat, event)
  const end = { ending, endedAt: at, endedBy, rating: null, numbers, lastSeq: seq, unansweredSince: null }
  const agentId = chat.phase === 'active' ? chat.agentId : null
  if (wrapUpEndsAt !== null && agentId) return { ...common, ...end, phase: 'wrapUp', agentId, wrapUpEndsAt }
  return { ...common, ...end, phase: 'closed', agentId, closedAt: at }
}

function withoutPlace(chat: Chat): Omit<QueuedChat, 'place' | 'round'> {
  if (chat.phase === 'welcome') {
    const { run: _run, dueAt: _dueAt, ...common } = chat
    return { ...common, phase: 'queued' }
  }
  const { place: _a, round: _b, offer: _c, ...common } = chat as OfferedChat
  return { ...common, phase: 'queued' }
}

/** New values under their names; null takes one away. */
function merged(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries({ ...before, ...changes })
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null))
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
