import {
  average,
  averageRating,
  count,
  type Measure,
  type Measured,
  measuredOf,
  ratingCount,
  total,
} from './measure.ts'
import { allTogether, rowOwners } from './named-rows.ts'
import { readCells } from './read-cells.ts'
import type { Report, Row } from './report.ts'

const measures: readonly Measure[] = [
  count('Offered', 'Chats held out to the agent, transfers too', 'offeredCount'),
  count('Answered', 'Chats whose first agent they were', 'answeredCount'),
  count('Declined', 'Offers they said no to', 'declinedCount'),
  count('Lapsed', 'Offers that rang out', 'ronaCount'),
  count('Handled', 'Parts that ended of chats that they answered first', 'handledCount'),
  count('Transferred out', 'Chats they gave away', 'transferredCount'),
  count('Transferred in', 'Chats they received', 'transferredInCount'),
  average('Average handle time', 'Mean of talk and paperwork by part', 'handleTime'),
  average('Average first response', 'From the customer’s first message to the agent’s first one', 'firstResponseTime'),
  total('Signed in', 'Time in any status but offline', 'availableTime', 'busyTime', 'awayTime', 'notRespondingTime'),
  total('Available', 'Time available and responding', 'availableTime'),
  total('Busy', 'Time busy', 'busyTime'),
  total('Away', 'Time away, for whatever reason', 'awayTime'),
  count('Messages', 'What they wrote, in chats that ended', 'messageCount'),
  ratingCount,
  averageRating,
]

const valuesOf = (measured: Measured): Row => measures.map(({ of }) => of(measured))

/** What each agent did and how long they were there. */
export const agentsReport: Report = {
  no: 2,
  name: 'Agents',
  about: 'What each agent was offered, answered and wrote, and how long they were there; in all queues',
  columns: [{ name: 'Agent', unit: 'text', about: 'Their name now' }, ...measures],
  rows: async (source, period, scope) => {
    const of = { agentIds: scope.agentIds }
    const { byOwner, all } = await readCells(source, { buckets: [period], of, percentilesOf: [] })
    const rows = rowOwners(source.agents, scope.agentIds, new Set(byOwner.keys())).map((agent) => {
      return [agent.name, ...valuesOf(measuredOf(byOwner.get(agent.id) ?? [], source.rule))]
    })
    return { rows, totals: [...allTogether, ...valuesOf(measuredOf(all, source.rule))] }
  },
}
