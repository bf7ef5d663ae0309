import type { AgentId, QueueId } from '#domain/ids.ts'
import { type BucketSums, type Growing, thresholdsIn } from '#domain/metrics/bucket-sums.ts'
import { type Cell, slotMs } from '#domain/metrics/cell.ts'
import type { CountName, TimeName } from '#domain/metrics/names.ts'
import { sumOf } from '#domain/metrics/sum.ts'
import { VarintReader, VarintWriter } from './varints.ts'

/**
 * All cells of one day of UTC, number by number: one sheet has one name's numbers of all owners. A report over a year reads the few
 * sheets of the names it shows, and no row of JSON. Each is there twice: slot by slot, and for reports by days and longer, all slots
 * in one, which is a tenth to read. A sheet says nothing that the cells do not say, and can always be made anew.
 */
export const dayMs = 24 * 3_600_000
export const slotsPerDay = dayMs / slotMs

/** Whose cells: those of queues, or those of agents. */
export type Kind = 'queues' | 'agents'

/** How much of the day is one entry; of a whole day it stands in the first slot. */
export type Grain = 'slots' | 'day'

const letters = { queues: { slots: 'q', day: 'Q' }, agents: { slots: 'a', day: 'A' } } as const
const sheetNames = {
  count: (letter: string, name: CountName) => `${letter}#${name}`,
  time: (letter: string, name: TimeName) => `${letter}~${name}`,
  histogram: (letter: string, name: TimeName) => `${letter}%${name}`,
  levels: (letter: string) => `${letter}!levels`,
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
  const byOwner = new Map<number, { readonly kind: Kind; readonly cells: Cell[] }>()
  for (const cell of cells) {
    const { slotAt, queueId, agentId, levels } = cell
    const kind = agentId === null ? 'queues' : 'agents'
    const owner = ownerNo({ queueId, agentId, thresholds: thresholdsIn(levels) })
    write(sheet, letters[kind].slots, [owner, (slotAt - day * dayMs) / slotMs], cell)
    const known = byOwner.get(owner)
    if (known) known.cells.push(cell)
    else byOwner.set(owner, { kind, cells: [cell] })
  }
  for (const [owner, { kind, cells }] of byOwner) write(sheet, letters[kind].day, [owner, 0], sumOf(cells))
  return new Map([...writers].map(([name, writer]) => [name, writer.bytes()]))
}

/** Adds an entry to the sheet of each number. */
function write(
  sheet: (name: string) => VarintWriter,
  letter: string,
  place: readonly [ownerNo: number, slot: number],
  { counts, times, levels }: Pick<Cell, 'counts' | 'times' | 'levels'>,
): void {
  for (const key in counts) {
    const name = key as CountName
    sheet(sheetNames.count(letter, name)).push(...place, counts[name] as number)
  }
  for (const key in times) {
    const name = key as TimeName
    const { count = 0, totalMs = 0, longestMs = 0, histogram = [] } = times[name] ?? {}
    sheet(sheetNames.time(letter, name)).push(...place, count, totalMs, longestMs)
    if (histogram.length > 0)
      sheet(sheetNames.histogram(letter, name)).push(...place, histogram.length / 2, ...histogram)
  }
  for (const [thresholds, level] of Object.entries(levels ?? {})) {
    const { answeredBefore, answeredAfter, abandonedBefore, abandonedAfter, shortAbandoned } = level
    const numbers = [answeredBefore, answeredAfter, abandonedBefore, abandonedAfter, shortAbandoned]
    sheet(sheetNames.levels(letter)).push(...place, ...thresholds.split('/').map(Number), ...numbers)
  }
}

/** Where the numbers of an owner in a slot of the day are added; null: not wanted. */
type PartAt = (ownerNo: number, slot: number) => Growing | null

/** Which sheets of one day are read, and how. */
interface Reading {
  readonly kind: Kind
  readonly grain: Grain
  readonly sums: Pick<BucketSums, 'counts' | 'times' | 'histograms'>
  /** So many of the histograms. */
  readonly histogramCount: number
  readonly levels: boolean
  /** The sheets that there are of some, by name. */
  readonly read: (names: readonly string[]) => ReadonlyMap<string, Uint8Array>
}

/** Adds what the sheets of one day say of what is wanted. */
export function addSheets(reading: Reading, partAt: PartAt): void {
  const { kind, grain, sums, histogramCount, levels, read } = reading
  const letter = letters[kind][grain]
  const counts = sums.counts.map((name) => sheetNames.count(letter, name))
  const times = sums.times.map((name) => sheetNames.time(letter, name))
  const histograms = sums.histograms.slice(0, histogramCount).map((name) => sheetNames.histogram(letter, name))
  const levelSheets = levels ? [sheetNames.levels(letter)] : []
  // All in one question: there are dozens for each day of a year.
  const sheets = read([...counts, ...times, ...histograms, ...levelSheets])
  const readerOf = (name: string) => new VarintReader(sheets.get(name) ?? nothing)
  // A loop for each kind of sheet, as this runs for every number of a year.
  for (const [place, name] of counts.entries()) {
    const reader = readerOf(name)
    while (reader.hasMore) {
      const part = partAt(reader.next(), reader.next())
      const number = reader.next()
      part?.count(place, number)
    }
  }
  for (const [place, name] of times.entries()) {
    const reader = readerOf(name)
    while (reader.hasMore) {
      const part = partAt(reader.next(), reader.next())
      const count = reader.next()
      const totalMs = reader.next()
      const longestMs = reader.next()
      part?.time(place, count, totalMs, longestMs)
    }
  }
  for (const [place, name] of histograms.entries()) {
    const reader = readerOf(name)
    while (reader.hasMore) {
      const part = partAt(reader.next(), reader.next())
      for (let left = reader.next(); left > 0; left--) {
        const bucket = reader.next()
        const count = reader.next()
        part?.durations(place, bucket, count)
      }
    }
  }
  for (const name of levelSheets) addLevels(readerOf(name), partAt)
}

const nothing = new Uint8Array()

function addLevels(reader: VarintReader, partAt: PartAt): void {
  // Nearly all entries have the same thresholds as the one before.
  let [withinMs, shortAbandonMs, thresholds] = [-1, -1, '']
  while (reader.hasMore) {
    const part = partAt(reader.next(), reader.next())
    const within = reader.next()
    const short = reader.next()
    if (within !== withinMs || short !== shortAbandonMs) {
      withinMs = within
      shortAbandonMs = short
      thresholds = `${within}/${short}`
    }
    const answeredBefore = reader.next()
    const answeredAfter = reader.next()
    const abandonedBefore = reader.next()
    const abandonedAfter = reader.next()
    const shortAbandoned = reader.next()
    part?.level(thresholds, { answeredBefore, answeredAfter, abandonedBefore, abandonedAfter, shortAbandoned })
  }
}
