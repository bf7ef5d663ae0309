import { agentColumn, chatList, column, queueColumn } from '../chat-list.ts'

/** What customers wrote with their scores. */
export const ratingCommentsReport = chatList({
  no: 53,
  id: 'RatingComments',
  name: 'Rating comments',
  about: 'What customers wrote with their scores, in the period in which their chats ended',
  category: 'text',
  where: [{ trait: 'commented', values: [true] }],
  columns: [
    column('Score', 'count', 'From 1 to 5', ({ chat }) => chat.rating?.score ?? null),
    column('Comment', 'text', 'As written', ({ chat }) => chat.rating?.comment ?? null),
    agentColumn,
    queueColumn,
    column('Rated', 'instant', 'When the score was given', ({ chat }) => chat.rating?.at ?? null),
  ],
})
