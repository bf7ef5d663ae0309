import { type Chat, chatDeadline, type QueuedChat } from '../chat/chat.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { Queue, SkillNeed } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { needsOf, type WhyNot, whyNotNow, whyNotThis } from './assess.ts'

export const nextSteps = [
  'flow-goes-on',
  'offer-lapses',
  'agents-asked-again',
  'needs-relax',
  'overflow-looked-at',
  'no-longer-held',
  'closed-nobody-came',
  'closed-customer-left',
  'transfer-lapses',
  'idle-warned',
  'closed-idle',
  'wrap-up-ends',
] as const
export type NextStep = (typeof nextSteps)[number]

export interface Explanation {
  readonly chat: Chat
  readonly queue: Queue
  /** Waiting chats before this one in its queue; null when it does not wait in line. */
  readonly ahead: number | null
  /** What it needs of an agent now; empty when it does not wait. */
  readonly needs: readonly SkillNeed[]
  readonly agents: readonly { readonly agentId: AgentId; readonly why: WhyNot | null }[]
  readonly next: { readonly what: NextStep; readonly at: Instant } | null
}

/** Who could take the chat, who not and why, and what happens next: the router's own reasons, asked again. */
export function explain(state: DeskState, chat: Chat): Explanation {
  const queue = state.queues.require(chat.queueId)
  const members = new Map(queue.members.map((member) => [member.agentId, member]))
  // To assess who could take an offered chat if it were not: as if it waited.
  const waiting = chat.phase === 'queued' || chat.phase === 'offered' ? (chat as unknown as QueuedChat) : null
  const agents = [...state.agents.values()].map((agent) => {
    const member = members.get(agent.id)
    if (!member) return { agentId: agent.id, why: 'not-in-queue' as const }
    if (!member.receivesChats) return { agentId: agent.id, why: 'receives-no-chats' as const }
    const why = whyNotNow(agent, state.load(agent.id)) ?? (waiting && whyNotThis(state, agent, queue, waiting))
    return { agentId: agent.id, why }
  })
  return {
    chat,
    queue,
    ahead: chat.phase === 'queued' ? state.line(chat.queueId).indexOf(chat) : null,
    needs: waiting ? needsOf(queue, waiting) : [],
    agents,
    next: nextStep(chat),
  }
}

function nextStep(chat: Chat): Explanation['next'] {
  const at = chatDeadline(chat)
  if (at === null) return null
  switch (chat.phase) {
    case 'active':
      if (at === chat.transfer?.lapsesAt) return { what: 'transfer-lapses', at }
      return { what: chat.idleWarnedAt === null ? 'idle-warned' : 'closed-idle', at }
    case 'welcome':
      return { what: 'flow-goes-on', at }
    case 'wrapUp':
      return { what: 'wrap-up-ends', at }
    case 'closed':
      return null
    default:
      return { what: nextOfWaiting(chat, at), at }
  }
}

function nextOfWaiting(chat: Extract<Chat, { phase: 'queued' | 'offered' }>, at: Instant): NextStep {
  const { place, goneUntil } = chat
  if (at === place.until) return 'closed-nobody-came'
  if (at === goneUntil) return 'closed-customer-left'
  if (chat.phase === 'offered') return 'offer-lapses'
  if (at === place.overflowAt) return 'overflow-looked-at'
  if (at === place.relaxAt) return 'needs-relax'
  return at === place.held?.until ? 'no-longer-held' : 'agents-asked-again'
}
