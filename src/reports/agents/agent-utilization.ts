import { byAgent } from '../interval-report.ts'
import { derived, lasted, ratio, total } from '../measure.ts'

/** How much of what agents could have taken they had. */
export const agentUtilizationReport = byAgent({
  no: 21,
  id: 'AgentUtilization',
  name: 'Utilization of agents',
  about: 'How many of the chats that agents could hold at once they held; unlike occupancy it knows of several at once',
  category: 'agents',
  chart: { type: 'bar', columns: ['Utilization'] },
  of: 'agents',
  measures: [
    total('Available', 'Time available and responding', 'availableTime'),
    total('Slots offered', 'Capacity × time in which chats could be offered', 'offeredSlotTime'),
    total('Slots used', 'Time of all chats that they held, paperwork too', 'usedSlotTime'),
    derived(
      {
        name: 'Utilization',
        unit: 'share',
        about: 'More than all where chats went on while no further ones were offered',
        formula: 'slots used ÷ slots offered',
      },
      { times: ['offeredSlotTime', 'usedSlotTime'] },
      ({ sum }) => ratio(lasted(sum, ['usedSlotTime']), lasted(sum, ['offeredSlotTime'])),
    ),
  ],
})
