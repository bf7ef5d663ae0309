import type { Actor } from './actor.ts'
import type { Fact } from './events.ts'
import type { Instant } from './ids.ts'
import type { Refusal } from './refusal.ts'
import type { DeskState } from './state.ts'

/** What follows from a command: facts in order (none when it changes nothing), or a refusal. */
export type Decision = readonly Fact[] | Refusal

/** A verb: pure; reads the state, alters nothing. May throw `Refused` or, for rows that must be loaded first, `MissingRow`. */
export type Verb<Command> = (state: DeskState, command: Command, actor: Actor, at: Instant) => Decision

export const nothing: readonly Fact[] = []

export function isRefusal<Other extends object>(result: Other | Refusal): result is Refusal {
  return 'refused' in result
}
