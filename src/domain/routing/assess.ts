import type { Agent, Load } from '../agent/agent.ts'
import type { Round } from '../chat/chat.ts'

/** Why an agent cannot be asked, whatever the chat. */
export type WhyNotNow =
  | 'disabled'
  | 'offline'
  | 'away'
  | 'busy'
  | 'not-responding'
  | 'connection-lost'
  | 'being-offered'
  | 'at-capacity'

/** Why an agent cannot be asked about one chat. The router's own values: an explanation can say nothing else. */
export type WhyNot = WhyNotNow | 'not-in-queue' | 'declined-this-round' | 'lapsed-this-round'

/** Whether an agent could be asked about any chat now: null, or why not. */
export function whyNotNow(agent: Agent, load: Load): WhyNotNow | null {
  if (!agent.enabled) return 'disabled'
  if (agent.availability !== 'available') return agent.availability
  if (agent.notResponding) return 'not-responding'
  if (agent.lostAt !== null) return 'connection-lost'
  if (load.ringing !== null) return 'being-offered'
  if (load.chats >= agent.capacity) return 'at-capacity'
  return null
}

/** Whether an agent was already asked in vain about this chat in this round: null, or how. */
export function whyNotThisRound(agent: Agent, round: Round): WhyNot | null {
  if (round.passedOver.length === 0) return null
  const passed = round.passedOver.find(({ agentId }) => agentId === agent.id)
  return passed ? `${passed.why}-this-round` : null
}
