import type { MarksView, MessageView } from '#dialects/house/views.ts'
import { type MessageState, messageState } from '../../kit/message-state.ts'

const togetherMs = 120_000

/** A message and how it stands among its neighbours. */
export interface LineOf {
  readonly message: MessageView
  /** The first of another day than the one before. */
  readonly newDay: boolean
  /** The first of a run of one author: it bears the name. */
  readonly first: boolean
  /** The last of a run, or the last with this state: it bears the time and the state. */
  readonly last: boolean
  /** How far it got, for our own side's messages. */
  readonly state: MessageState | null
}

/** Groups a conversation: what one author said in a row stands together. */
export function linesOf(messages: readonly MessageView[], marks: MarksView | null): readonly LineOf[] {
  const states = messages.map((message) =>
    marks && message.kind !== 'notice' && message.author.kind === 'agent'
      ? messageState(message, marks, 'agent')
      : null,
  )
  return messages.map((message, index) => {
    const [before, after] = [messages[index - 1], messages[index + 1]]
    const state = states[index] ?? null
    return {
      message,
      newDay: !before || !sameDay(before.at, message.at),
      first: !follows(before, message),
      last: !follows(message, after) || state !== states[index + 1],
      state,
    }
  })
}

function follows(one: MessageView | undefined, next: MessageView | undefined): boolean {
  if (!one || !next || one.kind === 'notice' || next.kind === 'notice') return false
  return one.author.id === next.author.id && next.at - one.at < togetherMs && sameDay(one.at, next.at)
}

function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}
