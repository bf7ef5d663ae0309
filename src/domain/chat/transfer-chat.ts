import { mustChat, seenAgent, seenQueue } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import { isRefusal, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import { type AgentId, type ChatId, type Instant, later, type QueueId } from '../ids.ts'
import { enterQueue } from '../queue/enter-queue.ts'
import type { Queue } from '../queue/queue.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyNotNow } from '../routing/assess.ts'
import type { DeskState } from '../state.ts'
import type { ActiveChat } from './chat.ts'
import { autoTags } from './tag-chat.ts'
import { stopHoldingOut } from './watch-chat.ts'

export interface TransferChat {
  readonly do: 'transferChat'
  readonly chatId: ChatId
  readonly to: { readonly queueId: QueueId } | { readonly agentId: AgentId }
}

export interface TakeBackTransfer {
  readonly do: 'takeBackTransfer'
  readonly chatId: ChatId
}

/**
 * The owner passes the chat on. To a queue: it takes a place there in the same commit. To an agent: it rings there, and
 * stays with its owner until the other accepts. At no moment has it neither an owner nor a place.
 */
export const transferChat: Verb<TransferChat> = (state, { chatId, to }, actor, at) => {
  const chat = activeChat(state, actor, chatId)
  if (!chat) return refuse('conflict', 'chat.not-active')
  if ('queueId' in to) return toQueue(state, chat, seenQueue(state, actor, to.queueId), at)
  if (to.agentId === chat.agentId) return refuse('conflict', 'chat.already-theirs')
  if (chat.transfer) return refuse('conflict', 'chat.transfer-rings')
  const target = seenAgent(state, actor, to.agentId)
  const why = whyNotNow(target, state.load(target.id))
  if (why) return refuse('conflict', 'agent.cannot-take', { why })
  const { offerMs } = state.queues.require(chat.queueId)
  const transfer = { purpose: 'transfer', toAgentId: target.id, madeAt: at, lapsesAt: later(at, offerMs) } as const
  return [{ type: 'chat.transferOffered', chatId, fromAgentId: chat.agentId, transfer }]
}

/** An active chat goes to a queue, or to where its overflow rules lead. */
export function toQueue(state: DeskState, chat: ActiveChat, wanted: Queue, at: Instant): readonly Fact[] | Refusal {
  const { id: chatId, agentId: fromAgentId, priority } = chat
  const entered = enterQueue(state, wanted, { since: at, priority, held: null, visited: [] }, at)
  if (isRefusal(entered)) return entered
  const { queue, place } = entered
  const notice = { code: 'transferred-to-queue', fromAgentId, queueId: queue.id } as const
  const askAgainAt = later(at, queue.retryMs)
  const seq = chat.lastSeq + 1
  return [
    ...stopHoldingOut(chat),
    { type: 'chat.transferred', chatId, fromAgentId, toQueueId: queue.id, place, askAgainAt, seq, notice },
    ...autoTags(state, chat, queue),
  ]
}

/** The owner stops holding the chat out to another agent. */
export const takeBackTransfer: Verb<TakeBackTransfer> = (state, { chatId }, actor) => {
  const chat = activeChat(state, actor, chatId)
  if (!chat?.transfer) return refuse('conflict', 'chat.no-transfer')
  return stopHoldingOut(chat)
}

function activeChat(state: DeskState, actor: Actor, chatId: ChatId): ActiveChat | null {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'transfer', chat)
  return chat.phase === 'active' ? chat : null
}
