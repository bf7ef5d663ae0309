import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

const hours = { Name: 'opening hours', MessageText: 'We are open from 9am to 5pm, Monday to Friday' }

test('AC-90, AC-91, AC-92: canned responses are created, updated in part, and deleted by a Manager', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const created = await manager.ok('CreateCannedResponse', hours)
  assert.deepEqual(created, { CannedResponse: { CannedResponseID: 1, ...hours } })
  const updated = await manager.ok('UpdateCannedResponse', { CannedResponseID: '1', Name: 'hours' })
  assert.deepEqual(updated, { CannedResponse: { CannedResponseID: 1, ...hours, Name: 'hours' } })
  assert.deepEqual(await manager.ok('DeleteCannedResponse', { CannedResponseID: 1 }), { Success: true })
})

test('AC-90, AC-91, AC-92: what is wrong is told by name', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  await manager.ok('CreateCannedResponse', hours)
  assert.equal(await manager.refused('CreateCannedResponse', { Name: 'x' }), '400 ParameterWrong MessageText')
  assert.equal(await manager.refused('CreateCannedResponse', { ...hours, Nam: 'y' }), '400 ParameterWrong Nam')
  assert.equal(await manager.refused('CreateCannedResponse', hours), '400 CannedResponseWrong Name')
  assert.equal(await manager.refused('UpdateCannedResponse', { CannedResponseID: 9 }), '404 CannedResponseNotFound')
  assert.equal(await manager.refused('DeleteCannedResponse', { CannedResponseID: 9 }), '404 CannedResponseNotFound')
  assert.equal(
    await manager.refused('DeleteCannedResponse', { CannedResponseID: 'one' }),
    '400 ParameterWrong CannedResponseID',
  )
})

test('AC-10, AC-12, AC-90, AC-91, AC-92: 401 without a session, 403 for an Agent', async (t) => {
  const centre = await Centre.open(t)
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  const ways = [
    ['CreateCannedResponse', hours],
    ['UpdateCannedResponse', { CannedResponseID: 1 }],
    ['DeleteCannedResponse', { CannedResponseID: 1 }],
  ] as const
  for (const [name, fields] of ways) {
    assert.equal(await agent.refused(name, fields), '403 PermissionMissing')
    assert.equal(await agent.refused(name, fields, { SessionToken: null }), '401 LoginNeeded')
    assert.equal(await agent.refused(name, fields, { SessionToken: 'f'.repeat(32) }), '401 LoginNeeded')
  }
})
