import { rowOwners } from './named-rows.ts'
import { piecesOf } from './pieces.ts'
import type { Report } from './report.ts'

/** How many chats had each tag. */
export const tagsReport: Report = {
  no: 4,
  name: 'Tags',
  about: 'Closed chats by tag, in the period in which they ended',
  columns: [
    { name: 'Tag', unit: 'text', about: 'Its name now' },
    { name: 'Group', unit: 'text', about: 'The group of the tag; empty where it is in none' },
    {
      name: 'Chats',
      unit: 'count',
      about: 'Closed chats with this tag; one with two tags counts for both, so the total counts labels',
    },
  ],
  rows: async (source, period, { queueIds }) => {
    const counts = new Map<string, number>()
    for (const { from, to } of queueIds?.length === 0 ? [] : piecesOf([period])) {
      if (from >= source.now) break
      for (const { tagId, chatCount } of await source.tagCounts({ from, to, queueIds }))
        counts.set(tagId, (counts.get(tagId) ?? 0) + chatCount)
    }
    const rows = rowOwners(source.tags, null, new Set(counts.keys())).map((tag) => {
      return [tag.name, 'groupName' in tag ? tag.groupName : null, counts.get(tag.id) ?? 0]
    })
    return { rows, totals: ['Total', null, counts.values().reduce((sum, chatCount) => sum + chatCount, 0)] }
  },
}
