import { type Days, dayPresets, daysOf, instantsOf, type Preset, presets, todayIn } from './ranges.ts'
import type { Report } from './report.ts'
import { isDate, isZone } from './zone-days.ts'

/** What a report is asked for, as it stands in the address: it can be linked to, and Back leads to the one before. */
export interface Wanted {
  readonly preset: Preset
  /** Of an own range; otherwise what was last chosen, or nothing. */
  readonly first: string
  readonly last: string
  /** Null: the centre's. */
  readonly zone: string | null
  /** Null: as the desk thinks fit for the range. */
  readonly grouping: string | null
  readonly queueIds: readonly string[]
  readonly agentIds: readonly string[]
  /** The number whose chats are listed: a column, and a row or the totals. */
  readonly behind: { readonly column: string; readonly key: string | null } | null
}

/** Reads an address; what makes no sense is left out. */
export function wantedIn(query: string): Wanted {
  const given = new URLSearchParams(query)
  const date = (name: string) => [given.get(name) ?? ''].find(isDate) ?? ''
  const [zone, column] = [given.get('zone'), given.get('column')]
  return {
    preset: presets.find((preset) => preset === given.get('range')) ?? 'last7Days',
    first: date('first'),
    last: date('last'),
    zone: zone && isZone(zone) ? zone : null,
    grouping: given.get('grouping'),
    queueIds: given.getAll('queue'),
    agentIds: given.getAll('agent'),
    behind: column ? { column, key: given.get('row') } : null,
  }
}

/** The same as text after `?`. */
export function addressOf({ preset, first, last, zone, grouping, queueIds, agentIds, behind }: Wanted): string {
  const query = new URLSearchParams({ range: preset })
  if (preset === 'own') {
    query.set('first', first)
    query.set('last', last)
  }
  if (zone) query.set('zone', zone)
  if (grouping) query.set('grouping', grouping)
  for (const id of queueIds) query.append('queue', id)
  for (const id of agentIds) query.append('agent', id)
  if (behind) query.set('column', behind.column)
  if (behind?.key) query.set('row', behind.key)
  return String(query)
}

/** The preset as the report can take it: one that covers a day knows only some. */
export function presetFor({ oneDay }: Report, { preset }: Wanted): Preset {
  return oneDay ? (dayPresets.find((known) => known === preset) ?? 'today') : preset
}

/** The days that are asked for; null where an own range is not, or not rightly, set. */
export function daysWanted(report: Report, wanted: Wanted, zone: string, now: number): Days | null {
  const preset = presetFor(report, wanted)
  if (preset !== 'own') return daysOf(preset, todayIn(zone, now))
  const { first } = wanted
  const last = report.oneDay ? first : wanted.last
  return first && last && first <= last ? { first, last } : null
}

/** Whether a report can be narrowed to some agents; to some queues each can be. */
export function isOfAgents({ of, readsChats }: Report): boolean {
  return of === 'agents' || readsChats
}

/** What the desk is asked; null while the range is not known. */
export function questionFor(report: Report, wanted: Wanted, zone: string, now: number): string | null {
  const days = daysWanted(report, wanted, zone, now)
  if (!days) return null
  const { from, to } = instantsOf(days, zone, now)
  const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), zone })
  const grouping = report.groupings.find((known) => known === wanted.grouping)
  if (grouping) query.set('grouping', grouping)
  for (const id of wanted.queueIds) query.append('queue', id)
  if (isOfAgents(report)) for (const id of wanted.agentIds) query.append('agent', id)
  return String(query)
}
