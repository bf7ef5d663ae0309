import { type Refusal, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Agent } from './agent.ts'
import type { QueuesOfAgent } from './set-queues.ts'

/** What everyone may say of themselves without managing people: whether they take chats, and of what they wish to be told. */
const own: readonly string[] = ['do', 'agentId', 'availability', 'awayReason', 'notifications']

/** The command with nothing in it but what is one's own to say. */
export function onlyOwn<Command extends { readonly queues?: QueuesOfAgent }>(command: Command): Command {
  return Object.fromEntries(Object.entries(command).filter(([field]) => own.includes(field))) as Command
}

/** Refuses, each by name, what is not one's own to say and differs from what is; null when nothing does. */
export function othersFields(
  state: DeskState,
  agent: Agent,
  command: { readonly queues?: QueuesOfAgent },
): Refusal | null {
  const differing = Object.entries(command).filter(
    ([field, wanted]) => wanted !== undefined && !own.includes(field) && !isAsItIs(state, agent, field, wanted),
  )
  const problems = differing.map(([field]) => ({
    field: named[field] ?? field,
    accepted: 'what it is: only who manages people changes it',
  }))
  return refuseWrong('permission.missing', problems, 'not-allowed')
}

const named: Readonly<Record<string, string>> = { queues: 'queues.ids', passwordHash: 'password' }

function isAsItIs(state: DeskState, agent: Agent, field: string, wanted: unknown): boolean {
  if (field === 'queues') {
    const { ids } = wanted as QueuesOfAgent
    return new Set(ids).symmetricDifference(state.queuesOf(agent.id)).size === 0
  }
  return JSON.stringify(wanted) === JSON.stringify(agent[field as keyof Agent])
}
