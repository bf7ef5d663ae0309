import type { Agent, Load } from '#domain/agent/agent.ts'
import { type Chat, isInside, ownerOf } from '#domain/chat/chat.ts'
import type { Aside, Message } from '#domain/chat/message.ts'
import { type Customer, nameIn } from '#domain/customer/customer.ts'
import type { AgentId, QueueId } from '#domain/ids.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { Explanation } from '#domain/routing/explain.ts'
import type { DeskState } from '#domain/state.ts'
import type {
  AgentDetailsView,
  AgentView,
  AsideView,
  ChatView,
  CustomerChatView,
  ExplanationView,
  MessageView,
  QueueView,
} from './views.ts'

/** Where names come from: the desk's state, or the image of it that the feed keeps. */
export interface Names {
  readonly agents: { get(id: AgentId): Agent | undefined }
  readonly queues: { get(id: QueueId): Queue | undefined }
}

/** The part of an agent's view that comes from their row. */
export function presentAgentRow(agent: Agent): Omit<AgentView, 'chats' | 'offers'> {
  const { id, no, name, email, role, enabled, capacity, suspended, teamId } = agent
  const { availability, awayReason, availabilitySince, notResponding } = agent
  const skills = agent.skills.map((skill) => ({ ...skill }))
  const hasPhoto = agent.photo !== null
  const settings = { id, no, name, email, role, enabled, capacity, suspended, teamId, skills, hasPhoto }
  return { ...settings, availability, awayReason, availabilitySince, notResponding, connected: agent.lostAt === null }
}

/** The part of an agent's view that comes from what they hold. */
export function presentLoad(load: Load | undefined | null): Pick<AgentView, 'chats' | 'offers'> {
  return { chats: load?.chats ?? 0, offers: load?.ringing ? 1 : 0 }
}

export function presentAgent(agent: Agent, load: Load | undefined): AgentView {
  return { ...presentAgentRow(agent), ...presentLoad(load) }
}

/** What colleagues are not shown. */
export function presentAgentDetails(agent: Agent): AgentDetailsView {
  const { firstName, lastName, loginName, sipAddress, phone, locale, zone, maxPerDay, gone, lastAnsweredAt } = agent
  const notifications = [...agent.notifications]
  const names = { firstName, lastName, loginName, sipAddress, phone }
  return { ...names, locale, zone, maxPerDay, notifications, gone, lastAnsweredAt }
}

export function presentQueue(queue: Queue): QueueView {
  const { id, no, name, enabled, strategy, members, offerMs, wrapUpMs, retryMs, maxWaitMs, goneMs } = queue
  const { description, language, mode, unitId, open, turnsAt: opensOrClosesAt, priority } = queue
  const more = { description, language, mode, unitId, open, opensOrClosesAt, priority }
  const memberIds = members.map(({ agentId }) => agentId)
  return { id, no, name, enabled, ...more, strategy, memberIds, offerMs, wrapUpMs, retryMs, maxWaitMs, goneMs }
}

/** How much of a chat an agent is shown: its outside, or all of it; `all` with those who only watch. */
export type Sight = 'peer' | 'own' | 'all'

/** A chat for agents. */
export function presentChat(chat: Chat, customer: Customer | undefined | null, sight: Sight): ChatView {
  const waits = chat.phase === 'queued' || chat.phase === 'offered'
  const ended = chat.phase === 'wrapUp' || chat.phase === 'closed'
  const offer = chat.phase === 'offered' ? chat.offer : null
  const transfer = chat.phase === 'active' ? chat.transfer : null
  return {
    id: chat.id,
    no: chat.no,
    phase: chat.phase,
    queueId: chat.queueId,
    customer: {
      id: chat.customerId,
      name: nameIn(chat, customer) ?? customer?.name ?? null,
      email: (chat.stated ?? customer)?.email ?? customer?.email ?? null,
    },
    agentId: ownerOf(chat),
    openedAt: chat.openedAt,
    waitingSince: waits ? chat.place.since : null,
    offer: offer && { agentIds: [...offer.agentIds], lapsesAt: offer.lapsesAt, strategy: offer.strategy },
    acceptedAt: chat.phase === 'active' ? chat.acceptedAt : chat.answeredAt,
    transfer: transfer && { purpose: transfer.purpose, toAgentId: transfer.toAgentId, lapsesAt: transfer.lapsesAt },
    channel: chat.channel,
    priority: chat.priority,
    tagIds: [...chat.tagIds],
    disposition: chat.disposition,
    resolved: chat.resolved,
    heldSince: chat.phase === 'active' ? chat.heldSince : null,
    customerLeftAt: chat.customerLeftAt,
    ending: ended ? chat.ending : null,
    endedAt: ended ? chat.endedAt : null,
    endedBy: ended ? chat.endedBy : null,
    wrapUpEndsAt: chat.phase === 'wrapUp' ? chat.wrapUpEndsAt : null,
    closedAt: chat.phase === 'closed' ? chat.closedAt : null,
    rating: ended ? chat.rating : null,
    own: sight === 'peer' ? null : presentOwn(chat, sight),
  }
}

