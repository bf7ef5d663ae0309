import { chatSumsOf } from '#domain/chat/chat-groups.ts'
import {
  chatCount,
  chatGroups,
  countAt,
  countOf,
  type GroupedRow,
  meanRating,
  namedRows,
  rated,
} from '../chat-groups.ts'
import { ratio } from '../measure.ts'

/** The score stands behind the queue. */
const scorePlace = 1
const score = (...values: number[]) => ({ trait: 'score', values }) as const
const ratingCount = ({ groups }: GroupedRow) => chatSumsOf(groups).ratingCount

/** How customers judged what an agent did for them. */
export const ratingsReport = chatGroups({
  no: 52,
  id: 'Ratings',
  name: 'Ratings',
  about: 'Closed chats that an agent had accepted, and the scores that customers gave them, by queue',
  category: 'text',
  chart: { type: 'column', columns: ['Score 1', 'Score 2', 'Score 3', 'Score 4', 'Score 5'] },
  where: [{ trait: 'ending', values: ['completed'] }],
  trait: 'queue',
  further: ['score'],
  labels: [{ name: 'Queue', unit: 'text', about: 'Its name now' }],
  rowsFor: ({ queues }, found, { scope }) => namedRows(queues, scope.queueIds, found, null),
  columns: [
    chatCount('Chats that an agent had accepted; who then left waiting for a further agent counts too', 'Answered'),
    { name: 'Ratings', unit: 'count', about: 'Of them, how many got a score', of: ratingCount, counts: [rated] },
    {
      name: 'Response rate',
      unit: 'share',
      about: 'How many of them were rated',
      formula: 'ratings ÷ answered',
      of: (row) => ratio(ratingCount(row), chatSumsOf(row.groups).chatCount),
      counts: [rated],
    },
    ...[1, 2, 3, 4, 5].map((value) => countOf(`Score ${value}`, `Scores of ${value}`, scorePlace, score(value))),
    {
      name: 'CSAT',
      unit: 'share',
      about: 'Customer satisfaction: scores in the top two of five',
      formula: 'fours and fives ÷ all scores',
      of: (row) => ratio(countAt(row, scorePlace, score(4, 5)), ratingCount(row)),
      counts: [score(4, 5)],
    },
    meanRating,
  ],
})
