import { chatCount, chatGroups, meanRating, namedRows } from '../chat-groups.ts'

/** How many chats had each tag. */
export const tagsReport = chatGroups({
  no: 4,
  id: 'Tags',
  name: 'Tags',
  about: 'Closed chats by tag, in the period in which they ended',
  category: 'text',
  chart: { type: 'bar', columns: ['Chats'] },
  trait: 'tag',
  labels: [
    { name: 'Tag', unit: 'text', about: 'Its name now' },
    { name: 'Group', unit: 'text', about: 'The group of the tag; empty where it is in none' },
  ],
  rowsFor: ({ tags }, found) => {
    const groups = new Map<string, string | null>(tags.map(({ id, groupName }) => [id, groupName]))
    return namedRows(tags, null, found, 'No tag').map(({ value, labels }) => {
      return { value, labels: [...labels, groups.get(String(value)) ?? null] }
    })
  },
  columns: [chatCount('Closed chats with this tag; one with two tags counts for both, in the total once'), meanRating],
})
