import {
  channelColumn,
  chatList,
  column,
  customerColumn,
  emailColumn,
  endedColumn,
  numberColumn,
  openedColumn,
  pageColumn,
  queueColumn,
} from '../chat-list.ts'

/** Who left, or was given up, before an agent accepted. */
export const abandonedChatsReport = chatList({
  no: 46,
  id: 'AbandonedChats',
  name: 'Abandoned chats',
  about:
    'Chats whose customer left, or was given up by the queue, before any agent accepted; also those whom a full queue turned away, who have no wait',
  category: 'performance',
  where: [{ trait: 'ending', values: ['abandoned'] }],
  columns: [
    queueColumn,
    customerColumn,
    emailColumn,
    channelColumn,
    pageColumn,
    openedColumn,
    endedColumn,
    numberColumn('Wait', 'ms', 'From its first place in a queue to the end', ({ waitMs }) => waitMs),
    column(
      'Short',
      'text',
      '“yes” where they left so soon that they never really waited, “no” otherwise; empty where the wait is unknown',
      ({ chat: { queueId, numbers } }, { source }) => {
        if (!numbers || numbers.waitMs === null) return null
        const { shortAbandonMs } = source.queues.find(({ id }) => id === queueId)?.rule ?? source.rule
        return numbers.waitMs < shortAbandonMs ? 'yes' : 'no'
      },
      'waited less than the rule of the queue calls short now',
    ),
    column(
      'Given up by',
      'text',
      '“customer” who left, or “system”: it waited as long as the queue lets anybody wait, or their line was gone for too long',
      ({ chat }) => chat.endedBy,
    ),
    numberColumn('Promised from', 'ms', 'The shortest wait that was promised on entering; empty: none', (numbers) => {
      return numbers.estimateMs?.fromMs ?? null
    }),
    numberColumn('Promised to', 'ms', 'The longest wait that was promised on entering; empty: none', (numbers) => {
      return numbers.estimateMs?.toMs ?? null
    }),
  ],
})
