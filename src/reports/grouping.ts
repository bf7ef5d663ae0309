import type { Instant } from '#domain/ids.ts'
import { slotMs } from '#domain/metrics/cell.ts'
import type { Stretch } from '#ports/store.ts'
import { wallTimeIn } from '#wire/time/wall-time.ts'
import type { Bucket, Range } from './range.ts'

export const groupings = ['quarter', 'hour', 'day', 'week', 'month'] as const
/** How long the rows of a report over time are; weeks begin on Monday. */
export type Grouping = (typeof groupings)[number]

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How a range is told when nobody says: up to a day by hours, up to two months by days, longer by months. */
export function groupingFor({ from, to }: Bucket): Grouping {
  const days = (to - from) / dayMs
  return days <= 1.5 ? 'hour' : days <= 62 ? 'day' : 'month'
}

/** A slot as the clocks of the zone show its beginning. */
interface WallSlot {
  readonly at: Instant
  /** Milliseconds since 1970 as if the clock showed UTC. */
  readonly wall: number
  readonly aheadMs: number
}

/** The buckets of a range, without a gap: hours of 30 minutes, of twice the same name, days of 23 and 25 hours and days left out come about by themselves. */
export function bucketsOf(range: Range, grouping: Grouping): Bucket[] {
  const found: { from: Instant; to: Instant; key: string; slot: WallSlot }[] = []
  for (const slot of slotsOf(range)) {
    const key = keyOf(grouping, slot)
    const last = found.at(-1)
    const to = (slot.at + slotMs) as Instant
    if (last?.key === key) last.to = to
    else found.push({ from: slot.at, to, key, slot })
  }
  const isOneDay = new Set([found[0], found.at(-1)].map((bucket) => bucket && dayOf(bucket.slot))).size === 1
  const labels = found.map(({ slot }) => labelOf(grouping, slot, isOneDay))
  const times = new Map<string, number>()
  for (const label of labels) times.set(label, (times.get(label) ?? 0) + 1)
  return found.map(({ from, to, slot }, place) => {
    const label = labels[place] as string
    return { from, to, label: times.get(label) === 1 ? label : `${label} ${offsetText(slot.aheadMs)}` }
  })
}

/** The same buckets, numbered by their place, as the store is asked for them. */
export function stretchesOf(buckets: readonly Bucket[]): Stretch[] {
  return buckets.map(({ from, to }, bucket) => ({ from, to, bucket }))
}

/** The hours of a range by weekday (0 Monday) and hour: bucket `24 × weekday + hour`. */
export function hoursOfWeek(range: Range): Stretch[] {
  const stretches: { from: Instant; to: Instant; bucket: number }[] = []
  for (const slot of slotsOf(range)) {
    const bucket = 24 * weekdayOf(dayOf(slot)) + Math.floor((slot.wall - dayOf(slot) * dayMs) / hourMs)
    const last = stretches.at(-1)
    const to = (slot.at + slotMs) as Instant
    if (last?.bucket === bucket && last.to === slot.at) last.to = to
    else stretches.push({ from: slot.at, to, bucket })
  }
  return stretches
}

/** Slot by slot. */
function* slotsOf({ from, to, zone }: Range): Generator<WallSlot> {
  const wallTime = wallTimeIn(zone)
  for (let at = from; at < to; at = (at + slotMs) as Instant) {
    const wall = wallTime(at)
    yield { at, wall, aheadMs: wall - at }
  }
}

function dayOf({ wall }: WallSlot): number {
  return Math.floor(wall / dayMs)
}

/** 0 is Monday; the first of January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Slots that follow each other and have the same are one bucket. */
function keyOf(grouping: Grouping, slot: WallSlot): string {
  switch (grouping) {
    case 'quarter':
      return `${slot.at}`
    case 'hour':
      return `${Math.floor(slot.wall / hourMs)} ${slot.aheadMs}`
    case 'day':
      return `${dayOf(slot)}`
    case 'week':
      return `${dayOf(slot) - weekdayOf(dayOf(slot))}`
    case 'month':
      return dateText(slot).slice(0, 7)
  }
}

function labelOf(grouping: Grouping, slot: WallSlot, isOneDay: boolean): string {
  switch (grouping) {
    case 'quarter':
    case 'hour': {
      const text = new Date(
        slot.wall - (grouping === 'hour' ? ((slot.wall % hourMs) + hourMs) % hourMs : 0),
      ).toISOString()
      return isOneDay ? text.slice(11, 16) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
    }
    case 'day':
      return dateText(slot)
    case 'week': {
      const date = Temporal.PlainDate.from(dateText(slot))
      return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`
    }
    case 'month':
      return dateText(slot).slice(0, 7)
  }
}

function dateText({ wall }: WallSlot): string {
  return new Date(wall).toISOString().slice(0, 10)
}

function offsetText(aheadMs: number): string {
  const minutes = Math.abs(aheadMs) / 60_000
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  return `${aheadMs < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}
