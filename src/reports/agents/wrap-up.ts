import { byAgent } from '../interval-report.ts'
import { spreadOf, total } from '../measure.ts'

/** How long paperwork took. */
export const wrapUpReport = byAgent({
  no: 25,
  id: 'WrapUp',
  name: 'Wrap-up',
  about: 'Time from the end of a chat until its paperwork was done',
  category: 'agents',
  chart: { type: 'bar', columns: ['Average'] },
  of: 'agents',
  measures: [
    ...spreadOf('afterCallTime', 'Chats', 'Chats with paperwork'),
    total('Together', 'All paperwork added up, several at once each', 'afterCallTime'),
    total('Paperwork only', 'Time with paperwork and no chat', 'wrapUpTime'),
  ],
})
