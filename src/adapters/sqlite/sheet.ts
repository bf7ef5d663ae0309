import type { AgentId, QueueId } from '#domain/ids.ts'
import { type Growing, histogramsOf, type SumsWanted, thresholdsIn, timesOf } from '#domain/metrics/bucket-sums.ts'
import { type Cell, slotMs } from '#domain/metrics/cell.ts'
import type { CountName, TimeName } from '#domain/metrics/names.ts'
import { VarintReader, VarintWriter } from './varints.ts'

/**
 * All cells of one day of UTC, number by number: one sheet has one name's numbers of all owners. A report over a year reads the few
 * sheets of the names it shows, and no row of JSON. A sheet says nothing that the cells do not say, and can always be made anew.
 */
export const dayMs = 24 * 3_600_000
export const slotsPerDay = dayMs / slotMs

/** Whose cells: those of queues, or those of agents. */
export type Kind = 'queues' | 'agents'

const letters = { queues: 'q', agents: 'a' } as const
export const sheetNames = {
  count: (kind: Kind, name: CountName) => `${letters[kind]}#${name}`,
  time: (kind: Kind, name: TimeName) => `${letters[kind]}~${name}`,
  histogram: (kind: Kind, name: TimeName) => `${letters[kind]}%${name}`,
  levels: (kind: Kind) => `${letters[kind]}!levels`,
}

/** Of whom a cell is, and by which thresholds it was judged. */
export interface Owner {
  readonly queueId: QueueId | null
  readonly agentId: AgentId | null
  readonly thresholds: string
}

/** Makes the sheets of a day from its cells; `ownerNo` numbers the owners. */
export function sheetsOf(
  day: number,
  cells: Iterable<Cell>,
  ownerNo: (owner: Owner) => number,
): Map<string, Uint8Array> {
  const writers = new Map<string, VarintWriter>()
  const sheet = (name: string) => {
    let writer = writers.get(name)
    if (!writer) writers.set(name, (writer = new VarintWriter()))
    return writer
  }
  for (const { slotAt, queueId, agentId, counts, times, levels } of cells) {
    const kind = agentId === null ? 'queues' : 'agents'
    const owner = ownerNo({ queueId, agentId, thresholds: thresholdsIn(levels) })
    const place = [owner, (slotAt - day * dayMs) / slotMs] as const
    for (const key in counts) {
      const name = key as CountName
      sheet(sheetNames.count(kind, name)).push(...place, counts[name] as number)
    }
    for (const key in times) {
      const name = key as TimeName
      const { count = 0, totalMs = 0, longestMs = 0, histogram = [] } = times[name] ?? {}
      sheet(sheetNames.time(kind, name)).push(...place, count, totalMs, longestMs)
      if (histogram.length > 0)
        sheet(sheetNames.histogram(kind, name)).push(...place, histogram.length / 2, ...histogram)
    }
    for (const [thresholds, level] of Object.entries(levels ?? {})) {
      const { answeredBefore, answeredAfter, abandonedBefore, abandonedAfter, shortAbandoned } = level
      const numbers = [answeredBefore, answeredAfter, abandonedBefore, abandonedAfter, shortAbandoned]
      sheet(sheetNames.levels(kind)).push(...place, ...thresholds.split('/').map(Number), ...numbers)
    }
  }
  return new Map([...writers].map(([name, writer]) => [name, writer.bytes()]))
}

/** Where the numbers of an owner in a slot of the day are added; null: not wanted. */
type PartAt = (ownerNo: number, slot: number) => Growing | null

/** Adds what the sheets of one day say of what is wanted; `read` gives a sheet, or null where there is none. */
export function addSheets(
  kind: Kind,
  wanted: SumsWanted,
  read: (name: string) => Uint8Array | null,
  partAt: PartAt,
): void {
  const each = (name: string, add: (part: Growing | null, reader: VarintReader) => void) => {
    const bytes = read(name)
    if (!bytes) return
    const reader = new VarintReader(bytes)
    while (reader.hasMore) add(partAt(reader.next(), reader.next()), reader)
  }
  for (const name of wanted.counts)
    each(sheetNames.count(kind, name), (part, reader) => {
      const number = reader.next()
      part?.count(name, number)
    })
  for (const name of timesOf(wanted))
    each(sheetNames.time(kind, name), (part, reader) => {
      const count = reader.next()
      const totalMs = reader.next()
      const longestMs = reader.next()
      part?.time(name, count, totalMs, longestMs)
    })
  for (const name of histogramsOf(wanted))
    each(sheetNames.histogram(kind, name), (part, reader) => {
      for (let left = reader.next(); left > 0; left--) {
        const place = reader.next()
        const count = reader.next()
        part?.durations(name, place, count)
      }
    })
  if (wanted.levels)
    each(sheetNames.levels(kind), (part, reader) => {
      const thresholds = `${reader.next()}/${reader.next()}`
      const answeredBefore = reader.next()
      const answeredAfter = reader.next()
      const abandonedBefore = reader.next()
      const abandonedAfter = reader.next()
      const shortAbandoned = reader.next()
      part?.level(thresholds, { answeredBefore, answeredAfter, abandonedBefore, abandonedAfter, shortAbandoned })
    })
}
