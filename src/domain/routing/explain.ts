import { type Chat, chatDeadline } from '../chat/chat.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { type WhyNot, whyNotNow, whyNotThisRound } from './assess.ts'

export type NextStep =
  | 'offer-lapses'
  | 'agents-asked-again'
  | 'closed-nobody-came'
  | 'closed-customer-left'
  | 'transfer-lapses'
  | 'wrap-up-ends'

export interface Explanation {
  readonly chat: Chat
  /** Waiting chats before this one in its queue; null when it does not wait in line. */
  readonly ahead: number | null
  readonly agents: readonly { readonly agentId: AgentId; readonly why: WhyNot | null }[]
  readonly next: { readonly what: NextStep; readonly at: Instant } | null
}

/** Who could take the chat, who not and why, and what happens next: the router's own reasons, asked again. */
export function explain(state: DeskState, chat: Chat): Explanation {
  const queue = state.queues.require(chat.queueId)
  const members = new Set(queue.members.map(({ agentId }) => agentId))
  const agents = [...state.agents.values()].map((agent) => {
    if (!members.has(agent.id)) return { agentId: agent.id, why: 'not-in-queue' as const }
    const round = 'round' in chat ? chat.round : null
    const why = whyNotNow(agent, state.load(agent.id)) ?? (round && whyNotThisRound(agent, round))
    return { agentId: agent.id, why }
  })
  return {
    chat,
    ahead: chat.phase === 'queued' ? state.line(chat.queueId).indexOf(chat) : null,
    agents,
    next: nextStep(chat),
  }
}

function nextStep(chat: Chat): Explanation['next'] {
  const at = chatDeadline(chat)
  if (at === null) return null
  if (chat.phase === 'active') return { what: 'transfer-lapses', at }
  if (chat.phase === 'wrapUp') return { what: 'wrap-up-ends', at }
  if (chat.phase === 'closed') return null
  if (chat.phase === 'offered' && at === chat.offer.lapsesAt) return { what: 'offer-lapses', at }
  if (at === chat.place.until) return { what: 'closed-nobody-came', at }
  if (at === chat.goneUntil) return { what: 'closed-customer-left', at }
  return { what: 'agents-asked-again', at }
}
