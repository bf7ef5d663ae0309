import Type, { type Static } from 'typebox'
import type { AgentId, Instant, QueueId } from '#domain/ids.ts'
import type { ReportAsked } from '#reports/ask.ts'
import { groupings } from '#reports/grouping.ts'
import { dayAfter, longestRange, wrongRange } from '#reports/range.ts'
import type { Report } from '#reports/report.ts'
import { type FieldError, WrongInput } from '#wire/http/problem.ts'
import { instantOf } from '#wire/time/instant.ts'
import { zoneOf } from '#wire/time/zone-name.ts'
import { Id, oneOf } from './views.ts'

const closed = { additionalProperties: false }
const Text = Type.String({ maxLength: 100 })

const asked = {
  from: Type.String({ maxLength: 100, description: 'ISO 8601; without an offset by the clock of the zone' }),
  to: Type.Optional(Type.String({ maxLength: 100, description: 'Where it ends; reports on one day do without' })),
  zone: Type.Optional(Type.String({ maxLength: 100, description: 'IANA or Windows name; the centre’s unless told' })),
  grouping: Type.Optional(oneOf([...groupings])),
  queue: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
  agent: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
}

/** What a report is asked for (H-191). */
export const ReportQuery = Type.Object(
  { ...asked, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: '1,000 unless told' })) },
  closed,
)
export const FileQuery = Type.Object(asked, closed)
export const BehindQuery = Type.Object(
  {
    ...asked,
    column: Text,
    key: Type.Optional(Type.String({ maxLength: 1_000, description: 'Of a row; without it the totals' })),
    cursor: Type.Optional(Text),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 unless told' })),
  },
  closed,
)

/** The query as a report understands it; refuses it with every field that is wrong. */
export function askedOf(query: Static<typeof FileQuery>, report: Report, centreZone: string): ReportAsked {
  const errors: FieldError[] = []
  const zone = query.zone === undefined ? centreZone : zoneOf(query.zone)
  if (!zone) errors.push({ field: 'zone', accepted: 'a time zone by its IANA or Windows name, such as Europe/Berlin' })
  const at = (field: 'from' | 'to', text: string): Instant | null => {
    const read = instantOf(text, zone ?? 'UTC')
    if (read.at === null) errors.push({ field, accepted: read.accepted })
    return read.at as Instant | null
  }
  const from = at('from', query.from)
  const to = query.to === undefined || report.oneDay ? from && dayAfter(from, zone ?? 'UTC') : at('to', query.to)
  if (query.to === undefined && !report.oneDay) errors.push({ field: 'to', accepted: 'where the range ends' })
  const wrong = from !== null && to !== null && wrongRange(from, to)
  if (wrong)
    errors.push({
      field: 'to',
      accepted: wrong === 'too-long' ? `at most ${longestRange} after from` : 'later than from',
    })
  const { grouping = null } = query
  if (grouping && !report.groupings.includes(grouping))
    errors.push({
      field: 'grouping',
      accepted: report.groupings.join(', ') || 'nothing: this report has rows of its own',
    })
  if (query.agent && report.of === 'queues' && !report.readsChats)
    errors.push({ field: 'agent', accepted: 'nothing: this report tells of queues' })
  if (errors.length > 0 || from === null || to === null || !zone) throw new WrongInput(errors)
  const queueIds = (query.queue ?? null) as QueueId[] | null
  return { from, to, zone, grouping, queueIds, agentIds: (query.agent ?? null) as AgentId[] | null }
}
