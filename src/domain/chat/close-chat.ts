import { mustChat } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import { type ChatId, type Instant, later } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { type ActiveChat, type Ending, isEnded, type WaitingChat, type WelcomeChat } from './chat.ts'
import type { Notice } from './message.ts'
import { needsDisposition } from './set-disposition.ts'

export interface CloseChat {
  readonly do: 'closeChat'
  readonly chatId: ChatId
}

/** Either side ends the conversation: completed once an agent had accepted it, abandoned before. Ended already: nothing changes. */
export const closeChat: Verb<CloseChat> = (state, { chatId }, actor, at) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'close', chat)
  if (isEnded(chat)) return []
  const { wrapUpMs } = state.queues.require(chat.queueId)
  if (actor.kind === 'agent' && chat.phase === 'active' && wrapUpMs === 0 && needsDisposition(state, chat))
    return refuse('conflict', 'chat.needs-disposition')
  return [endChat(state, chat, actor, at)]
}

/** How a chat ends, whoever ends it; `why` when time does. */
export function endChat(
  state: DeskState,
  chat: WelcomeChat | WaitingChat | ActiveChat,
  actor: Actor,
  at: Instant,
  why: 'nobody-came' | 'idle' | 'after-hours' = 'nobody-came',
): Fact {
  const { wrapUpMs } = state.queues.require(chat.queueId)
  const agentId = chat.phase === 'active' ? chat.agentId : null
  return {
    type: 'chat.ended',
    chatId: chat.id,
    ending: endingOf(chat, why),
    endedBy: actor.kind,
    agentId,
    wrapUpEndsAt: agentId && wrapUpMs > 0 ? later(at, wrapUpMs) : null,
    seq: chat.lastSeq + 1,
    notice: noticeOf(actor, why),
  }
}

function endingOf(chat: WelcomeChat | WaitingChat | ActiveChat, why: 'nobody-came' | 'idle' | 'after-hours'): Ending {
  if (chat.phase === 'welcome') return 'deflected'
  if (chat.answeredAt !== null) return 'completed'
  return why === 'after-hours' ? 'afterHours' : 'abandoned'
}

function noticeOf(actor: Actor, why: 'nobody-came' | 'idle' | 'after-hours'): Notice {
  if (actor.kind === 'agent') return { code: 'ended-by-agent', agentId: actor.agentId }
  return { code: actor.kind === 'customer' ? 'ended-by-customer' : `ended-${why}` }
}
