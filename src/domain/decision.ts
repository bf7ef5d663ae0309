import type { Actor } from './actor.ts'
import type { Fact } from './events.ts'
import type { Instant } from './ids.ts'
import { type Refusal, Refused } from './refusal.ts'
import type { DeskState } from './state.ts'

/** What follows from a command: facts in order (none when it changes nothing), or a refusal. */
export type Decision = readonly Fact[] | Refusal

/** A verb: pure; reads the state, alters nothing. May throw `Refused` or, for rows that must be loaded first, `MissingRow`. */
export type Verb<Command> = (state: DeskState, command: Command, actor: Actor, at: Instant) => Decision

export const nothing: readonly Fact[] = []

/** What was decided, also where a rule stopped the decision by throwing its refusal. `MissingRow` goes on: that row is loaded first. */
export function settled(decide: () => Decision): Decision {
  try {
    return decide()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

export function isRefusal<Other extends object>(result: Other | Refusal): result is Refusal {
  return 'refused' in result
}
