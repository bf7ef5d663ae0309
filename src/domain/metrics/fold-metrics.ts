import type { Chat } from '../chat/chat.ts'
import type { DeskEvent } from '../events.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { type NumberName, namesIn } from './behind.ts'
import { type Addition, addToCell, type Cell, cellId, emptyCell, slotOf } from './cell.ts'
import type { Fold } from './fold.ts'
import { folds } from './folds/index.ts'
import { noteDeparture } from './note-departure.ts'
import { settleClocks } from './settle-clocks.ts'

const foldsOf = new Map<string, Fold[]>()
for (const fold of folds) for (const type of fold.reads) foldsOf.set(type, [...(foldsOf.get(type) ?? []), fold])

/** The chat row to hand to `foldMetrics`, taken before the event is applied. */
export function chatBefore(state: DeskState, event: DeskEvent): Chat | null {
  return 'chatId' in event ? (state.chats.get(event.chatId) ?? null) : null
}

/** A cell as an event leaves it, and what it added there. */
interface ChangedCell {
  cell: Cell
  readonly names: NumberName[]
}

/**
 * Adds what an event means to the cells, notes the chat behind it, and settles the clocks of the agents it touched. Called once, after it was
 * applied.
 */
export function foldMetrics(state: DeskState, event: DeskEvent, before: Chat | null): void {
  const reading = foldsOf.get(event.type)
  if (reading) {
    const after = chatBefore(state, event)
    const context = { state, before, after }
    const slotAt = slotOf(event.at)
    const changed: ChangedCell[] = []
    for (const fold of reading)
      for (const addition of fold.additions(event, context)) addTo(changed, state, event, slotAt, addition)
    const chatNo = after?.no
    for (const { cell, names } of changed) {
      state.intervals.put(cell)
      if (chatNo !== undefined && names.length > 0) noteBehind(state, cell, chatNo, names)
    }
    noteDeparture(state, event, before)
  }
  if (state.touchedAgents.size === 0) return
  settleClocks(state, event, (slotAt, addition) => {
    state.intervals.put(addToCell(cellFor(state, event, slotAt, addition), addition))
  })
}

/** Adds to the cell among those that the event has already changed, or to the one in memory: each is put once. */
function addTo(changed: ChangedCell[], state: DeskState, event: DeskEvent, slotAt: Instant, addition: Addition): void {
  const { queueId, agentId, channel } = addition.key
  const known = changed.findLast(
    ({ cell }) =>
      cell.slotAt === slotAt && cell.agentId === agentId && cell.queueId === queueId && cell.channel === channel,
  )
  if (known) {
    known.cell = addToCell(known.cell, addition)
    known.names.push(...namesIn(addition))
    return
  }
  changed.push({ cell: addToCell(cellFor(state, event, slotAt, addition), addition), names: namesIn(addition) })
}

function noteBehind(
  state: DeskState,
  { slotAt, queueId, agentId }: Cell,
  chatNo: number,
  names: readonly NumberName[],
): void {
  const queueNo = queueId === null ? null : state.queues.require(queueId).no
  const agentNo = agentId === null ? null : state.agents.require(agentId).no
  state.noteBehind({ slotAt, queueNo, agentNo, chatNo, names })
}

function cellFor(state: DeskState, event: DeskEvent, slotAt: Instant, { key }: Addition): Cell {
  const id = cellId(slotAt, key, event)
  return state.intervals.get(id) ?? emptyCell(id, slotAt, key)
}
