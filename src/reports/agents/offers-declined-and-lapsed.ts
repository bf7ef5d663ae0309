import { byAgent } from '../interval-report.ts'
import { count, share } from '../measure.ts'

/** What became of offers that were not accepted. */
export const offersDeclinedAndLapsedReport = byAgent({
  no: 23,
  id: 'OffersDeclinedAndLapsed',
  name: 'Offers declined and lapsed',
  about: 'How many of the chats held out to agents they said no to or let ring out; several of one chat count each',
  category: 'agents',
  chart: { type: 'bar', columns: ['Declined', 'Lapsed'] },
  of: 'agents',
  measures: [
    count('Offered', 'Chats held out to the agent, transfers too', 'offeredCount'),
    count('Declined', 'They said no', 'declinedCount'),
    count('Lapsed', 'They did not answer in time', 'ronaCount'),
    share('Decline rate', 'Share of offers', 'declined ÷ offered', ['declinedCount'], ['offeredCount']),
    share('Lapse rate', 'Share of offers', 'lapsed ÷ offered', ['ronaCount'], ['offeredCount']),
  ],
})
