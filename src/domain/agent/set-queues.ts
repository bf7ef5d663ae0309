import { knownTo } from '../access/known.ts'
import { mustBeAgent, mustHave } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Fact } from '../events.ts'
import type { AgentId, QueueId } from '../ids.ts'
import { type Known, missing } from '../organisation/nouns.ts'
import { checkServing } from '../queue/check-queue.ts'
import { member, type Queue, type QueueMember } from '../queue/queue.ts'
import type { Problem } from '../refusal.ts'
import type { DeskState } from '../state.ts'

/** The queues whose member an agent is from now on, exactly these; where they are a member already, they stay as they are. */
export interface QueuesOfAgent {
  readonly ids: readonly QueueId[]
  /** Whether they are offered chats of the queues that are new to them. */
  readonly receivesChats: boolean
}

/** What putting an agent in queues comes to; the facts count only when there are no problems. */
export interface QueuesSet {
  readonly facts: readonly Fact[]
  readonly problems: readonly Problem[]
}

/** Of who is left where they are. */
export const noQueues: QueuesSet = { facts: [], problems: [] }

interface Changed {
  readonly queue: Queue
  readonly members: readonly QueueMember[]
}

/**
 * Puts an agent in these queues and takes them out of all others that exist for the actor: what one may not see, one cannot
 * empty by leaving it out. Stops the decision unless the actor may set up each queue that changes.
 */
export function queuesSet(state: DeskState, actor: Actor, agentId: AgentId, wanted: QueuesOfAgent): QueuesSet {
  const known = knownTo(state, actor)
  const changed = changedBy(state, actor, agentId, wanted, known)
  for (const { queue } of changed) mustHave(state, actor, 'queues.manage', queue)
  const problems = wanted.ids.flatMap((queueId, at) => {
    const field = `queues.ids[${at}]`
    const twice = wanted.ids.indexOf(queueId) < at
    return twice ? [{ field, accepted: 'each queue once' }] : missing(known, 'queues', queueId, field)
  })
  return {
    facts: changed.map(({ queue, members }) => ({ type: 'queue.changed', queueId: queue.id, settings: { members } })),
    problems: [...problems, ...changed.flatMap((change) => leftAlone(state, change, known))],
  }
}

function changedBy(
  state: DeskState,
  actor: Actor,
  agentId: AgentId,
  { ids, receivesChats }: QueuesOfAgent,
  known: Known,
): readonly Changed[] {
  if (actor.kind !== 'system') mustBeAgent(state, actor)
  const changed: Changed[] = []
  for (const queue of state.queues.values()) {
    const isMember = state.membersOf(queue.id).has(agentId)
    if (isMember === ids.includes(queue.id) || !known('queues', queue.id)) continue
    const members = isMember
      ? queue.members.filter((one) => one.agentId !== agentId)
      : [...queue.members, { ...member(agentId), receivesChats }]
    changed.push({ queue, members })
  }
  return changed
}

/** A queue to which chats overflow keeps somebody who is offered them: it is named, and so must stay among those given. */
function leftAlone(state: DeskState, { queue, members }: Changed, known: Known): Problem[] {
  if (members.length > queue.members.length) return []
  return checkServing(state, { enabled: queue.enabled, members }, queue.id, known).map(({ accepted }) => ({
    field: 'queues.ids',
    accepted: `queue ${queue.no} too, which must be ${accepted}`,
  }))
}
