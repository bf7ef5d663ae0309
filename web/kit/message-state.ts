import type { MarksView, MessageView } from '#dialects/house/views.ts'

export type MessageState = 'stored' | 'delivered' | 'read'

/** How far an own message has got: on the desk's disk, on the other side's page, read there. (*Pending* ones are not messages yet.) */
export function messageState({ seq }: MessageView, marks: MarksView, ownSide: 'customer' | 'agent'): MessageState {
  const other = marks[ownSide === 'customer' ? 'agent' : 'customer']
  return other.read >= seq ? 'read' : other.delivered >= seq ? 'delivered' : 'stored'
}
