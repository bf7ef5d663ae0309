import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, eve, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { Instant } from '../ids.ts'
import { isAttended, isAvailable } from './is-available.ts'
import type { QueueSettings } from './queue.ts'

const available = (desk: RuleDesk) => isAvailable(desk.state, desk.state.queues.require(support), desk.now as Instant)
const deskWith = (settings: Partial<QueueSettings> = {}) => new RuleDesk(settings)

test('a queue is available while a member takes chats, also one who is busy with others', () => {
  const desk = deskWith()
  assert.equal(available(desk), false)
  desk.available(ann).open(kims)
  assert.equal(available(desk), true, 'it rings for her')
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  desk.open(lees).do({ do: 'acceptOffer', chatId: lees }, agent(ann))
  assert.equal(available(desk), true, 'she has as many as she may')
  desk.do({ do: 'setAvailability', agentId: ann, availability: 'away', awayReason: 'lunch' })
  assert.equal(available(desk), false)
})

test('a member who takes chats themselves counts; somebody of another queue does not', () => {
  const takes = deskWith({ members: [{ agentId: ann, priority: 1, receivesChats: false }] }).available(ann)
  assert.equal(available(takes), true)
  assert.equal(available(deskWith().available(eve)), false)
})

test('a full or disabled queue is not available', () => {
  const desk = deskWith({ lengthLimit: 0 }).available(ann)
  assert.equal(isAttended(desk.state, desk.state.queues.require(support)), true)
  assert.equal(available(desk), false)
  const disabled = deskWith().available(ann)
  disabled.do({ do: 'changeQueue', queueId: support, settings: { enabled: false } })
  assert.equal(available(disabled), false)
})

test('where an overflow rule leads counts, since that is where the chat would go', () => {
  const desk = deskWith({ lengthLimit: 0 }).available(ann)
  const overflows = [{ when: 'length', length: 0, toQueueId: billing }] as const
  desk.do({ do: 'changeQueue', queueId: support, settings: { overflows } })
  assert.equal(available(desk), false, 'nobody is there')
  desk.available(eve)
  assert.equal(available(desk), true)
})
