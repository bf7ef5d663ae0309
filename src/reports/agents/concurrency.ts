import { byAgent } from '../interval-report.ts'
import { derived, lasted, ratio, total } from '../measure.ts'

const atWork = ['inChatTime', 'wrapUpTime'] as const

/** How many chats agents had at once. */
export const concurrencyReport = byAgent({
  no: 24,
  id: 'Concurrency',
  name: 'Chats at once',
  about: 'Mean number of chats that agents held while they held at least one',
  category: 'agents',
  chart: { type: 'bar', columns: ['Chats at once'] },
  of: 'agents',
  measures: [
    total('With a chat', 'Time with at least one chat or its paperwork', ...atWork),
    total('Chat time', 'Time of all chats that they held, paperwork too, added up', 'usedSlotTime'),
    derived(
      { name: 'Chats at once', unit: 'number', about: 'The mean', formula: 'chat time ÷ time with a chat' },
      { times: [...atWork, 'usedSlotTime'] },
      ({ sum }) => ratio(lasted(sum, ['usedSlotTime']), lasted(sum, atWork)),
    ),
  ],
})
