import type { AgentActor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { Act } from './centre.ts'

type Named<Name extends Command['do']> = Extract<Command, { do: Name }>

/** How one command is measured: how often, what comes before it and what takes it back, both of them not timed. */
export interface Story<Name extends Command['do'] = Command['do']> {
  readonly times: number
  readonly next: (round: number) => Act & { readonly command: Named<Name> }
  readonly after?: (command: Named<Name>, actor: AgentActor, events: readonly DeskEvent[]) => void
}

/** One for every command there is: a new one does not compile without. */
export type Stories = { readonly [Name in Command['do']]: Story<Name> }

/** Done all the time in a busy centre. */
export const common = 2_000
/** Done now and then. */
export const rare = 200
