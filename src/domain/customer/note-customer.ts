import { mustBeAgent } from '../access/may.ts'
import { checkText } from '../chat/text.ts'
import type { Verb } from '../decision.ts'
import type { CustomerId, CustomerNoteId } from '../ids.ts'
import { refuse, refuseValue } from '../refusal.ts'
import { mustChangePerson } from './person.ts'

export interface NoteCustomer {
  readonly do: 'noteCustomer'
  readonly customerId: CustomerId
  readonly noteId: CustomerNoteId
  readonly text: string
}

const textLimit = 10_000

/** An agent who knows the person writes something down about them, for colleagues. Repeated with the same id it changes nothing. */
export const noteCustomer: Verb<NoteCustomer> = (state, { customerId, noteId, text }, actor) => {
  const { agent } = mustBeAgent(state, actor)
  mustChangePerson(state, actor, customerId)
  const existing = state.customerNotes.find(noteId)
  if (existing) {
    const same = existing.authorId === agent.id && existing.customerId === customerId && existing.text === text
    return same ? [] : refuse('conflict', 'customerNote.id-used')
  }
  const wrong = checkText(text)
  if (wrong) return wrong
  if (text.length > textLimit) return refuseValue('customerNote.too-long', 'text', `at most ${textLimit} characters`)
  // Filed under the customer that was named, so that undoing a merge takes the note along.
  return [{ type: 'customer.noted', customerId, noteId, authorId: agent.id, words: { text } }]
}
