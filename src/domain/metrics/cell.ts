import type { AgentId, Instant, QueueId } from '../ids.ts'
import { addOutcome, type Levels, type Outcome } from './levels.ts'
import type { CountName, TimeName } from './names.ts'
import { mergeSpreads, type Spread, spreadWith } from './spread.ts'

/** The width of a slot. Every zone's hours and days are sums of quarter hours. */
export const slotMs = 15 * 60_000

/** How far back a cell is added to in place. What comes later gets a row of its own, so no old row is ever needed in memory. */
const inPlaceMs = 24 * 3_600_000

export type Channel = 'chat' | 'voice' | 'mail'

/** Whose numbers: a queue's have no agent; an agent's have the queue of the chat, and no queue and channel for their day. */
export interface CellKey {
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
  readonly channel: Channel | null
}

/**
 * What happened in one quarter of an hour; absent is nought. Cells only ever add up: there may be several rows of one slot and
 * key (late facts), and any sum over them is right. Queue numbers and agent numbers stand on different cells, never twice.
 */
export interface Cell extends CellKey {
  readonly id: string
  readonly slotAt: Instant
  readonly counts: { readonly [name in CountName]?: number }
  readonly times: { readonly [name in TimeName]?: Spread }
  readonly levels?: Levels
}

/** What one fact adds to one cell. */
export interface Addition {
  readonly key: CellKey
  readonly counts?: readonly CountName[]
  /** How often more than once. */
  readonly amounts?: { readonly [name in CountName]?: number }
  /** One duration each, in milliseconds, of which percentiles are kept. */
  readonly times?: { readonly [name in TimeName]?: number }
  /** Many durations each. */
  readonly spreads?: { readonly [name in TimeName]?: Spread }
  readonly outcome?: Outcome
}

/** The beginning of the slot in which an instant lies. */
export function slotOf(at: Instant): Instant {
  return (at - (((at % slotMs) + slotMs) % slotMs)) as Instant
}

/** Rows of slots before this are added to no more: what still comes gets rows of its own. */
export function finalBefore(now: Instant): Instant {
  return slotOf((now - inPlaceMs) as Instant)
}

/** The id of the row to which a fact adds: the slot's own, or one of the fact's own when the slot is long past. */
export function cellId(
  slotAt: Instant,
  key: CellKey,
  fact: { readonly at: Instant; readonly position: number },
): string {
  const id = `${slotAt}/${key.queueId ?? ''}/${key.agentId ?? ''}/${key.channel ?? ''}`
  return slotAt > fact.at - inPlaceMs ? id : `${id}/${fact.position}`
}

export function emptyCell(id: string, slotAt: Instant, { queueId, agentId, channel }: CellKey): Cell {
  return { id, slotAt, queueId, agentId, channel, counts: {}, times: {} }
}

/** The cell with what one fact adds. */
export function addToCell(cell: Cell, { counts, amounts, times, spreads, outcome }: Addition): Cell {
  const added: { -readonly [Field in keyof Cell]: Cell[Field] } = { ...cell }
  if (counts || amounts) {
    const next: Record<string, number> = { ...cell.counts }
    for (const name of counts ?? []) next[name] = (next[name] ?? 0) + 1
    for (const name in amounts) next[name] = (next[name] ?? 0) + (amounts[name as CountName] as number)
    added.counts = next
  }
  if (times || spreads) {
    const next: Record<string, Spread> = { ...cell.times }
    for (const name in times) next[name] = spreadWith(next[name], times[name as TimeName] as number)
    for (const name in spreads) next[name] = mergeSpreads(next[name], spreads[name as TimeName] as Spread)
    added.times = next
  }
  if (outcome) added.levels = addOutcome(cell.levels ?? {}, outcome)
  return added
}
