import { type NumbersAsked, scopeOfAgents, scopeOfChats, scopeOfQueues } from '#domain/access/numbers.ts'
import type { Actor } from '#domain/actor.ts'
import type { Instant } from '#domain/ids.ts'
import type { DeskState } from '#domain/state.ts'
import { type Grouping, groupingFor } from './grouping.ts'
import { rangeBetween } from './range.ts'
import type { Report, ReportRequest } from './report.ts'

/** What somebody asks a report: over what time, of whom, and by what. */
export interface ReportAsked extends NumbersAsked {
  readonly from: Instant
  readonly to: Instant
  readonly zone: string
  /** Null: as suits the range. */
  readonly grouping: Grouping | null
}

/** What they get, by their rights; refuses queues and agents that are none of theirs. */
export function requestFor(state: DeskState, actor: Actor, report: Report, asked: ReportAsked): ReportRequest {
  const range = rangeBetween(asked.from, asked.to, asked.zone)
  return { range, scope: scopeOf(report)(state, actor, asked), grouping: asked.grouping ?? groupingFor(range) }
}

function scopeOf({ readsChats, of }: Report): typeof scopeOfQueues {
  if (readsChats) return scopeOfChats
  return of === 'queues' ? scopeOfQueues : scopeOfAgents
}
