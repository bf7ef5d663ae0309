import { chatCount, chatGroups, mostFrequent, shareOfChats } from '../chat-groups.ts'

/** As many as a chart or a reader takes in. */
const mostRows = 100

/** What customers write about. */
export const topWordsReport = chatGroups({
  no: 49,
  id: 'TopWords',
  name: 'Top words',
  about: 'The hundred words that customers wrote in most closed chats; names of people are words too',
  category: 'text',
  readsChats: true,
  chart: { type: 'bar', columns: ['Chats'] },
  trait: 'word',
  labels: [
    {
      name: 'Word',
      unit: 'text',
      about:
        'In small letters: three to forty letters and digits of any script, without the commonest words of English and German',
    },
  ],
  rowsFor: (_source, found) => mostFrequent(found, mostRows, (value) => [value]),
  columns: [
    {
      ...chatCount('Closed chats in which the customer wrote it, however often; in the total all closed chats'),
      formula: 'of more than 100,000 different words the rarest are forgotten on the way',
    },
    shareOfChats,
  ],
})
