import type { Agent, Load } from '#domain/agent/agent.ts'
import { whyNotNow } from '#domain/agent/why-not-now.ts'
import type { Queue } from '#domain/queue/queue.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'

/** The vendor's numbers and words, and ours, both ways. */

/** Microsoft's `PresenceAvailability`, of which the vendor prints the names. */
export const presences = [
  'None',
  'Online',
  'IdleOnline',
  'Busy',
  'IdleBusy',
  'DoNotDisturb',
  'BeRightBack',
  'Away',
  'Offline',
] as const
type Presence = (typeof presences)[number]

/** Agent, Manager, Reviewer: the order of the vendor's list of roles. */
export const roleNumbers = { agent: 0, manager: 1, reviewer: 2 } as const

/** How an agent's state is called in this API (CH-43). */
export function presenceOf(agent: Agent, load: Load): Presence {
  const why = whyNotNow(agent, load)
  switch (why) {
    case 'disabled':
    case 'offline':
      return 'Offline'
    case 'suspended':
      return agent.availability === 'offline' ? 'Offline' : 'DoNotDisturb'
    case 'busy':
      return 'Busy'
    case 'away':
      return agent.awayReason === 'break' ? 'BeRightBack' : 'Away'
    case 'not-responding':
    case 'connection-lost':
      return 'IdleOnline'
    case 'at-capacity':
    case 'at-daily-limit':
      return 'Busy'
    case 'being-offered':
    case null:
      return 'Online'
  }
}

/** The address under which an agent is known here: their SIP address, or else their e-mail address, with `sip:` before it. */
export function sipOf({ sipAddress, email }: Pick<Agent, 'sipAddress' | 'email'>): string {
  return `sip:${bare(sipAddress ?? email)}`
}

/** The agent with that address, written with `sip:` or without, in any case; one who is gone for good is none. */
export function agentBySip(state: DeskState, sip: string): Agent {
  const wanted = bare(sip).toLowerCase()
  for (const agent of state.agents.values())
    if (!agent.gone && bare(sipOf(agent)).toLowerCase() === wanted) return agent
  throw new Refused(refuse('not-found', 'agent.not-found'))
}

function bare(address: string): string {
  return address.trim().replace(/^sips?:/i, '')
}

/** First and last name; of who has none set the whole name stands in the place of the first. */
export function namesOf({ name, firstName, lastName }: Agent): {
  readonly firstName: string
  readonly lastName: string
} {
  if (firstName === null && lastName === null) return { firstName: name, lastName: '' }
  return { firstName: firstName ?? '', lastName: lastName ?? '' }
}

/** The queue with that number. */
export function queueByNo(state: DeskState, no: number): Queue {
  for (const queue of state.queues.values()) if (queue.no === no) return queue
  throw new Refused(refuse('not-found', 'queue.not-found'))
}
