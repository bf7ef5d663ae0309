import type { Chat } from '../chat/chat.ts'
import type { DeskEvent } from '../events.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
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

/** Adds what an event means to the cells, and settles the clocks of the agents it touched. Called once, after it was applied. */
export function foldMetrics(state: DeskState, event: DeskEvent, before: Chat | null): void {
  const reading = foldsOf.get(event.type)
  if (reading) {
    const context = { state, before, after: chatBefore(state, event) }
    const slotAt = slotOf(event.at)
    const cells: Cell[] = []
    for (const fold of reading)
      for (const addition of fold.additions(event, context)) addTo(cells, state, event, slotAt, addition)
    for (const cell of cells) state.intervals.put(cell)
    noteDeparture(state, event, before)
  }
  if (state.touchedAgents.size === 0) return
  settleClocks(state, event, (slotAt, addition) => {
    state.intervals.put(addToCell(cellFor(state, event, slotAt, addition), addition))
  })
}

/** Adds to the cell among those that the event has already changed, or to the one in memory: each is put once. */
function addTo(cells: Cell[], state: DeskState, event: DeskEvent, slotAt: Instant, addition: Addition): void {
  const { queueId, agentId, channel } = addition.key
  const place = cells.findLastIndex(
    (cell) =>
      cell.slotAt === slotAt && cell.agentId === agentId && cell.queueId === queueId && cell.channel === channel,
  )
  if (place >= 0) {
    cells[place] = addToCell(cells[place] as Cell, addition)
    return
  }
  cells.push(addToCell(cellFor(state, event, slotAt, addition), addition))
}

function cellFor(state: DeskState, event: DeskEvent, slotAt: Instant, { key }: Addition): Cell {
  const id = cellId(slotAt, key, event)
  return state.intervals.get(id) ?? emptyCell(id, slotAt, key)
}
