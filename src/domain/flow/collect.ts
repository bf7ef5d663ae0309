import type { FlowSets } from './flow.ts'
import type { Collected } from './run.ts'

export const nothingCollected: Collected = { queueId: null, tagIds: [], skillIds: [], attributes: {} }

/** Adds what a node or a choice sets: a later queue or attribute wins, tags and skills add up without repeating. */
export function collect(collected: Collected, sets: FlowSets): Collected {
  return {
    queueId: sets.queueId ?? collected.queueId,
    tagIds: union(collected.tagIds, sets.tagIds),
    skillIds: union(collected.skillIds, sets.skillIds),
    attributes: { ...collected.attributes, ...sets.attributes },
  }
}

function union(known: readonly string[], added: readonly string[] = []): readonly string[] {
  return [...new Set([...known, ...added])]
}
