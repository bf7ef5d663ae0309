import type { Instant } from '#domain/ids.ts'
import type { ChatSpan, ChatSpansPage, ChatSpansQuery, EndPlace } from '#ports/ended-chats.ts'
import { bucketsOf } from '../grouping.ts'
import { time } from '../interval-report.ts'
import { type Peak, Peaks } from '../peaks.ts'
import type { Bucket } from '../range.ts'
import type { Report, ReportRequest, Row } from '../report.ts'
import type { ReportSource } from '../source.ts'

/** Spans are small: so many are read at a time. */
const spansAtOnce = 1_000

/** How many chats there were at once. */
export const peakLoadReport: Report = {
  no: 55,
  id: 'PeakLoad',
  name: 'Peak load',
  about: 'The most chats at once in each stretch of time, and when there were so many for the first time in it',
  category: 'global',
  chart: { type: 'line', columns: ['Most open', 'Most with an agent'] },
  of: 'queues',
  groupings: ['quarter', 'hour', 'day', 'week', 'month'],
  columns: [
    time,
    { name: 'Most open', unit: 'count', about: 'Chats between opening and end, those that wait too' },
    { name: 'Open at', unit: 'instant', about: 'When there were so many; empty where there was none' },
    {
      name: 'Most with an agent',
      unit: 'count',
      about: 'Chats between the first acceptance and the end; waits after a transfer are not taken out',
    },
    { name: 'With an agent at', unit: 'instant', about: 'When there were so many; empty where there was none' },
  ],
  async *rows(source, request) {
    const buckets = bucketsOf(request.range, request.grouping)
    const { open, answered } = await peaksIn(source, request, buckets)
    for (const [place, { label }] of buckets.entries())
      yield { key: label, values: [label, ...told(open[place]), ...told(answered[place])] }
    return ['Total', ...told(highest(open)), ...told(highest(answered))]
  },
  behind: () => null,
}

async function peaksIn(
  { store, now }: ReportSource,
  { range, scope: { queueIds } }: ReportRequest,
  buckets: readonly Bucket[],
): Promise<{ readonly open: readonly Peak[]; readonly answered: readonly Peak[] }> {
  const from = range.from
  const to = Math.min(range.to, now) as Instant
  const [open, answered] = [new Peaks(buckets, to), new Peaks(buckets, to)]
  if (from < to && queueIds?.length !== 0)
    for await (const { openedAt, answeredAt, endedAt } of spansOf(store, { from, to, queueIds })) {
      open.add(openedAt, endedAt)
      if (answeredAt !== null) answered.add(answeredAt, endedAt)
    }
  return { open: open.finish(), answered: answered.finish() }
}

/** Newest end first, those that go on before all; the paperwork of some that ended is not done yet: they come in between. */
async function* spansOf(
  store: ReportSource['store'],
  query: Omit<ChatSpansQuery, 'before' | 'limit'>,
): AsyncGenerator<ChatSpan, void> {
  const unclosed: ChatSpan[] = []
  let before: EndPlace | null = null
  do {
    const page: ChatSpansPage = await store.chatSpans({ ...query, before, limit: spansAtOnce })
    unclosed.push(...page.unclosed.toSorted((one, other) => endOf(one) - endOf(other)))
    for (const span of page.closed) {
      for (let next = unclosed.at(-1); next && endOf(next) >= endOf(span); next = unclosed.at(-1)) {
        yield next
        unclosed.pop()
      }
      yield span
    }
    before = page.next
  } while (before)
  yield* unclosed.reverse()
}

function endOf({ endedAt }: ChatSpan): number {
  return endedAt ?? Number.POSITIVE_INFINITY
}

function told(peak: Peak | undefined): Row {
  return peak && peak.count > 0 ? [peak.count, peak.at] : [0, null]
}

function highest(peaks: readonly Peak[]): Peak | undefined {
  return peaks.reduce<Peak | undefined>((most, peak) => (most && most.count >= peak.count ? most : peak), undefined)
}
