import { type Chat, chatDeadline, holdersOf, ringingFor } from './chat/chat.ts'
import type { AgentId } from './ids.ts'
import { compareRanked, type Ranked } from './queue/ordered-set.ts'
import { whyNotNow, whyNotThis } from './routing/assess.ts'
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
    for (const agentId of holdersOf(chat)) chats.set(agentId, (chats.get(agentId) ?? 0) + 1)
    for (const agentId of ringingFor(chat)) rings.set(agentId, (rings.get(agentId) ?? 0) + 1)
  }
  for (const agent of state.agents.values()) {
    const load = state.load(agent.id)
    if (load.chats !== (chats.get(agent.id) ?? 0)) broken.push(`agent ${agent.no}: load says ${load.chats} chats`)
    const ringing = rings.get(agent.id) ?? 0
    if (ringing > 1) broken.push(`agent ${agent.no}: ${ringing} chats ring at once`)
    if (state.free.has(agent.id) !== (whyNotNow(agent, load) === null)) broken.push(`agent ${agent.no}: free or not?`)
    if ((load.ringing !== null) !== ringing > 0) broken.push(`agent ${agent.no}: load disagrees about what rings`)
  }
  for (const { id, no } of state.reportSchedules.values())
    if (!state.deadlines.has(`reportSchedule:${id}`)) broken.push(`report schedule ${no}: is never due`)
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
  if (chat.phase === 'welcome') return null
  return state.agents.get(chat.agentId) ? null : 'has no owner'
}

function problemsInLine(state: DeskState, queueId: Parameters<DeskState['line']>[0]): string[] {
  const broken: string[] = []
  const queue = state.queues.require(queueId)
  // Looked for among all members, and not where the router looks.
  const free = queue.members.flatMap(({ agentId, receivesChats }) => {
    const agent = receivesChats ? state.agents.get(agentId) : undefined
    return agent && whyNotNow(agent, state.load(agentId)) === null ? [agent] : []
  })
  let before: Ranked | null = null
  let count = 0
  for (const waiting of state.line(queueId).chats) {
    const chat = state.chats.get(waiting.id)
    if (chat?.phase !== 'queued' || chat.queueId !== queueId)
      broken.push(`queue ${queue.no}: its line holds a stranger`)
    else if (free.some((agent) => whyNotThis(state, agent, queue, chat) === null))
      broken.push(`chat ${chat.no} waits although somebody could take it`)
    else if (state.line(queueId).indexOf(chat) !== count) broken.push(`chat ${chat.no}: its place is counted wrong`)
    if (before && compareRanked(before, waiting) >= 0) broken.push(`queue ${queue.no}: its line is out of order`)
    before = waiting
    count++
  }
  return broken
}
