import {
  agentColumn,
  channelColumn,
  chatList,
  column,
  customerColumn,
  emailColumn,
  endedColumn,
  endingColumn,
  numberColumn,
  openedColumn,
  pageColumn,
  questionColumn,
  queueColumn,
} from '../chat-list.ts'

/** Everything that is kept about each chat. */
export const chatDetailsReport = chatList({
  no: 40,
  id: 'ChatDetails',
  name: 'Chat details',
  about: 'Every closed chat in the period in which it ended; one whose paperwork is not done yet is still to come',
  category: 'basic',
  where: [],
  columns: [
    queueColumn,
    agentColumn,
    customerColumn,
    emailColumn,
    channelColumn,
    pageColumn,
    openedColumn,
    numberColumn('Queued', 'instant', 'When it got its first place in a queue', ({ queuedAt }) => queuedAt),
    column('Answered', 'instant', 'First acceptance by an agent', ({ chat }) => chat.answeredAt),
    endedColumn,
    endingColumn,
    numberColumn(
      'Wait',
      'ms',
      'From its first place in a queue to the first acceptance, or else to the end',
      (numbers) => {
        return numbers.waitMs
      },
    ),
    numberColumn('Talk', 'ms', 'With an agent, time on hold too', ({ talkMs }) => talkMs),
    numberColumn('Hold', 'ms', 'Of that on hold', ({ heldMs }) => heldMs),
    numberColumn('Wrap-up', 'ms', 'Paperwork of the last agent', ({ wrapUpMs }) => wrapUpMs),
    numberColumn(
      'First response',
      'ms',
      'From the customer’s first message to the first of an agent; empty where the agent spoke first',
      ({ firstResponseMs }) => firstResponseMs,
    ),
    numberColumn('Customer messages', 'count', 'What the customer wrote', (numbers) => numbers.customerMessageCount),
    numberColumn('Agent messages', 'count', 'What agents wrote', ({ agentMessageCount }) => agentMessageCount),
    numberColumn('Transfers', 'count', 'How often an agent passed it on', ({ transferCount }) => transferCount),
    column('Tags', 'text', 'By their names now', ({ chat: { tagIds } }, { tags }) => {
      return tagIds.map((id) => tags.get(id) ?? id).join(', ') || null
    }),
    column('Disposition', 'text', 'As it was called when it was set', ({ chat }) => chat.disposition?.label ?? null),
    column('Resolved', 'text', '“yes”, “no”, or empty where nobody said', ({ chat: { resolved } }) => {
      return resolved === null ? null : resolved ? 'yes' : 'no'
    }),
    column('Rating', 'count', 'The customer’s score from 1 to 5', ({ chat }) => chat.rating?.score ?? null),
    column('Comment', 'text', 'What the customer wrote with it', ({ chat }) => chat.rating?.comment || null),
    questionColumn,
  ],
})
