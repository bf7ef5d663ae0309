import assert from 'node:assert/strict'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import type { OutboxPage } from '#dialects/house/outbox.ts'
import { type Agent, Centre } from '../support/centre.ts'

/** Schedules the report of all queues for an owner, and gives the table that is mailed the next day. */
async function mailedTable(centre: Centre, owner: Agent): Promise<string> {
  const admin = await centre.owner()
  const sent = Promise.withResolvers<void>()
  centre.app.desk.watch({
    committed: ({ events }) => {
      if (events.some(({ type }) => type === 'report.sent')) sent.resolve()
      if (events.some(({ type }) => type === 'report.failed')) sent.reject(new Error('it failed'))
    },
    reset: () => {},
  })
  const reader = { name: 'Zakes', email: 'zakes@example.org' }
  const { body } = await admin.call<{ entry: { id: string } }>('POST', '/recipients', reader)
  const times = { days: [1, 2, 3, 4, 5, 6, 7], time: '12:00', groupings: ['week'] }
  const schedule = { recipientId: body.entry.id, reportNo: 1, ownerId: owner.id, ...times }
  assert.equal((await admin.call('POST', '/report-schedules', schedule)).status, 201)
  centre.clock.pass(86_400_000)
  await sent.promise
  const [letter] = (await admin.call<OutboxPage>('GET', '/outbox')).body.letters
  assert.equal(letter?.to.address, reader.email)
  const mail = await PostalMime.parse((await admin.call<string>('GET', `/outbox/${letter.id}`)).body)
  assert.match(mail.attachments[0]?.filename ?? '', /\.csv$/)
  return Buffer.from(mail.attachments[0]?.content as ArrayBuffer).toString('utf8')
}

test('H-152: a scheduled report is mailed as a table, over whole weeks', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  await owner.call('POST', '/queues', { name: 'Billing' })
  assert.match(await mailedTable(centre, owner), /Billing/)
})

test('H-152: a scheduled report has no more in it than its owner may see', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const { body } = await owner.call<{ queue: { id: string } }>('POST', '/queues', { name: 'Billing' })
  await owner.call('POST', '/queues', { name: 'Secret' })
  const ann = await centre.agent('Ann', [body.queue.id])
  const table = await mailedTable(centre, ann)
  assert.match(table, /Billing/)
  assert.doesNotMatch(table, /Secret/)
})
