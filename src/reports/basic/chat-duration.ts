import { lengthBoundsMs } from '#domain/chat/traits.ts'
import { chatCount, chatGroups, shareOfChats } from '../chat-groups.ts'
import { ratio } from '../measure.ts'

const bounds = lengthBoundsMs.map((ms) => ms / 60_000)
/** `0–1`, `1–2` … `> 60`, in minutes. */
const labels = [...bounds.map((bound, place) => `${bounds[place - 1] ?? 0}–${bound}`), `> ${bounds.at(-1)}`]

/** How long chats lasted. */
export const chatDurationReport = chatGroups({
  no: 41,
  id: 'ChatDuration',
  name: 'Duration of chats',
  about: 'Closed chats by how long they lasted, from opening to end, with and without an agent',
  category: 'basic',
  chart: { type: 'column', columns: ['Chats'] },
  trait: 'length',
  labels: [{ name: 'Minutes', unit: 'text', about: 'From the first number on, and less than the second' }],
  rowsFor: () => labels.map((label, value) => ({ value, labels: [label] })),
  columns: [
    chatCount('That lasted so long'),
    shareOfChats,
    {
      name: 'Cumulated share',
      unit: 'share',
      about: 'Of all chats those that lasted so long or less long',
      formula: 'chats of this row and those above ÷ all chats',
      of: ({ upTo, together }) => (upTo === null ? null : ratio(upTo, together.chatCount)),
    },
  ],
})
