import { knownTo } from '../access/known.ts'
import { mustBeSystem } from '../access/may.ts'
import type { Customer } from '../customer/customer.ts'
import { whoeverAsks } from '../customer/whoever-asks.ts'
import { isRefusal, nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import {
  type AgentId,
  type ChatId,
  type CustomerId,
  type FlowId,
  type Instant,
  later,
  type MessageId,
  type QueueId,
  type TagId,
} from '../ids.ts'
import { type Known, missing } from '../organisation/nouns.ts'
import { enterQueue, placeIn } from '../queue/enter-queue.ts'
import { firstQueue } from '../queue/first-queue.ts'
import type { Queue, SkillNeed } from '../queue/queue.ts'
import { refuse, refuseWrong } from '../refusal.ts'
import { checkAttributes } from './annotate-chat.ts'
import { welcomed } from './begin-welcome.ts'
import type { Channel, HeldFor } from './chat.ts'
import { lineFacts } from './lines.ts'
import { overflowed } from './overflowed.ts'
import { isTaggable } from './tag-chat.ts'
import { checkText } from './text.ts'
import { welcomeFlow } from './welcome.ts'

export interface OpenChat {
  readonly do: 'openChat'
  readonly chatId: ChatId
  readonly customerId: CustomerId
  readonly secretHash: string
  /** Null: the enabled queue with the lowest number. */
  readonly queueId: QueueId | null
  readonly name: string | null
  readonly email: string | null
  readonly phone?: string | null
  readonly externalId?: string | null
  /** A signature over who they say they are was checked. */
  readonly verified?: boolean
  readonly pageUrl: string | null
  readonly locale: string | null
  readonly message: { readonly id: MessageId; readonly text: string } | null
  /** A flow to begin with; without it and without a queue, the centre's own, if it has one. */
  readonly flowId?: FlowId | null
  /** What else is known at the door. */
  readonly wish?: Wish
}

/** What a customer, or the flow they came through, asks for beside a queue. */
export interface Wish {
  readonly channel?: Channel
  /** Minutes of waiting it is ahead of others. */
  readonly priority?: number
  readonly needs?: readonly SkillNeed[]
  readonly attributes?: Readonly<Record<string, string>>
  readonly tagIds?: readonly TagId[]
  /** An agent to wait for, and how long. */
  readonly agent?: { readonly agentId: AgentId; readonly why: 'preferred' | 'required'; readonly waitMs: number }
}

/** A customer asks for somebody: the chat takes its place in a queue. Repeated with the same id and secret it changes nothing. */
export const openChat: Verb<OpenChat> = (state, command, actor, at) => {
  mustBeSystem(actor)
  const { chatId, secretHash, pageUrl, locale, message, wish = {} } = command
  const existing = state.chats.find(chatId)
  if (existing) return existing.secretHash === secretHash ? [] : refuse('conflict', 'chat.id-used')
  const wanted = command.queueId ? state.queues.require(command.queueId) : firstQueue(state)
  if (!wanted?.enabled) return refuse('conflict', 'queue.closed')
  const wrong = (message && checkText(message.text)) || checkWish(knownTo(state, actor), wanted, wish)
  if (wrong) return wrong
  const asker = whoeverAsks(state, command)
  if (isRefusal(asker)) return asker
  const { customerId, stated } = asker
  const customer = state.customers.find(customerId)
  const { channel = 'chat', priority = 0, needs = [], attributes = {}, tagIds = [] } = wish
  const lines = message ? [{ messageId: message.id, text: message.text }] : []
  const flow = command.flowId || !command.queueId ? welcomeFlow(state, command.flowId ?? null) : null
  const arrival = { ...command, channel, address: null, attributes, lines, stored: nothing }
  if (flow) return welcomed(state, flow, wanted, arrival, asker, at)
  const coming = { since: at, priority, held: heldFor(wanted, wish, customer, at), visited: [] }
  const entered = enterQueue(state, wanted, coming, at)
  if (isRefusal(entered)) return entered

  const facts: Fact[] = [...asker.facts]
  const words = { secretHash, pageUrl, locale, attributes, stated }
  const tags = [...new Set([...tagIds, ...entered.queue.autoTagIds])].filter((tagId) => isTaggable(state, tagId))
  const place = entered.why ? placeIn(wanted, coming, at) : entered.place
  const opened = { chatId, queueId: wanted.id, customerId, channel, priority, needs, tagIds: tags, place, words }
  facts.push({ type: 'chat.opened', ...opened })
  if (entered.why) facts.push(overflowed(chatId, 0, wanted, entered))
  const author = { kind: 'customer', id: customerId } as const
  return [...facts, ...lineFacts({ id: chatId, lastSeq: entered.why ? 1 : 0 }, author, lines)]
}

/** For whom it waits first: whom it asks for, or else who talked to the customer last. */
function heldFor(queue: Queue, { agent }: Wish, customer: Customer | null, at: Instant): HeldFor | null {
  if (agent) return { agentId: agent.agentId, why: agent.why, until: later(at, agent.waitMs) }
  const lastAgentId = customer?.lastAgentId
  if (!lastAgentId || queue.stickyMs === 0 || !isMember(queue, lastAgentId)) return null
  return { agentId: lastAgentId, why: 'last-agent', until: later(at, queue.stickyMs) }
}

function isMember({ members }: Queue, agentId: AgentId): boolean {
  return members.some((member) => member.agentId === agentId && member.receivesChats)
}

function checkWish(known: Known, queue: Queue, { needs = [], attributes = {}, tagIds = [], agent }: Wish) {
  const problems = [
    ...needs.flatMap(({ skillId }, index) => missing(known, 'skills', skillId, `needs[${index}].skillId`)),
    ...tagIds.flatMap((tagId, index) => missing(known, 'tags', tagId, `tagIds[${index}]`)),
    ...checkAttributes(attributes, 'attributes'),
  ]
  if (agent && !isMember(queue, agent.agentId))
    problems.push({ field: 'agent.agentId', accepted: 'an agent who is offered chats of the queue' })
  return refuseWrong('chat.wrong', problems)
}
