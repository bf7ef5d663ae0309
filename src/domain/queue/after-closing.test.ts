import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, customer, kims, lees, RuleDesk, support } from '../../../tests/cast.ts'
import type { HoursId, Instant } from '../ids.ts'
import type { QueueSettings } from './queue.ts'

const closesAt = Date.parse('2026-01-06T17:00Z')

/** Open from nine to five in UTC; Ann is there, and it rings for her a few seconds before closing. */
function ringingAtClosing(settings: Partial<QueueSettings>): RuleDesk {
  const desk = new RuleDesk({ offerMs: 30_000 })
  const spans = [{ from: '09:00', to: '17:00' }]
  const week = { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans }
  const hours = { name: 'Nine to five', zone: 'UTC', week, exceptions: [] }
  desk.now = closesAt - 10_000
  desk.do({ do: 'addEntry', table: 'hours', id: 'hours', settings: hours })
  desk.do({ do: 'changeQueue', queueId: support, settings: { hoursId: 'hours' as HoursId, ...settings } })
  return desk.available(ann).open(kims)
}

const endsWaitingAtClosing = true
const overflows = [{ when: 'closed', toQueueId: billing }] as const
const endingOf = (desk: RuleDesk) => {
  const chat = desk.chat(kims)
  return chat.phase === 'closed' ? chat.ending : chat.phase
}

test('what rings at closing time may still be taken', () => {
  const desk = ringingAtClosing({ endsWaitingAtClosing }).pass(20_000)
  assert.equal(desk.chat(kims).phase, 'offered')
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  assert.equal(desk.chat(kims).phase, 'active')
})

test('what rings at closing time and is not taken ends after hours, however the offer ends', () => {
  const ways: Record<string, (desk: RuleDesk) => unknown> = {
    lapsed: (desk) => desk.pass(20_000),
    declined: (desk) => desk.do({ do: 'declineOffer', chatId: kims }, agent(ann)),
    'went away': (desk) =>
      desk.do({ do: 'setAvailability', agentId: ann, availability: 'away', awayReason: null }, agent(ann)),
    suspended: (desk) => desk.do({ do: 'suspendAgent', agentId: ann }),
  }
  for (const [way, happens] of Object.entries(ways)) {
    const desk = ringingAtClosing({ endsWaitingAtClosing }).pass(15_000)
    happens(desk)
    assert.equal(endingOf(desk), 'afterHours', way)
  }
})

test('what rings at closing time and is not taken goes where the closed rule leads, and keeps the time it waited', () => {
  const desk = ringingAtClosing({ overflows, endsWaitingAtClosing }).pass(60_000)
  const chat = desk.chat(kims)
  assert.ok(chat.phase === 'queued')
  assert.deepEqual([chat.queueId, chat.place.since], [billing, (closesAt - 10_000) as Instant])
})

test('what rings for several goes on ringing after closing time until the last of them is out', () => {
  const desk = ringingAtClosing({ strategy: 'broadcast', endsWaitingAtClosing })
  desk.do({ do: 'closeChat', chatId: kims }, customer(kims))
  desk.available(bob).open(lees).pass(15_000)
  desk.do({ do: 'declineOffer', chatId: lees }, agent(ann))
  assert.equal(desk.chat(lees).phase, 'offered')
  desk.do({ do: 'declineOffer', chatId: lees }, agent(bob))
  assert.equal(desk.chat(lees).phase, 'closed')
})

test('without a rule for closing time a chat that nobody took goes back to its place', () => {
  const desk = ringingAtClosing({}).pass(60_000)
  assert.equal(endingOf(desk), 'queued')
})
