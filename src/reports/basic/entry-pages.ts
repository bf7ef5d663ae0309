import { answeredShare, chatCount, chatGroups, meanRating, mostFrequent, shareOfChats } from '../chat-groups.ts'

/** Pages beyond these are told by the total only. */
const mostRows = 1_000

/** On which pages chats were opened. */
export const entryPagesReport = chatGroups({
  no: 45,
  id: 'EntryPages',
  name: 'Entry pages',
  about: 'Closed chats by the page on which they were opened; the thousand pages with most',
  category: 'basic',
  chart: { type: 'bar', columns: ['Chats'] },
  trait: 'page',
  labels: [{ name: 'Page', unit: 'text', about: 'Its address without query and fragment' }],
  rowsFor: (_source, found) => [
    ...mostFrequent(found, mostRows, (value) => [value]),
    ...(found.has(null) ? [{ value: null, labels: ['Unknown'] }] : []),
  ],
  columns: [chatCount('That were opened there'), shareOfChats, answeredShare, meanRating],
})
