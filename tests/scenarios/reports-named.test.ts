import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Centre } from '../support/centre.ts'

test('every agent is told which reports there are, by numbers that a schedule takes; nobody else is', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const ann = await centre.agent('Ann')
  const { status, body } = await ann.call<{ reports: { no: number; name: string }[] }>('GET', '/reports')
  assert.equal(status, 200)
  assert.deepEqual(
    body.reports.map(({ no, name }) => [no, name]),
    [
      [1, 'Queues'],
      [2, 'Agents'],
      [3, 'Chats by day'],
      [4, 'Tags'],
    ],
  )
  const lee = { name: 'Lee', email: 'lee@example.org' }
  const { entry } = (await owner.call<{ entry: { id: string } }>('POST', '/recipients', lee)).body
  const rest = { recipientId: entry.id, groupings: ['week'], days: [1], time: '07:00', ownerId: owner.id }
  for (const { no: reportNo } of body.reports)
    assert.equal((await owner.call('POST', '/report-schedules', { ...rest, reportNo })).status, 201)
  assert.equal((await centre.call('GET', '/reports')).status, 401)
})