function presentOwn(chat: Chat, sight: Sight): ChatView['own'] {
  const { lastSeq, lastAsideSeq, lastMessageAt, unansweredSince, marks, pageUrl, address, attributes, recorded } = chat
  const everyone = chat.phase === 'active' ? chat.participants : []
  const participants = sight === 'all' ? [...everyone] : everyone.filter(isInside)
  const because = chat.phase === 'active' ? { ...chat.because, passedOver: [...chat.because.passedOver] } : null
  const lines = { lastSeq, lastAsideSeq, lastMessageAt, unansweredSince, marks }
  return { ...lines, pageUrl, address, because, participants, attributes: { ...attributes }, recorded }
}

/** A chat for its customer: nothing of how we are organised but the queue's and the agent's name. */
export function presentCustomerChat(chat: Chat, customer: Customer | undefined | null, names: Names): CustomerChatView {
  const ended = chat.phase === 'wrapUp' || chat.phase === 'closed'
  const ownerId = ownerOf(chat)
  const agent = ownerId ? names.agents.get(ownerId) : undefined
  return {
    id: chat.id,
    no: chat.no,
    phase: ended ? 'ended' : chat.phase === 'active' ? 'active' : 'waiting',
    choices: choicesOf(chat),
    queue: { id: chat.queueId, name: names.queues.get(chat.queueId)?.name ?? '' },
    customer: { name: nameIn(chat, customer), email: (chat.stated ?? customer)?.email ?? null },
    agent: agent ? { id: agent.id, name: agent.name } : null,
    openedAt: chat.openedAt,
    ending: ended ? chat.ending : null,
    endedAt: ended ? chat.endedAt : null,
    endedBy: ended ? chat.endedBy : null,
    lastSeq: chat.lastSeq,
    marks: chat.marks,
    rating: ended ? chat.rating : null,
  }
}

function choicesOf(chat: Chat): CustomerChatView['choices'] {
  if (chat.phase !== 'welcome') return null
  const { wait } = chat.run
  return wait.for === 'customer' ? [...(wait.choices ?? [])] : []
}

/** One line of a conversation; `customerName` is the name the customer gave, if any. */
export function presentMessage(message: Message, names: Names, customerName: string | null): MessageView {
  const { chatId, seq, at } = message
  const nameOf = (id: AgentId) => names.agents.get(id)?.name ?? null
  if (message.kind === 'notice') {
    const { notice } = message
    return {
      chatId,
      seq,
      at,
      kind: 'notice',
      code: notice.code,
      agentName: 'agentId' in notice ? nameOf(notice.agentId) : null,
      fromAgentName: 'fromAgentId' in notice ? nameOf(notice.fromAgentId) : null,
      queueName: 'queueId' in notice ? (names.queues.get(notice.queueId)?.name ?? null) : null,
    }
  }
  const { id, author: by } = message
  const author = {
    kind: by.kind,
    id: by.id,
    name: by.kind === 'agent' ? nameOf(by.id) : by.kind === 'bot' ? null : customerName,
  }
  if (message.kind === 'text') return { chatId, seq, at, kind: 'text', id, author, text: message.text }
  return { chatId, seq, at, kind: 'file', id, author, attachment: message.attachment }
}

/** One line beside the conversation; there is nothing like this for customers. */
export function presentAside({ chatId, asideSeq, at, id, kind, agentId, text }: Aside, names: Names): AsideView {
  return { chatId, asideSeq, at, id, kind, agent: { id: agentId, name: names.agents.get(agentId)?.name ?? null }, text }
}

/** Only of agents whom the viewer may know of. */
export function presentExplanation(
  state: DeskState,
  { chat, queue, ahead, needs, agents, next }: Explanation,
  sees: (agentId: AgentId) => boolean,
): ExplanationView {
  return {
    chatId: chat.id,
    phase: chat.phase,
    queueId: chat.queueId,
    strategy: queue.strategy,
    ahead,
    needs: needs.map((need) => ({ ...need })),
    held: 'place' in chat ? chat.place.held : null,
    round: 'round' in chat ? chat.round.no : null,
    agents: agents
      .filter(({ agentId }) => sees(agentId))
      .map(({ agentId, why }) => ({
        agentId,
        name: state.agents.get(agentId)?.name ?? '',
        can: why === null,
        why,
      })),
    next: next && { what: next.what, at: next.at },
  }
}
