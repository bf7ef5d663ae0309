import type { Agent } from '../agent/agent.ts'
import { earliest, type Instant, later, type QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { PaceSample } from './queue-pace.ts'
import type { WaitRange } from './wait-range.ts'

/** Fewer samples than this are no pace. */
export const minimumSample = 8
/** Older samples are of another day's rush. */
export const paceWindowMs = 60 * 60_000

/** What can honestly be said about a wait, and how fresh and broad its ground is. */
export interface WaitEstimate {
  /** Null: unknown, and why. */
  readonly range: WaitRange | null
  readonly unknown: 'nobody-staffed' | 'too-few-departures' | null
  /** Since the last departure it rests on; null when there is none. */
  readonly ageMs: number | null
  readonly sampleCount: number
}

/**
 * How long somebody with so many waiting before them in a queue will wait from now: the 50th to the 90th percentile from how fast
 * that queue really moved within the last hour. With nobody before them it is the spread of the waits of others so lucky; in a line it
 * is as many departures as stand before them and their own, each as long and as uneven as the recent ones (a gamma distribution
 * of their mean and variance, by Wilson and Hilferty). A standstill now is taken for a gap once it is longer than the mean.
 */
export function estimateWait(state: DeskState, queueId: QueueId, aheadCount: number, now: Instant): WaitEstimate {
  const pace = state.queuePaces.get(queueId)
  const since = later(now, -paceWindowMs)
  const lastAt = pace?.lastDepartureAt ?? null
  let samples = aheadCount === 0 ? momentsOf(pace?.alone, since) : nothingSampled
  if (samples.count < minimumSample) samples = momentsOf(pace?.gaps, since)
  const known = { ageMs: lastAt === null ? null : now - lastAt, sampleCount: samples.count }
  if (!isStaffed(state, queueId)) return { range: null, unknown: 'nobody-staffed', ...known }
  if (samples.count < minimumSample) return { range: null, unknown: 'too-few-departures', ...known }
  const stillMs = aheadCount > 0 && lastAt !== null ? standstillMs(state, queueId, lastAt, now) : 0
  if (stillMs > samples.mean) samples = momentsOf(pace?.gaps, since, stillMs)
  const { mean, variance } = samples
  const departures = aheadCount + 1
  const shape = variance === 0 ? Infinity : (departures * mean * mean) / variance
  const quantile = (z: number) => Math.round(mean * departures * spreadFactor(shape, z))
  return { range: { fromMs: quantile(0), toMs: quantile(1.2816) }, unknown: null, ...known }
}

/** What is promised to a chat that enters a queue now, behind all who wait or are being offered there; null when unknown. */
export function promiseFor(state: DeskState, queueId: QueueId, now: Instant): WaitRange | null {
  return estimateWait(state, queueId, aheadOfNewcomer(state, queueId), now).range
}

/** How many wait in a queue: in its line, and those whose offer rings. */
export function aheadOfNewcomer(state: DeskState, queueId: QueueId): number {
  return state.line(queueId).length + state.queueLoads.of(queueId).offered.size
}

/** Whether anybody behind the queue would take chats. */
function isStaffed(state: DeskState, queueId: QueueId): boolean {
  const members = state.queues.get(queueId)?.members ?? []
  return members.some(({ agentId }) => takesChats(state.agents.get(agentId)))
}

/** Whether an agent would take chats, though perhaps not this moment. */
export function takesChats(agent: Agent | undefined): boolean {
  return agent?.enabled === true && agent.availability === 'available' && !agent.notResponding && agent.lostAt === null
}

/** How long nobody has left although somebody waited all the while. */
function standstillMs(state: DeskState, queueId: QueueId, lastAt: Instant, now: Instant): number {
  return Math.max(0, now - Math.max(lastAt, oldestWait(state, queueId) ?? now))
}

/** Since when the first of those waits who are in line or being offered; null when nobody waits. */
export function oldestWait(state: DeskState, queueId: QueueId): Instant | null {
  let first = state.line(queueId).oldestSince()
  for (const since of state.queueLoads.of(queueId).offered.values()) first = earliest(first, since)
  return first
}

interface Moments {
  readonly count: number
  readonly mean: number
  readonly variance: number
}

const nothingSampled: Moments = { count: 0, mean: 0, variance: 0 }

/** Mean and variance of the samples since then, and of one more. In plain loops: every chat that opens asks. */
function momentsOf(samples: readonly PaceSample[] | undefined, since: Instant, oneMore?: number): Moments {
  if (!samples) return nothingSampled
  let first = samples.length
  let sum = oneMore ?? 0
  while (first > 0 && (samples[first - 1] as PaceSample)[0] >= since) sum += (samples[--first] as PaceSample)[1]
  const count = samples.length - first + (oneMore === undefined ? 0 : 1)
  if (count < 2) return { count, mean: sum, variance: 0 }
  const mean = sum / count
  let squares = oneMore === undefined ? 0 : (oneMore - mean) ** 2
  for (let place = first; place < samples.length; place++) squares += ((samples[place] as PaceSample)[1] - mean) ** 2
  return { count, mean, variance: squares / (count - 1) }
}

/** A quantile of a gamma distribution over its mean. */
function spreadFactor(shape: number, z: number): number {
  if (shape === Infinity) return 1
  const ninth = 1 / (9 * shape)
  return Math.max(0, 1 - ninth + z * Math.sqrt(ninth)) ** 3
}
