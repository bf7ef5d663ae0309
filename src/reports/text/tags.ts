import { rowOwners } from '../named-rows.ts'
import { piecesOf } from '../pieces.ts'
import type { Report } from '../report.ts'

/** How many chats had each tag. */
export const tagsReport: Report = {
  no: 4,
  id: 'Tags',
  name: 'Tags',
  about: 'Closed chats by tag, in the period in which they ended',
  category: 'text',
  chart: { type: 'bar', columns: ['Chats'] },
  of: 'queues',
  groupings: [],
  columns: [
    { name: 'Tag', unit: 'text', about: 'Its name now' },
    { name: 'Group', unit: 'text', about: 'The group of the tag; empty where it is in none' },
    {
      name: 'Chats',
      unit: 'count',
      about: 'Closed chats with this tag; one with two tags counts for both, so the total counts labels',
    },
  ],
  async *rows(source, { range, scope: { queueIds } }) {
    const counts = new Map<string, number>()
    for (const { from, to } of queueIds?.length === 0 ? [] : piecesOf(range)) {
      if (from >= source.now) break
      for (const { tagId, chatCount } of await source.store.tagCounts({ from, to, queueIds }))
        counts.set(tagId, (counts.get(tagId) ?? 0) + chatCount)
    }
    for (const tag of rowOwners(source.tags, null, new Set(counts.keys()))) {
      const group = 'groupName' in tag ? tag.groupName : null
      yield { key: tag.id, values: [tag.name, group, counts.get(tag.id) ?? 0] }
    }
    return ['Total', null, counts.values().reduce((sum, chatCount) => sum + chatCount, 0)]
  },
  behind: () => null,
}
