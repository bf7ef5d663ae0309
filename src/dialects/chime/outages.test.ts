import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceDesk } from '../../../tests/support/chime.ts'
import { keysInOrder } from '../../../tests/support/keys-in-order.ts'
import { documented } from './documented.ts'
import type { OutageView } from './views.ts'

const hour = 3_600_000

test('CH-4, CH-5, CH-70, CH-71, CH-72: active ones everywhere, and those of a queue with the past ones', async (t) => {
  const { chime, centre, english, italian, owner } = await serviceDesk(t)
  const { no: CreatorID, name: CreatorName } = (await owner.me()).body.agent
  const begun = centre.clock.now()
  const announce = async (title: string, more: object = {}): Promise<string> => {
    const settings = { queueId: english.id, title, planned: false, ...more }
    const { status, body } = await owner.call<{ outage: { id: string } }>('POST', '/outages', settings)
    assert.equal(status, 201, JSON.stringify(body))
    return body.outage.id
  }
  const byHand = await announce('Servers down', { text: 'Until 4' })
  centre.clock.pass(1_250)
  await announce('Mail down', { planned: true, startsAt: begun + hour, endsAt: begun + 2 * hour })
  await announce('Printers', { queueId: italian.id })
  const titles = (outages: readonly OutageView[]) => outages.map(({ Title }) => Title)
  const all = () => chime.ok<OutageView[]>('GetAllOutages')
  const ofEnglish = () => chime.ok<OutageView[]>('GetQueueOutages', { queueID: english.no })

  const [first] = await all()
  assert.deepEqual(first, {
    QueueID: english.no,
    OutageID: 1,
    CreatorID,
    CreatorName,
    QueueName: 'Service Desk English',
    CreatedTime: '2026-01-05T09:00:00',
    Title: 'Servers down',
    Body: 'Until 4',
    isScheduled: false,
    isActive: true,
    isPlanned: false,
    isUpcoming: false,
    OutageStart: '2026-01-05T09:00:00',
    OutageStop: null,
  })
  assert.deepEqual(keysInOrder(await all()), keysInOrder(documented.GetAllOutages))
  assert.deepEqual(titles(await all()), ['Servers down', 'Printers'])
  assert.deepEqual(titles(await ofEnglish()), ['Servers down'], 'what is to come is not there')

  await owner.call('POST', `/outages/${byHand}/end`)
  centre.clock.pass(hour)
  assert.deepEqual(titles(await all()), ['Mail down', 'Printers'])
  const [mail, servers] = await ofEnglish()
  assert.deepEqual(keysInOrder(await ofEnglish()), keysInOrder(documented.GetQueueOutages))
  assert.ok(mail && servers)
  const { isScheduled, isActive, isPlanned, isUpcoming, CreatedTime, OutageStart, OutageStop } = mail
  assert.deepEqual([isScheduled, isActive, isPlanned, isUpcoming], [true, true, true, false])
  assert.deepEqual(
    [CreatedTime, OutageStart, OutageStop],
    ['2026-01-05T09:00:01.25', '2026-01-05T10:00:00', '2026-01-05T11:00:00'],
  )
  assert.deepEqual([servers.Title, servers.isActive, servers.OutageStop], ['Servers down', false, null])

  centre.clock.pass(hour)
  assert.deepEqual(titles(await all()), ['Printers'])
  assert.deepEqual(titles(await ofEnglish()), ['Mail down', 'Servers down'])
})
