import { type Actor, system } from './actor.ts'
import { apply } from './apply.ts'
import { placesOnEntering, saidWith } from './chat/said-with.ts'
import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import { isRefusal } from './decision.ts'
import type { DeskEvent, Fact } from './events.ts'
import type { Instant } from './ids.ts'
import type { Refusal } from './refusal.ts'
import { route } from './routing/route.ts'
import type { DeskState } from './state.ts'

/**
 * One whole step of the desk: decide, apply, and route what became possible. Returns the events in order, or a refusal
 * that changed nothing. Throws `MissingRow`, before anything changed, when a row must be loaded first.
 */
export function step(state: DeskState, command: Command, actor: Actor, now: Instant): readonly DeskEvent[] | Refusal {
  const at = Math.max(now, state.at) as Instant
  const decision = decide(state, command, actor, at)
  if (isRefusal(decision)) return decision
  const events: DeskEvent[] = []
  const put = (fact: Fact, by: Actor) => {
    const event = { ...fact, position: state.position + 1, at, by }
    apply(state, event)
    events.push(event)
  }
  // What queues say goes with what happened, but after all of it: its numbers were given before.
  const happened: Fact[] = []
  const record = (fact: Fact, by: Actor) => {
    put(fact, by)
    happened.push(fact)
  }
  for (const fact of decision) record(fact, actor)
  const places = placesOnEntering(state, decision)
  route(state, at, (fact) => record(fact, system))
  for (const fact of happened) {
    const said = saidWith(state, fact, places)
    if (said) put(said, system)
  }
  return events
}
