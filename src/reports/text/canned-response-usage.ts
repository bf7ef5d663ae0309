import { chatCount, chatGroups, type GroupedRow, namedRows } from '../chat-groups.ts'

/** The agent stands behind the response. */
const agentPlace = 1
const chats = chatCount(
  'Closed chats in which it was used; one with two responses counts for both, so there is no total',
)

/** How often prepared texts were used. */
export const cannedResponseUsageReport = chatGroups({
  no: 48,
  id: 'CannedResponseUsage',
  name: 'Use of canned responses',
  about: 'From which canned responses messages of agents were made, as they were or after a change, in closed chats',
  category: 'text',
  chart: { type: 'bar', columns: ['Used'] },
  trait: 'cannedResponse',
  further: ['agent'],
  labels: [{ name: 'Canned response', unit: 'text', about: 'Its name now; its id once it was removed' }],
  rowsFor: ({ cannedResponses }, found) => namedRows(cannedResponses, null, found, null),
  columns: [
    {
      name: 'Used',
      unit: 'count',
      about: 'Messages that were made from it',
      of: ({ groups }) => groups.reduce((total, { times }) => total + times, 0),
    },
    { ...chats, of: (row) => (row.upTo === null ? null : chats.of(row)) },
    {
      name: 'Agents',
      unit: 'count',
      about: 'Agents who had those chats last: in a chat that was passed on another may have written it',
      of: agentCount,
    },
  ],
})

function agentCount({ groups }: GroupedRow): number {
  return new Set(groups.map(({ values }) => values[agentPlace])).size
}
