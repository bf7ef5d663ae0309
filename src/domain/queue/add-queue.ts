import { knownTo } from '../access/known.ts'
import { mayChat, mustHave, seenQueue } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { QueueId } from '../ids.ts'
import { usersOf } from '../organisation/users.ts'
import { refuse, refuseWrong } from '../refusal.ts'
import { type TextChanges, textsAfter } from '../texts/change-texts.ts'
import { checkQueue } from './check-queue.ts'
import type { QueueSettings } from './queue.ts'

export interface AddQueue {
  readonly do: 'addQueue'
  readonly queueId: QueueId
  readonly settings: QueueSettings
}

export interface ChangeQueue {
  readonly do: 'changeQueue'
  readonly queueId: QueueId
  readonly settings: Partial<QueueSettings>
  /** Some of its texts; `settings.texts` are all of them. */
  readonly texts?: TextChanges
}

export interface RemoveQueue {
  readonly do: 'removeQueue'
  readonly queueId: QueueId
}

/** A new line of waiting chats. */
export const addQueue: Verb<AddQueue> = (state, { queueId, settings }, actor) => {
  mustHave(state, actor, 'queues.manage', settings)
  if (state.queues.get(queueId)) return refuse('conflict', 'queue.id-used')
  const wrong = refuseWrong('queue.wrong', checkQueue(state, settings, queueId, knownTo(state, actor)))
  return wrong ?? [{ type: 'queue.added', queueId, settings }]
}

/** Changes a queue, as a whole or not at all; chats that wait keep their places and the deadlines they came with. */
export const changeQueue: Verb<ChangeQueue> = (state, { queueId, settings: sent, texts }, actor) => {
  const queue = seenQueue(state, actor, queueId)
  const settings = texts ? { ...sent, texts: textsAfter(sent.texts ?? queue.texts, texts) } : sent
  const after = { ...queue, ...settings }
  mustHave(state, actor, 'queues.manage', queue)
  mustHave(state, actor, 'queues.manage', after)
  const wrong = refuseWrong('queue.wrong', checkQueue(state, after, queueId, knownTo(state, actor, queue)))
  return wrong ?? [{ type: 'queue.changed', queueId, settings }]
}

/** A queue in which no chat ever was, and to which nothing leads; others are disabled instead, so that history keeps them. */
export const removeQueue: Verb<RemoveQueue> = (state, { queueId }, actor) => {
  const queue = seenQueue(state, actor, queueId)
  mustHave(state, actor, 'queues.manage', queue)
  const chats = queue.hadChats ? [...state.chats.values()].filter((chat) => chat.queueId === queueId) : []
  const outages = [...state.outages.values()].filter((outage) => outage.queueId === queueId)
  const { users, seen: usedBy } = usersOf(state, actor, queueId)
  for (const chat of chats)
    if (actor.kind === 'system' || (actor.kind === 'agent' && mayChat(state, actor.agentId, 'see', chat)))
      usedBy.push(`chat ${chat.no}`)
  // Who sees the queue sees its outages.
  for (const { no } of outages) usedBy.push(`outage ${no}`)
  if (users + chats.length + outages.length > 0)
    return refuse('conflict', 'queue.in-use', { usedBy: usedBy.slice(0, 20) })
  if (queue.hadChats) return refuse('conflict', 'queue.has-history')
  return [{ type: 'queue.removed', queueId }]
}
