import { isAround } from '../agent/agent.ts'
import type { HeldFor, Place } from '../chat/chat.ts'
import { earliest, type Instant, later, type QueueId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { isOpen, opensAt } from './open-hours.ts'
import type { Overflow, Queue } from './queue.ts'

/** With what a chat comes to a queue. */
export interface Coming {
  /** Since when it waits, when it has waited elsewhere. */
  readonly since: Instant
  readonly priority: number
  readonly held: HeldFor | null
  readonly visited: readonly QueueId[]
}

/** Where it ends up, and why not where it wanted to: the last rule that sent it on. */
export interface Entered {
  readonly queue: Queue
  readonly place: Place
  readonly why: Overflow['when'] | null
}

/** A place for a chat that comes to a queue: there, or where the overflow rules of a closed or full queue lead. Or why there is none. */
export function enterQueue(state: DeskState, wanted: Queue, coming: Coming, at: Instant): Entered | Refusal {
  let queue = wanted
  let why: Entered['why'] = null
  const visited = [...coming.visited]
  for (;;) {
    const rule = ruleAtTheDoor(state, queue, at)
    if (rule === null) return { queue, place: placeIn(queue, { ...coming, visited }, at), why }
    if (rule === 'closed') return refuse('conflict', 'queue.closed', { opensAt: opensAt(state, wanted, at) })
    if (rule === 'full') return refuse('conflict', 'queue.full')
    const next = state.queues.get(rule.toQueueId)
    if (!next || visited.includes(next.id) || next.id === wanted.id)
      return refuse('conflict', rule.when === 'length' ? 'queue.full' : 'queue.closed')
    visited.push(queue.id)
    queue = next
    why = rule.when
  }
}

/** What stands at the door of a queue: nothing, a rule that leads on, or a wall. */
function ruleAtTheDoor(state: DeskState, queue: Queue, at: Instant): Overflow | 'closed' | 'full' | null {
  if (!isOpen(state, queue, at)) return queue.overflows.find(({ when }) => when === 'closed') ?? 'closed'
  const { length } = state.line(queue.id)
  const limit = queue.lengthLimit !== null && length >= queue.lengthLimit
  const full = queue.overflows.find((rule) => rule.when === 'length' && (limit || length >= rule.length))
  if (full) return full
  if (limit) return 'full'
  const nobody = queue.overflows.find((rule) => rule.when === 'nobody' && rule.afterMs === 0)
  return nobody && !isStaffed(state, queue) ? nobody : null
}

/** The place itself. */
export function placeIn(queue: Queue, { since, priority, held, visited }: Coming, at: Instant): Place {
  return {
    since,
    enteredAt: at,
    rank: since - (queue.priority + priority) * 60_000,
    until: later(at, queue.maxWaitMs),
    overflowAt: nextOverflowAt(queue, at, at),
    relaxed: 0,
    relaxAt: relaxAt(queue, at, 0),
    held,
    visited,
  }
}

/** When the first rule of those that time brings comes due after `after`. */
export function nextOverflowAt({ overflows }: Queue, enteredAt: Instant, after: Instant): Instant | null {
  const times = overflows.map((rule) => {
    if (rule.when !== 'waited' && rule.when !== 'nobody') return null
    const due = later(enteredAt, rule.afterMs)
    if (due > after) return due
    // Whether somebody is there may change at any time: it is looked at again and again.
    return rule.when === 'nobody' ? later(after, Math.max(rule.afterMs, lookAgainMs)) : null
  })
  return earliest(...times)
}

const lookAgainMs = 10_000

/** When the next relaxation of a chat comes that has been through so many. */
export function relaxAt({ relaxations }: Queue, enteredAt: Instant, relaxed: number): Instant | null {
  const next = relaxations[relaxed]
  return next ? later(enteredAt, next.afterMs) : null
}

/** Whether anybody who is offered the queue's chats is signed in, if only on a break. */
export function isStaffed(state: DeskState, queue: Queue): boolean {
  return queue.members.some(({ agentId, receivesChats }) => {
    const agent = state.agents.get(agentId)
    return receivesChats && agent !== undefined && isAround(agent)
  })
}
