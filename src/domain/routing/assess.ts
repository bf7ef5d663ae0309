import { type Agent, isAround, levelOf } from '../agent/agent.ts'
import { whysNotNow } from '../agent/why-not-now.ts'
import type { HeldFor, QueuedChat, Round } from '../chat/chat.ts'
import type { Queue, SkillNeed } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'

export { whyNotNow } from '../agent/why-not-now.ts'

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

/** What a chat needs of an agent now. */
export function needsOf(queue: Queue, { needs, place }: Pick<QueuedChat, 'needs' | 'place'>): readonly SkillNeed[] {
  if (place.relaxed > 0) return queue.relaxations[place.relaxed - 1]?.needs ?? noNeeds
  if (needs.length === 0) return queue.needs
  return queue.needs.length === 0 ? needs : [...queue.needs, ...needs]
}
const noNeeds: readonly SkillNeed[] = []

/** Whether an agent of the queue fits a waiting chat: null, or why not. */
export function whyNotThis(state: DeskState, agent: Agent, queue: Queue, chat: QueuedChat): WhyNot | null {
  return whyNotThisKind(state, agent, queue, chat) ?? whyNotThisRound(agent, chat.round)
}

/** The same for all chats of one kind (see `Line`): whoever passed one of them over may take another. */
export function whyNotThisKind(state: DeskState, agent: Agent, queue: Queue, chat: QueuedChat): WhyNot | null {
  const { held } = chat.place
  if (held && held.agentId !== agent.id && isAwaited(state, held)) return 'held-for-another'
  for (const { skillId, weakestLevel } of needsOf(queue, chat))
    if ((levelOf(agent, skillId) ?? Infinity) > weakestLevel) return 'lacks-skill'
  return null
}

/** Whether it is worth waiting for the agent: a required one always, another only while signed in. */
function isAwaited(state: DeskState, { agentId, why }: HeldFor): boolean {
  const agent = state.agents.get(agentId)
  return why === 'required' || (agent !== undefined && isAround(agent))
}

/** The same for all chats of one group of a kind. */
export function whyNotThisRound(agent: Agent, round: Round): WhyNot | null {
  if (round.passedOver.length === 0) return null
  const passed = round.passedOver.find(({ agentId }) => agentId === agent.id)
  return passed ? `${passed.why}-this-round` : null
}
