import { answeredShare, chatCount, chatGroups, meanRating, mostFrequent } from '../chat-groups.ts'

/** As many as a chart or a reader takes in. */
const mostRows = 100

/** How customers begin. */
export const topQuestionsReport = chatGroups({
  no: 50,
  id: 'TopQuestions',
  name: 'Top questions',
  about: 'The hundred first messages of customers with which most closed chats began',
  category: 'text',
  readsChats: true,
  chart: { type: 'bar', columns: ['Chats'] },
  trait: 'question',
  labels: [
    { name: 'Question', unit: 'text', about: 'In small letters, without punctuation, its first 200 signs' },
    { name: 'Example', unit: 'text', about: 'One of them as it was written' },
  ],
  rowsFor: (_source, found) => mostFrequent(found, mostRows, (value, example) => [value, example]),
  columns: [
    {
      ...chatCount('Closed chats that began so; in the total all closed chats'),
      formula: 'of more than 100,000 different questions the rarest are forgotten on the way',
    },
    answeredShare,
    meanRating,
  ],
})
