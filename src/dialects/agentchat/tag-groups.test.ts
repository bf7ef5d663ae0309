import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

const group = { Name: 'Product Enquiries', Enabled: true }

test('AC-80, AC-81: tag groups are created, and updated in part, by a Manager', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  assert.deepEqual(await manager.ok('CreateTagGroup', group), { TagGroup: { TagGroupID: 1, ...group } })
  assert.deepEqual(await manager.ok('UpdateTagGroup', { TagGroupID: '1', Enabled: false }), {
    TagGroup: { TagGroupID: 1, ...group, Enabled: false },
  })
  assert.deepEqual(await manager.ok('UpdateTagGroup', { TagGroupID: 1, Name: 'Products' }), {
    TagGroup: { TagGroupID: 1, Name: 'Products', Enabled: false },
  })
})

test('AC-80, AC-81: what is wrong is told by name; 401 without a session, 403 for an Agent', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  await manager.ok('CreateTagGroup', group)
  assert.equal(await manager.refused('CreateTagGroup', group), '400 TagGroupWrong Name')
  assert.equal(await manager.refused('CreateTagGroup', { Name: ' ', Enabled: 1 }), '400 ParameterWrong Name Enabled')
  assert.equal(await manager.refused('UpdateTagGroup', { TagGroupID: 2 }), '404 TagGroupNotFound')
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  for (const name of ['CreateTagGroup', 'UpdateTagGroup']) {
    assert.equal(await agent.refused(name, group), '403 PermissionMissing')
    assert.equal(await agent.refused(name, group, { SessionToken: null }), '401 LoginNeeded')
  }
})
