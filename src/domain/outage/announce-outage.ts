import { seenOutage } from '../access/known.ts'
import { mustHave, seenQueue } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Instant, OutageId } from '../ids.ts'
import { refuse, refuseValue } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Outage, OutageSettings } from './outage.ts'

export interface AnnounceOutage {
  readonly do: 'announceOutage'
  readonly outageId: OutageId
  /** Without a start it begins at once. */
  readonly settings: Omit<OutageSettings, 'startsAt'> & { readonly startsAt: Instant | null }
}

export interface ChangeOutage {
  readonly do: 'changeOutage'
  readonly outageId: OutageId
  readonly settings: Partial<Omit<OutageSettings, 'queueId'>>
}

export interface EndOutage {
  readonly do: 'endOutage'
  readonly outageId: OutageId
}

/** Tells everyone who comes to a queue that something is out of order, or will be. */
export const announceOutage: Verb<AnnounceOutage> = (state, { outageId, settings }, actor, at) => {
  const queue = seenQueue(state, actor, settings.queueId)
  mustHave(state, actor, 'outages.manage', queue)
  if (state.outages.get(outageId)) return refuse('conflict', 'outage.id-used')
  if (settings.planned && settings.startsAt === null)
    return refuseValue('outage.wrong', 'startsAt', 'when it begins, for a planned outage')
  const whole = { ...settings, startsAt: settings.startsAt ?? at }
  return checkTimes(whole) ?? [{ type: 'outage.announced', outageId, settings: whole }]
}

/** Changes an outage that is not over. */
export const changeOutage: Verb<ChangeOutage> = (state, { outageId, settings }, actor) => {
  const outage = manageable(state, actor, outageId)
  if (outage.endedAt !== null) return refuse('conflict', 'outage.over')
  if (settings.startsAt !== undefined && outage.startedAt !== null && settings.startsAt !== outage.startsAt)
    return refuseValue('outage.wrong', 'startsAt', 'unchanged, since the outage has begun')
  return checkTimes({ ...outage, ...settings }) ?? [{ type: 'outage.changed', outageId, settings }]
}

/** It is over, or will not come. */
export const endOutage: Verb<EndOutage> = (state, { outageId }, actor) => {
  const outage = manageable(state, actor, outageId)
  return outage.endedAt === null ? [{ type: 'outage.ended', outageId, why: 'asked' }] : nothing
}

function manageable(state: DeskState, actor: Actor, outageId: OutageId): Outage {
  const outage = seenOutage(state, actor, outageId)
  mustHave(state, actor, 'outages.manage', state.queues.require(outage.queueId))
  return outage
}

function checkTimes({ startsAt, endsAt }: Pick<OutageSettings, 'startsAt' | 'endsAt'>) {
  return endsAt !== null && endsAt <= startsAt ? refuseValue('outage.wrong', 'endsAt', 'after startsAt, or null') : null
}
