import { type Chat, chatDeadline, ownerOf, ringingFor } from './chat/chat.ts'
import type { AgentId } from './ids.ts'
import { compareWaiting } from './queue/line.ts'
import { whyNotNow, whyNotThisRound } from './routing/assess.ts'
import type { DeskState } from './state.ts'

/**
 * What must hold after every step, and does not: no chat left behind, nobody asked twice at once, nobody waiting whom somebody
 * could serve, and indexes that agree with the rows. Empty when all is well.
 */
export function brokenInvariants(state: DeskState): string[] {
  const broken: string[] = []
  const chats = new Map<AgentId, number>()
  const rings = new Map<AgentId, number>()
  for (const chat of state.chats.values()) {
    const problem = problemWith(state, chat)
    if (problem) broken.push(`chat ${chat.no} (${chat.phase}): ${problem}`)
    if (chat.phase === 'closed') continue
    const owner = ownerOf(chat)
    if (owner) chats.set(owner, (chats.get(owner) ?? 0) + 1)
    for (const agentId of ringingFor(chat)) rings.set(agentId, (rings.get(agentId) ?? 0) + 1)
  }
  for (const agent of state.agents.values()) {
    const load = state.load(agent.id)
    if (load.chats !== (chats.get(agent.id) ?? 0)) broken.push(`agent ${agent.no}: load says ${load.chats} chats`)
    const ringing = rings.get(agent.id) ?? 0
    if (ringing > 1) broken.push(`agent ${agent.no}: ${ringing} chats ring at once`)
    if ((load.ringing !== null) !== ringing > 0) broken.push(`agent ${agent.no}: load disagrees about what rings`)
  }
  for (const queue of state.queues.values()) broken.push(...problemsInLine(state, queue.id))
  return broken
}

function problemWith(state: DeskState, chat: Chat): string | null {
  if (chat.phase === 'closed') return null
  if (chat.phase !== 'active') {
    const deadline = chatDeadline(chat)
    if (deadline === null) return 'has no next deadline'
    if (!state.deadlines.has(`chat:${chat.id}`)) return 'its deadline is not noted'
  }
  if (chat.phase === 'queued') return state.line(chat.queueId).indexOf(chat) < 0 ? 'is not in its line' : null
  if (chat.phase === 'offered') return chat.offer.agentIds.length === 0 ? 'rings for nobody' : null
  return state.agents.get(chat.agentId) ? null : 'has no owner'
}

function problemsInLine(state: DeskState, queueId: Parameters<DeskState['line']>[0]): string[] {
  const broken: string[] = []
  const queue = state.queues.require(queueId)
  const free = queue.members.flatMap(({ agentId }) => {
    const agent = state.agents.get(agentId)
    return agent && whyNotNow(agent, state.load(agentId)) === null ? [agent] : []
  })
  const { chats } = state.line(queueId)
  for (const [index, waiting] of chats.entries()) {
    const chat = state.chats.get(waiting.id)
    const behind = chats[index + 1]
    if (chat?.phase !== 'queued' || chat.queueId !== queueId)
      broken.push(`queue ${queue.no}: its line holds a stranger`)
    else if (free.some((agent) => whyNotThisRound(agent, chat.round) === null))
      broken.push(`chat ${chat.no} waits although somebody could take it`)
    if (behind && compareWaiting(waiting, behind) >= 0) broken.push(`queue ${queue.no}: its line is out of order`)
  }
  return broken
}
