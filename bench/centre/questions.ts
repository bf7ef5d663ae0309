import type { Instant } from '#domain/ids.ts'
import { agentMetrics } from '#domain/metrics/agents-today.ts'
import { queueMetrics } from '#domain/metrics/queues-today.ts'
import { explain } from '#domain/routing/explain.ts'
import { quantile } from '../quantile.ts'
import type { WholeCentre } from './build.ts'

/** Milliseconds of one question, median and p99. */
export interface QuestionTimes {
  readonly what: string
  readonly p50: number
  readonly p99: number
  readonly bar: string
}

const times = 200

/** Questions that look at all agents or queues at once. */
export function timeQuestions({ centre, agents, queues }: WholeCentre): readonly QuestionTimes[] {
  const { state } = centre
  const now = (centre.now + 1_000) as Instant
  const sinceAt = Math.min(...[...state.intervals.values()].map(({ slotAt }) => slotAt)) as Instant
  const chats = Array.from({ length: times }, () => centre.waiting())
  return [
    {
      what: 'explain a waiting chat',
      bar: '≤ 5 ms',
      ...timesOf((round) => explain(state, chats[round % times] as never)),
    },
    { what: 'agentMetrics of all agents', bar: '–', ...timesOf(() => agentMetrics(state, agents, sinceAt, now)) },
    { what: 'queueMetrics of all queues', bar: '–', ...timesOf(() => queueMetrics(state, queues, sinceAt, now)) },
  ]
}

function timesOf(ask: (round: number) => unknown) {
  const all = Array.from({ length: times }, (_, round) => {
    const from = performance.now()
    ask(round)
    return performance.now() - from
  })
  return { p50: quantile(all, 0.5), p99: quantile(all, 0.99) }
}
