import type { Committed } from '#desk/committed.ts'
import type { AgentId } from '#domain/ids.ts'
import { presentAgentRow, presentLoad, presentQueue } from '../present.ts'
import { emptyParts, type FrameParts } from './frame-text.ts'
import type { Image } from './image.ts'
import { patchOf } from './patch.ts'

/** What a commit changes for everybody: people, queues, and who may see what. All asked before the image takes it in. */

/** What every agent sees alike: colleagues and queues. */
export function sharedParts(image: Image, { rows }: Committed): FrameParts {
  const parts = emptyParts()
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
  parts.agents.push(...[...patches.values()].map((patch) => JSON.stringify(patch)))
  for (const queue of rows.queues.values()) {
    const before = queue && image.queues.get(queue.id)
    const patch = queue && patchOf(before ? presentQueue(before) : null, presentQueue(queue))
    if (patch) parts.queues.push(JSON.stringify(patch))
  }
  return parts
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

/** Agents who may see other chats than before the commit. */
export function whoseRightsChanged(image: Image, { rows }: Committed): ReadonlySet<AgentId> {
  const changed = new Set<AgentId>()
  for (const queue of rows.queues.values()) {
    if (!queue) continue
    const before = new Set(image.queues.get(queue.id)?.members.map(({ agentId }) => agentId))
    const after = new Set(queue.members.map(({ agentId }) => agentId))
    for (const agentId of before.symmetricDifference(after)) changed.add(agentId)
  }
  for (const agent of rows.agents.values()) {
    const before = agent && image.agents.get(agent.id)
    if (before && before.role !== agent.role) changed.add(agent.id)
  }
  return changed
}
