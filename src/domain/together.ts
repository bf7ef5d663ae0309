import type { Actor } from './actor.ts'
import { type TagChat, tagChat } from './chat/tag-chat.ts'
import { type ChangeCustomer, changeCustomer } from './customer/change-customer.ts'
import { type NoteCustomer, noteCustomer } from './customer/note-customer.ts'
import { type Decision, isRefusal, settled, type Verb } from './decision.ts'
import type { Instant } from './ids.ts'
import { firstOf, refuseWrong } from './refusal.ts'
import type { DeskState } from './state.ts'

/**
 * Verbs that can be done in one step. Each is decided on the state as it is before any of them, so only verbs may be here
 * of which none changes what another one's decision or facts rest on: neither who exists and who may, nor numbers in an
 * order, such as the `seq` of a line in a conversation.
 */
type Independent = ChangeCustomer | NoteCustomer | TagChat

export interface Together {
  readonly do: 'together'
  /** At most one of each kind: two of one kind would rest on each other. */
  readonly commands: readonly Independent[]
}

const verbs: { readonly [Name in Independent['do']]: Verb<Extract<Independent, { do: Name }>> } = {
  changeCustomer,
  noteCustomer,
  tagChat,
}

/** Does all of it or nothing. The first that is refused gives code and kind, and the wrong values of all are named. */
export const together: Verb<Together> = (state, { commands }, actor, at) => {
  const kinds = commands.map((command) => command.do)
  const twice = kinds.flatMap((kind, place) =>
    kinds.indexOf(kind) < place ? [{ field: `commands[${place}].do`, accepted: 'each verb once' }] : [],
  )
  const decisions = commands.map((command) => settled(() => decideOne(state, command, actor, at)))
  return (
    refuseWrong('together.wrong', twice) ??
    firstOf(decisions.filter(isRefusal)) ??
    decisions.flatMap((decision) => (isRefusal(decision) ? [] : decision))
  )
}

function decideOne(state: DeskState, command: Independent, actor: Actor, at: Instant): Decision {
  return (verbs[command.do] as Verb<Independent>)(state, command, actor, at)
}
