import type { Load } from '#domain/agent/agent.ts'
import type { Aside, Message } from '#domain/chat/message.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { Behind } from '#domain/metrics/behind.ts'
import type { DeskState } from '#domain/state.ts'
import { type Rows, tableNames } from '#domain/tables.ts'
import type { Answer, Batch, Erasure, RowPut } from '#ports/store.ts'

/** Rows as they stand after a commit, by id; null for a removed one. */
export type ChangedRows = { readonly [Name in keyof Rows]: ReadonlyMap<string, Rows[Name] | null> } & {
  readonly loads: ReadonlyMap<string, Load | null>
}

/** What one commit changed, told after it is on disk: the facts, the rows, the new lines of conversations. */
export interface Committed {
  /** Of the last event in it. */
  readonly position: number
  readonly events: readonly DeskEvent[]
  readonly rows: ChangedRows
  readonly messages: readonly Message[]
  readonly asides: readonly Aside[]
  /** The chats behind what these facts counted. */
  readonly behind: readonly Behind[]
}

/** Takes what changed since the last call out of the state. */
export function takeChanged(state: DeskState, events: readonly DeskEvent[]): Committed {
  const rows: Record<string, ReadonlyMap<string, unknown>> = { loads: state.loads.takeChanges() }
  for (const table of tableNames) rows[table] = state[table].takeChanges()
  return {
    position: state.position,
    events,
    rows: rows as unknown as ChangedRows,
    messages: state.takePosted(),
    asides: state.takeAsides(),
    behind: state.takeBehind(),
  }
}

/** The same for the store: what is derived (`loads`) is not written. */
export function batchOf({ rows, messages, asides, behind, events }: Committed, answers: readonly Answer[]): Batch {
  const puts: RowPut[] = []
  for (const table of tableNames) for (const [id, row] of rows[table]) puts.push({ table, id, row } as RowPut)
  return { rows: puts, messages, asides, behind, events, answers, erasures: events.flatMap(erasureOf) }
}

function erasureOf(event: DeskEvent): Erasure[] {
  if (event.type !== 'customer.erased') return []
  const { certificateId, customerIds, at, by } = event
  return [{ certificateId, customerIds, at, byAgentId: by.kind === 'agent' ? by.agentId : null }]
}
