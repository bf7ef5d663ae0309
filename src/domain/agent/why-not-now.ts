import { type Agent, hasDoneTheirDay, type Load } from './agent.ts'

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
