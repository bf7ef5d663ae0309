import { type Agent, hasDoneTheirDay, type Load, levelOf } from '../agent/agent.ts'
import type { HeldFor, QueuedChat, Round } from '../chat/chat.ts'
import type { Queue, SkillNeed } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'

/** Why an agent cannot be asked, whatever the chat. */
export const whysNotNow = [
  'disabled',
  'suspended',
  'offline',
  'away',
  'busy',
  'not-responding',
  'connection-lost',
  'being-offered',
  'at-capacity',
  'at-daily-limit',
] as const
export type WhyNotNow = (typeof whysNotNow)[number]

/** Why an agent cannot be asked about one chat. The router's own values: an explanation can say nothing else. */
export const whysNot = [
  'not-in-queue',
  'receives-no-chats',
  ...whysNotNow,
  'held-for-another',
  'lacks-skill',
  'declined-this-round',
  'lapsed-this-round',
] as const
export type WhyNot = (typeof whysNot)[number]

/** Whether an agent could be asked about any chat now: null, or why not. */
export function whyNotNow(agent: Agent, load: Load): WhyNotNow | null {
  if (!agent.enabled) return 'disabled'
  if (agent.suspended) return 'suspended'
  if (agent.availability !== 'available') return agent.availability
  if (agent.notResponding) return 'not-responding'
  if (agent.lostAt !== null) return 'connection-lost'
  if (load.ringing !== null) return 'being-offered'
  if (load.chats >= agent.capacity) return 'at-capacity'
  if (hasDoneTheirDay(agent)) return 'at-daily-limit'
  return null
}

/** What a chat needs of an agent now. */
export function needsOf(queue: Queue, { needs, place }: Pick<QueuedChat, 'needs' | 'place'>): readonly SkillNeed[] {
  if (place.relaxed > 0) return queue.relaxations[place.relaxed - 1]?.needs ?? noNeeds
  if (needs.length === 0) return queue.needs
  return queue.needs.length === 0 ? needs : [...queue.needs, ...needs]
}
const noNeeds: readonly SkillNeed[] = []

/** Whether an agent of the queue fits a waiting chat: null, or why not. The same for all chats of one kind (see `Line`). */
export function whyNotThis(state: DeskState, agent: Agent, queue: Queue, chat: QueuedChat): WhyNot | null {
  const { held } = chat.place
  if (held && held.agentId !== agent.id && isAwaited(state, held)) return 'held-for-another'
  for (const { skillId, weakestLevel } of needsOf(queue, chat))
    if ((levelOf(agent, skillId) ?? Infinity) > weakestLevel) return 'lacks-skill'
  return whyNotThisRound(agent, chat.round)
}

/** Whether it is worth waiting for the agent: a required one always, another only while signed in. */
function isAwaited(state: DeskState, { agentId, why }: HeldFor): boolean {
  const agent = state.agents.get(agentId)
  return why === 'required' || (!!agent?.enabled && !agent.suspended && agent.availability !== 'offline')
}

function whyNotThisRound(agent: Agent, round: Round): WhyNot | null {
  if (round.passedOver.length === 0) return null
  const passed = round.passedOver.find(({ agentId }) => agentId === agent.id)
  return passed ? `${passed.why}-this-round` : null
}
