import { chatCount, chatGroups, countAt, countOf, namedRows } from '../chat-groups.ts'
import { ratio } from '../measure.ts'

/** What was said stands behind the queue. */
const saidPlace = 1
const said = (...values: (boolean | null)[]) => ({ trait: 'resolved', values }) as const

/** Whether matters were settled. */
export const resolvedReport = chatGroups({
  no: 54,
  id: 'Resolved',
  name: 'Resolved',
  about: 'Closed chats by whether their matter was said to be settled, by queue',
  category: 'text',
  chart: { type: 'pie', columns: ['Resolved', 'Not resolved', 'Nobody said'] },
  trait: 'queue',
  further: ['resolved'],
  labels: [{ name: 'Queue', unit: 'text', about: 'Its name now' }],
  rowsFor: ({ queues }, found, { scope }) => namedRows(queues, scope.queueIds, found, null),
  columns: [
    chatCount('All that ended and are closed'),
    countOf('Resolved', 'Said to be settled', saidPlace, said(true)),
    countOf('Not resolved', 'Said not to be settled', saidPlace, said(false)),
    countOf('Nobody said', 'Nobody said either', saidPlace, said(null)),
    {
      name: 'Resolved share',
      unit: 'share',
      about: 'Of the chats of which somebody said it',
      formula: 'resolved ÷ (resolved + not resolved)',
      of: (row) => ratio(countAt(row, saidPlace, said(true)), countAt(row, saidPlace, said(true, false))),
      counts: [said(true)],
    },
  ],
})
