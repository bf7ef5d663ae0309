import { byAgent } from '../interval-report.ts'
import { derived, lasted, ratio, total } from '../measure.ts'

const atWork = ['inChatTime', 'wrapUpTime'] as const

/** How much of their time agents had something to do. */
export const agentOccupancyReport = byAgent({
  no: 22,
  id: 'AgentOccupancy',
  name: 'Occupancy of agents',
  about: 'Share of the time in which agents had at least one chat, of that and the time available with none',
  category: 'agents',
  chart: { type: 'bar', columns: ['Occupancy'] },
  of: 'agents',
  measures: [
    total('In chat', 'Time with at least one chat', 'inChatTime'),
    total('Paperwork only', 'Time with paperwork and no chat', 'wrapUpTime'),
    total('Idle', 'Time available with neither', 'idleTime'),
    derived(
      {
        name: 'Occupancy',
        unit: 'share',
        about: 'Share of the time with something to do',
        formula: '(in chat + paperwork only) ÷ (in chat + paperwork only + idle)',
      },
      { times: [...atWork, 'idleTime'] },
      ({ sum }) => ratio(lasted(sum, atWork), lasted(sum, [...atWork, 'idleTime'])),
    ),
    total('Busy', 'Time busy', 'busyTime'),
    total('Away', 'Time away, for whatever reason', 'awayTime'),
    total('Not responding', 'Time after an offer rang out, until they were back', 'notRespondingTime'),
  ],
})
