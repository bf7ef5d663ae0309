import {
  chatList,
  column,
  customerColumn,
  endedColumn,
  endingColumn,
  openedColumn,
  pageColumn,
  questionColumn,
} from '../chat-list.ts'

/** Chats that a welcome flow led before an agent was asked for. */
export const botChatDetailsReport = chatList({
  no: 43,
  id: 'BotChatDetails',
  name: 'Bot chat details',
  about: 'Every closed chat that began in a welcome flow, with or without an outside bot in it',
  category: 'basic',
  where: [{ trait: 'led', values: [true] }],
  columns: [
    customerColumn,
    pageColumn,
    openedColumn,
    column('Steps', 'count', 'Nodes of the flow that it passed', ({ chat }) => chat.flowSteps?.length ?? null),
    column('Time in flow', 'ms', 'From the first step to the end of the last', ({ chat: { flowSteps } }) => {
      const [first, last] = [flowSteps?.at(0), flowSteps?.at(-1)]
      return first && last ? last.leftAt - first.enteredAt : null
    }),
    column('Last step', 'text', 'The note of the last node, or else its id', ({ chat: { flowSteps } }) => {
      const last = flowSteps?.at(-1)
      return last ? (last.note ?? last.nodeId) : null
    }),
    column('Left by', 'text', 'How the last step was left', ({ chat }) => chat.flowSteps?.at(-1)?.end ?? null),
    column(
      'Handed to',
      'text',
      'The first queue in which it waited for an agent; empty where it never did',
      ({ chat: { numbers } }, { queues }) => {
        if (!numbers || numbers.queuedAt === null) return null
        return queues.get(numbers.firstQueueId) ?? numbers.firstQueueId
      },
    ),
    column('Answered', 'instant', 'First acceptance by an agent', ({ chat }) => chat.answeredAt),
    endedColumn,
    endingColumn,
    questionColumn,
  ],
})
