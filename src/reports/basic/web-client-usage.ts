import { answeredShare, chatCount, chatGroups, meanRating, mostFrequent, shareOfChats } from '../chat-groups.ts'

/** More sites than anybody has; who asks by a made-up page must not fill the table. */
const mostRows = 1_000

/** Where chats came in. */
export const webClientUsageReport = chatGroups({
  no: 44,
  id: 'WebClientUsage',
  name: 'Web client usage',
  about: 'Closed chats by the site on which they were opened, or the messaging channel over which they came',
  category: 'basic',
  chart: { type: 'pie', columns: ['Chats'] },
  trait: 'source',
  labels: [
    { name: 'Source', unit: 'text', about: 'The host of the page, or the name of the messaging channel' },
    { name: 'Kind', unit: 'text', about: '“web” or “message”; empty where no page was told or the person was erased' },
  ],
  rowsFor: (_source, found) => [
    ...mostFrequent(found, mostRows, (value) => {
      const [kind = '', ...rest] = value.split(':')
      return [rest.join(':') || 'Unknown', kind]
    }),
    ...(found.has(null) ? [{ value: null, labels: ['Unknown', null] }] : []),
  ],
  columns: [chatCount('That came in there'), shareOfChats, answeredShare, meanRating],
})
