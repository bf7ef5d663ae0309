import Type, { type Static } from 'typebox'
import type { Instant, QueueId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import type { ReportAsked } from '#reports/ask.ts'
import { groupings } from '#reports/grouping.ts'
import { dayAfter, longestRange, wrongRange } from '#reports/range.ts'
import type { Report } from '#reports/report.ts'
import { type FieldError, WrongInput } from '#wire/http/problem.ts'
import { instantOf } from '#wire/time/instant.ts'
import { zoneOf } from '#wire/time/zone-name.ts'

const Text = Type.String({ maxLength: 200 })
const anyCase = { 'x-any-case': true }

/** Query String Parameters (the text); `grouping` is project-defined. */
export const ReportQuery = Type.Object({
  start: Type.Optional(Text),
  end: Type.Optional(Text),
  stop: Type.Optional(Text),
  queueId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'the number of a queue' })),
  zone: Type.Optional(Text),
  csv: Type.Optional(Type.Boolean({ description: 'true or false' })),
  grouping: Type.Optional(Type.Enum([...groupings], anyCase)),
})
export type ReportQuery = Static<typeof ReportQuery>

/** A time zone by its name; UTC where none is named (CR-7). */
export function zoneOfQuery(zone: string | undefined): string {
  const found = zoneOf(zone ?? 'UTC')
  if (found) return found
  throw new WrongInput([{ field: 'zone', accepted: 'a time zone by its IANA name or alias, or its name in Windows' }])
}

/** What a report is asked for (CR-5 … CR-9); refuses everything that is wrong at once. */
export function askedOf(state: DeskState, report: Report, query: ReportQuery): ReportAsked {
  const errors: FieldError[] = []
  const zone = zoneOfQuery(query.zone)
  const at = (field: 'start' | 'end' | 'stop'): Instant | null => {
    const text = query[field]
    const read = text === undefined ? { at: null, accepted: 'an ISO 8601 date or time' } : instantOf(text, zone)
    if (read.at === null) errors.push({ field, accepted: read.accepted })
    return read.at as Instant | null
  }
  const from = at('start')
  const last = query.stop === undefined ? 'end' : 'stop'
  const to = report.oneDay ? from && dayAfter(from, zone) : at(last)
  const wrong = from !== null && to !== null ? wrongRange(from, to) : null
  if (wrong === 'end-before-start') errors.push({ field: last, accepted: 'later than start' })
  if (wrong === 'too-long') errors.push({ field: last, accepted: `at most ${longestRange} after start` })
  if (query.grouping && !report.groupings.includes(query.grouping))
    errors.push({
      field: 'grouping',
      accepted: report.groupings.join(', ') || 'nothing: this report has rows of its own',
    })
  const { queueId: no, grouping = null } = query
  if (no === undefined && report.category !== 'global')
    errors.push({ field: 'queueId', accepted: 'the number of a queue: this report is about one' })
  if (errors.length > 0 || from === null || to === null) throw new WrongInput(errors)
  return { from, to, zone, grouping, queueIds: no === undefined ? null : [queueOf(state, no)], agentIds: null }
}

function queueOf(state: DeskState, no: number): QueueId {
  const queue = [...state.queues.values()].find((one) => one.no === no)
  if (!queue) throw new Refused(refuse('not-found', 'queue.not-found'))
  return queue.id
}
