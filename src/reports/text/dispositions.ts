import { chatCount, chatGroups, meanRating, namedRows, shareOfChats } from '../chat-groups.ts'

/** What chats were about, as agents set it. */
export const dispositionsReport = chatGroups({
  no: 51,
  id: 'Dispositions',
  name: 'Dispositions',
  about: 'Closed chats by disposition, in the period in which they ended',
  category: 'text',
  chart: { type: 'bar', columns: ['Chats'] },
  trait: 'disposition',
  labels: [{ name: 'Disposition', unit: 'text', about: 'Its name now; of one that is gone, what it was called' }],
  rowsFor: ({ dispositions }, found) => {
    const known = new Set<unknown>(dispositions.map(({ id }) => id))
    return namedRows(dispositions, null, found, 'None').map((row) => {
      const isGone = row.value !== null && !known.has(row.value)
      return isGone ? { ...row, labels: [found.get(row.value)?.[0]?.example ?? null] } : row
    })
  },
  columns: [chatCount('Closed chats with this disposition'), shareOfChats, meanRating],
})
