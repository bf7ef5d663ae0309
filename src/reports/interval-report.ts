import type { AgentId } from '#domain/ids.ts'
import type { BucketSum } from '#domain/metrics/bucket-sums.ts'
import { bucketsOf, stretchesOf } from './grouping.ts'
import { type Measure, measuredOf } from './measure.ts'
import { allTogether, rowOwners } from './named-rows.ts'
import { ownersIn, readSums, type SumsAsked } from './read-sums.ts'
import type { Column, Report, ReportRequest, Row } from './report.ts'
import { type ReportScope, type ReportSource, ruleOfScope } from './source.ts'

/** What a report on intervals leaves to its kind. */
export type IntervalReport = Omit<Report, 'columns' | 'rows' | 'behind' | 'groupings'> & {
  readonly measures: readonly Measure[]
}

/** The name of the column of time. */
export const time: Column = {
  name: 'Time',
  unit: 'text',
  about: 'Quarter, hour, day, week or month, in the zone of the report',
}

const onlyBucket = 0

/** A report with a row for each stretch of time, all owners together; `grouping` when it is always the same. */
export function overTime({
  grouping,
  ...report
}: IntervalReport & { readonly grouping?: ReportRequest['grouping'] }): Report {
  const { measures, of } = report
  const bucketsIn = (request: ReportRequest) => bucketsOf(request.range, grouping ?? request.grouping)
  return {
    ...headOf(report),
    groupings: grouping ? [] : ['quarter', 'hour', 'day', 'week', 'month'],
    columns: [time, ...measures],
    async *rows(source, request) {
      const buckets = bucketsIn(request)
      const { scope } = request
      const sums = await readSums(source, asked(report, scope, stretchesOf(buckets), { queue: false, agent: false }))
      const byBucket = Map.groupBy(sums, ({ bucket }) => bucket)
      const valuesOf = valuing(measures, source, of, scope)
      for (const [place, { label }] of buckets.entries())
        yield { key: label, values: [label, ...valuesOf(byBucket.get(place) ?? [])] }
      return [...allTogether, ...valuesOf(sums)]
    },
    behind(_source, request, key, column) {
      const { range, scope } = request
      const bucket = key === null ? range : bucketsIn(request).find(({ label }) => label === key)
      return bucket ? behindOf(report, column, scope, [bucket]) : null
    },
  }
}

/** A report with a row for each queue. */
export function byQueue(report: IntervalReport): Report {
  const { measures } = report
  return {
    ...headOf(report),
    groupings: [],
    columns: [{ name: 'Queue', unit: 'text', about: 'Its name now' }, ...measures],
    async *rows(source, { range, scope }) {
      const sums = await readSums(
        source,
        asked(report, scope, [{ ...range, bucket: onlyBucket }], { queue: true, agent: false }),
      )
      const byId = Map.groupBy(sums, ({ queueId }) => queueId ?? '')
      for (const queue of rowOwners(source.queues, scope.queueIds, new Set(byId.keys()))) {
        const rule = 'rule' in queue ? queue.rule : source.rule
        const measured = measuredOf(byId.get(queue.id) ?? [], rule)
        yield { key: queue.id, values: [queue.name, ...measures.map((measure) => measure.of(measured))] }
      }
      return [...allTogether, ...valuing(measures, source, 'queues', scope)(sums)]
    },
    behind(source, { range, scope }, key, column) {
      const queueIds = key === null ? scope.queueIds : only(source.queues, scope.queueIds, key)
      return behindOf(report, column, { ...scope, queueIds }, [range])
    },
  }
}

/** A report with a row for each agent. */
export function byAgent(report: IntervalReport): Report {
  const { measures } = report
  return {
    ...headOf(report),
    groupings: [],
    columns: [{ name: 'Agent', unit: 'text', about: 'Their name now' }, ...measures],
    async *rows(source, { range, scope }) {
      const stretches = [{ ...range, bucket: onlyBucket }]
      const by = { queue: scope.workIn !== null, agent: true }
      const members = membersOf(source, scope)
      const found = await readSums(source, asked(report, scope, stretches, by))
      const sums = found.filter(
        ({ queueId, agentId }) => queueId !== null || !agentId || !members || members.has(agentId),
      )
      const valuesOf = valuing(measures, source, 'agents', scope)
      const byId = Map.groupBy(sums, ({ agentId }) => agentId ?? '')
      const wanted = members ? [...members] : scope.agentIds
      for (const { id, name } of rowOwners(source.agents, wanted, new Set(byId.keys())))
        yield { key: id, values: [name, ...valuesOf(byId.get(id) ?? [])] }
      return [...allTogether, ...valuesOf(sums)]
    },
    behind(source, { range, scope }, key, column) {
      const agentIds = key === null ? scope.agentIds : only(source.agents, scope.agentIds, key)
      return behindOf(report, column, { ...scope, agentIds }, [range])
    },
  }
}

/** Those whose days are told with their work in some queues: who work there now. Null: of everybody. */
export function membersOf({ queues }: ReportSource, { workIn, agentIds }: ReportScope): Set<AgentId> | null {
  if (!workIn) return null
  const members = queues.flatMap(({ id, memberIds }) => (workIn.includes(id) ? memberIds : []))
  return new Set(members.filter((id) => agentIds === null || agentIds.includes(id)))
}

/** What all kinds have alike. */
export function headOf({ measures: _, ...head }: IntervalReport): Omit<IntervalReport, 'measures'> {
  return head
}

export function asked(
  { of, measures }: Pick<IntervalReport, 'of' | 'measures'>,
  scope: ReportScope,
  stretches: SumsAsked['stretches'],
  by: SumsAsked['by'],
): SumsAsked {
  return { stretches, of, scope, by, reads: measures.map(({ reads }) => reads) }
}

function valuing(
  measures: readonly Measure[],
  source: ReportSource,
  of: Report['of'],
  scope: ReportScope,
): (sums: readonly BucketSum[]) => Row {
  const rule = of === 'queues' ? ruleOfScope(source, scope) : source.rule
  return (sums) => {
    const measured = measuredOf(sums, rule)
    return measures.map((measure) => measure.of(measured))
  }
}

/** The one with that id, if the asker may see its numbers. */
function only<Id extends string>(
  named: readonly { readonly id: Id }[],
  scoped: readonly Id[] | null,
  key: string,
): readonly Id[] {
  return named.flatMap(({ id }) => (id === key && (scoped === null || scoped.includes(id)) ? [id] : []))
}

/** The chats behind a measure in some stretches. */
export function behindOf(
  { of, measures }: Pick<IntervalReport, 'of' | 'measures'>,
  { name }: Column,
  scope: ReportScope,
  stretches: readonly { readonly from: ReportRequest['range']['from']; readonly to: ReportRequest['range']['to'] }[],
): ReturnType<Report['behind']> {
  const names = measures.find((measure) => measure.name === name)?.behind ?? []
  if (names.length === 0) return null
  return { of, names, stretches: stretches.map(({ from, to }) => ({ from, to })), ...ownersIn(scope, of) }
}
