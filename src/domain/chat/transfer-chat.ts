import { mustChat } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Verb } from '../decision.ts'
import { type AgentId, type ChatId, later, type QueueId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { whyNotNow } from '../routing/assess.ts'
import type { DeskState } from '../state.ts'
import type { ActiveChat } from './chat.ts'

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
  if ('queueId' in to) {
    const queue = state.queues.require(to.queueId)
    if (!queue.enabled) return refuse('conflict', 'queue.closed')
    const notice = { code: 'transferred-to-queue', fromAgentId: chat.agentId, queueId: queue.id } as const
    const place = { waitUntil: later(at, queue.maxWaitMs), askAgainAt: later(at, queue.retryMs) }
    const seq = chat.lastSeq + 1
    return [{ type: 'chat.transferred', chatId, fromAgentId: chat.agentId, toQueueId: queue.id, ...place, seq, notice }]
  }
  if (to.agentId === chat.agentId) return refuse('conflict', 'chat.already-theirs')
  if (chat.transfer) return refuse('conflict', 'chat.transfer-rings')
  const target = state.agents.require(to.agentId)
  const why = whyNotNow(target, state.load(target.id))
  if (why) return refuse('conflict', 'agent.cannot-take', { why })
  const { offerMs } = state.queues.require(chat.queueId)
  const transfer = { toAgentId: target.id, madeAt: at, lapsesAt: later(at, offerMs) }
  return [{ type: 'chat.transferOffered', chatId, fromAgentId: chat.agentId, transfer }]
}

/** The owner stops holding the chat out to another agent. */
export const takeBackTransfer: Verb<TakeBackTransfer> = (state, { chatId }, actor) => {
  const chat = activeChat(state, actor, chatId)
  if (!chat?.transfer) return refuse('conflict', 'chat.no-transfer')
  return [{ type: 'chat.transferEnded', chatId, toAgentId: chat.transfer.toAgentId, why: 'taken-back' }]
}

function activeChat(state: DeskState, actor: Actor, chatId: ChatId): ActiveChat | null {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'transfer', chat)
  return chat.phase === 'active' ? chat : null
}
