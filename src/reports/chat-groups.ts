import type { ChatGroup, ChatSums } from '#domain/chat/chat-groups.ts'
import { chatSumsOf } from '#domain/chat/chat-groups.ts'
import type { Trait, TraitValue, TraitWanted } from '#domain/chat/traits.ts'
import type { QueueId } from '#domain/ids.ts'
import { chatsIn, groupChats } from './ended-chats.ts'
import { ratio } from './measure.ts'
import { allTogether, rowOwners } from './named-rows.ts'
import type { Column, Report, ReportRequest, Row, Value } from './report.ts'
import type { Named, ReportSource } from './source.ts'

/** The chats that one row tells of, and those of all rows. */
export interface GroupedRow {
  readonly groups: readonly ChatGroup[]
  /** Each chat of the whole report once. */
  readonly together: ChatSums
  /** How many chats are in this row and those before it; null in the totals. */
  readonly upTo: number | null
}

/** A number over the chats of a row. */
export interface GroupColumn extends Column {
  readonly of: (row: GroupedRow) => Value
  /** Which chats of the row the number counts; none where it counts no chats. */
  readonly counts?: readonly TraitWanted[]
}

/** What a report whose rows are the values of a trait leaves to its kind. */
export interface ChatGroupsReport
  extends Pick<Report, 'no' | 'id' | 'name' | 'about' | 'category' | 'chart' | 'readsChats'> {
  readonly where?: readonly TraitWanted[]
  readonly trait: Trait
  /** By what the chats of a row are told apart by its numbers. */
  readonly further?: readonly Trait[]
  /** What stands before the numbers. */
  readonly labels: readonly Column[]
  /** The rows in their order, and how each begins. */
  readonly rowsFor: (source: ReportSource, found: FoundGroups, request: ReportRequest) => readonly LabelledRow[]
  readonly columns: readonly GroupColumn[]
}

/** By the value of the trait. */
export type FoundGroups = ReadonlyMap<TraitValue, readonly ChatGroup[]>

export interface LabelledRow {
  readonly value: TraitValue
  readonly labels: Row
}

/** A report with a row for each value of a trait of closed chats. */
export function chatGroups(report: ChatGroupsReport): Report {
  const { no, id, name, about, category, chart, where = [], trait, further = [], labels, columns } = report
  const reads = report.readsChats ? { readsChats: true } : {}
  const blanks = labels.slice(1).map(() => null)
  return {
    ...{ no, id, name, about, category, chart },
    ...reads,
    of: 'queues',
    groupings: [],
    columns: [...labels, ...columns.map(({ of: _, counts: __, ...column }) => column)],
    async *rows(source, request) {
      const { groups, together } = await groupChats(source, { ...chatsIn(request, reads), where }, [trait, ...further])
      const found = Map.groupBy(groups, ({ values: [value = null] }) => value)
      let upTo = 0
      for (const { value, labels } of report.rowsFor(source, found, request)) {
        const ofRow = found.get(value) ?? []
        upTo += chatSumsOf(ofRow).chatCount
        const row = { groups: ofRow, together, upTo }
        yield { key: JSON.stringify(value), values: [...labels, ...columns.map((column) => column.of(row))] }
      }
      // By a trait of which a chat has several values, the rows come to more than all chats.
      const all = further.length > 0 ? groups : [{ ...together, values: [], example: null, times: together.chatCount }]
      const total = { groups: all, together, upTo: null }
      return [...allTogether, ...blanks, ...columns.map((column) => column.of(total))]
    },
    behind(_source, request, key, { name }) {
      const counts = columns.find((column) => column.name === name)?.counts
      if (!counts) return null
      const value = key === null ? null : valueInKey(key)
      if (value === undefined) return null
      const ofRow = key === null ? [] : [{ trait, values: [value] }]
      // A queue's own chats lie together: they are found without a look at the others. Never more queues than are allowed.
      const isQueue = key !== null && trait === 'queue'
      const wanted = { of: 'ended', ...chatsIn(request, reads) } as const
      if (!isQueue) return { ...wanted, where: [...where, ...ofRow, ...counts] }
      return { ...wanted, queueIds: queueIdsOf(value, wanted.queueIds), where: [...where, ...counts] }
    },
  }
}

function queueIdsOf(value: TraitValue, allowed: readonly QueueId[] | null): readonly QueueId[] {
  const queueId = String(value) as QueueId
  return allowed === null || allowed.includes(queueId) ? [queueId] : []
}

/** The value that a row's key says; undefined where it says none. */
function valueInKey(key: string): TraitValue | undefined {
  try {
    const value: unknown = JSON.parse(key)
    return typeof value === 'object' && value !== null ? undefined : (value as TraitValue)
  } catch {
    return undefined
  }
}

/** A row for each of those that have a name, by number, and last what has none. */
export function namedRows<Id extends string>(
  named: readonly Named<Id>[],
  scoped: readonly Id[] | null,
  found: FoundGroups,
  none: string | null,
): LabelledRow[] {
  const ids = new Set([...found.keys()].filter((value) => typeof value === 'string'))
  const rows: LabelledRow[] = rowOwners(named, scoped, ids).map(({ id, name }) => ({ value: id, labels: [name] }))
  return none === null ? rows : [...rows, { value: null, labels: [none] }]
}

/** A row for each value that was found, the one with most chats first, at most so many. */
export function mostFrequent(found: FoundGroups, most: number, labels: (value: string, example: string | null) => Row) {
  return [...found]
    .flatMap(([value, groups]) => (typeof value === 'string' ? [{ value, groups }] : []))
    .map(({ value, groups }) => ({ value, groups, count: chatSumsOf(groups).chatCount }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, most)
    .map(({ value, groups }) => ({ value, labels: labels(value, groups[0]?.example ?? null) }))
}

/** How many chats of the row there are. */
export function chatCount(about: string, name = 'Chats'): GroupColumn {
  return { name, unit: 'count', about, of: ({ groups }) => chatSumsOf(groups).chatCount, counts: [] }
}

/** How many of them have one of these values of a further trait, the one in that place. */
export function countOf(name: string, about: string, place: number, wanted: TraitWanted): GroupColumn {
  return { name, unit: 'count', about, of: (row) => countAt(row, place, wanted), counts: [wanted] }
}

export function countAt({ groups }: GroupedRow, place: number, { values }: TraitWanted): number {
  return chatSumsOf(groups.filter((group) => values.includes(group.values[place] ?? null))).chatCount
}

/** The row's chats of all. */
export const shareOfChats: GroupColumn = {
  name: 'Share',
  unit: 'share',
  about: 'Of all chats of the report',
  formula: 'chats of the row ÷ all chats',
  of: ({ groups, together }) => ratio(chatSumsOf(groups).chatCount, together.chatCount),
  counts: [],
}

export const answeredShare: GroupColumn = {
  name: 'Answered',
  unit: 'share',
  about: 'Of the chats of the row those that an agent accepted at least once',
  formula: 'answered ÷ chats',
  of: ({ groups }) => ratio(chatSumsOf(groups).answeredCount, chatSumsOf(groups).chatCount),
  counts: [{ trait: 'answered', values: [true] }],
}

export const rated: TraitWanted = { trait: 'score', values: [1, 2, 3, 4, 5] }

export const meanRating: GroupColumn = {
  name: 'Average rating',
  unit: 'score',
  about: 'Mean of the scores from 1 to 5 that these chats got, whenever they were given',
  formula: 'sum of the scores ÷ how many',
  of: ({ groups }) => ratio(chatSumsOf(groups).scoreSum, chatSumsOf(groups).ratingCount),
  counts: [rated],
}
