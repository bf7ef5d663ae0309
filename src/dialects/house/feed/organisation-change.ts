import type { Committed } from '#desk/committed.ts'
import type { Agent } from '#domain/agent/agent.ts'
import type { AgentId, QueueId } from '#domain/ids.ts'
import type { Queue } from '#domain/queue/queue.ts'
import { presentAgentRow, presentLoad, presentQueue } from '../present.ts'
import { type Image, rightsTables } from './image.ts'
import { patchOf } from './patch.ts'

/** What a commit changes for everybody: people, queues, and who may see what. All asked before the image takes it in. */

/** A patch as text, for those who may see what it is about. */
interface Shared<Row> {
  readonly row: Row
  readonly text: string
}

export interface SharedChange {
  readonly agents: readonly Shared<Agent>[]
  readonly queues: readonly Shared<Queue>[]
  readonly goneQueues: readonly Shared<Queue>[]
}

/** Colleagues and queues that are different now. */
export function sharedChange(image: Image, { rows }: Committed): SharedChange {
  const patches = new Map<string, object>()
  const add = (patch: { readonly id: string } | null) => {
    if (patch) patches.set(patch.id, { ...patches.get(patch.id), ...patch })
  }
  for (const [id, agent] of rows.agents) {
    if (!agent) continue
    const before = image.agents.get(id as AgentId)
    add(patchOf(before ? presentAgentRow(before) : null, presentAgentRow(agent)))
    if (!before) add({ id, ...presentLoad(rows.loads.get(id)) })
  }
  for (const [id, load] of rows.loads) {
    const before = { id, ...presentLoad(image.loads.get(id as AgentId)) }
    add(patchOf(before, { id, ...presentLoad(load) }))
  }
  const agents = [...patches].flatMap(([id, patch]) => {
    const row = rows.agents.get(id) ?? image.agents.get(id as AgentId)
    return row ? [{ row, text: JSON.stringify(patch) }] : []
  })
  const queues: Shared<Queue>[] = []
  const goneQueues: Shared<Queue>[] = []
  for (const [id, row] of rows.queues) {
    const before = image.queues.get(id as QueueId)
    if (!row && before) goneQueues.push({ row: before, text: JSON.stringify(id) })
    const patch = row && patchOf(before ? presentQueue(before) : null, presentQueue(row))
    if (row && patch) queues.push({ row, text: JSON.stringify(patch) })
  }
  return { agents, queues, goneQueues }
}

/** Whether an agent or a queue has another name now. */
export function isRenamed(image: Image, { rows }: Committed): boolean {
  const { agents, queues } = image
  const renamed = (before: { readonly name: string } | undefined, after: { readonly name: string } | null) =>
    before !== undefined && after !== null && before.name !== after.name
  for (const agent of rows.agents.values()) if (agent && renamed(agents.get(agent.id), agent)) return true
  for (const queue of rows.queues.values()) if (queue && renamed(queues.get(queue.id), queue)) return true
  return false
}

/** Agents who may see something else than before the commit; null: perhaps anybody. */
export function whoseRightsChanged(image: Image, { rows }: Committed): ReadonlySet<AgentId> | null {
  if (rightsTables.some((table) => rows[table].size > 0) || rows.centre.size > 0) return null
  const changed = new Set<AgentId>()
  for (const [id, queue] of rows.queues) {
    const before = image.queues.get(id as QueueId)
    if (before && queue && !samePlace(before, queue)) return null
    for (const agentId of peopleOf(before).symmetricDifference(peopleOf(queue))) changed.add(agentId)
    // Who comes to a queue or leaves it is a colleague of all its members from then on, or no longer one.
    const [was, is] = [membersOf(before), membersOf(queue)]
    if (was.symmetricDifference(is).size > 0 && !image.isOpenHouse)
      for (const agentId of was.union(is)) changed.add(agentId)
  }
  for (const agent of rows.agents.values()) {
    const before = agent && image.agents.get(agent.id)
    if (before && before.teamId !== agent.teamId) return null
    if (before && (before.role !== agent.role || before.enabled !== agent.enabled)) changed.add(agent.id)
  }
  return changed
}

function samePlace(a: Queue, b: Queue): boolean {
  return a.unitId === b.unitId && a.teamIds.join() === b.teamIds.join()
}

function membersOf(queue: Queue | null | undefined): ReadonlySet<AgentId> {
  return new Set(queue?.members.map(({ agentId }) => agentId))
}

function peopleOf(queue: Queue | null | undefined): ReadonlySet<AgentId> {
  return new Set([...membersOf(queue), ...(queue?.managerIds ?? []), ...(queue?.reviewerIds ?? [])])
}
