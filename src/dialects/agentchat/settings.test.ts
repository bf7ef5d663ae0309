import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageView } from '#dialects/house/views.ts'
import { type AgentChatError, agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

interface Everything {
  readonly Settings: Readonly<Record<string, string | null>>
  readonly CannedResponseCount: number
  readonly CannedResponses: readonly object[]
  readonly TagGroups: readonly object[]
  readonly Tags: readonly object[]
  readonly AgentCount: number
  readonly Agents: readonly { readonly Name: string; readonly DepartmentID: readonly number[] }[]
  readonly ScheduleCount?: number
  readonly Schedules?: readonly object[]
}

const untold = {
  ...{ WelcomeMenuText: null, WelcomeMenuRetryText: null, WelcomeNew: null },
  ...{ WelcomeReturning: null, ChatClosedText: null },
}

test('AC-120: the sample is taken, as an object too, and several objects count as one', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const update = async (Settings: unknown) => (await manager.ok<Everything>('UpdateSettings', { Settings })).Settings
  assert.deepEqual(await update([{ CompanyName: 'Channel' }]), { CompanyName: 'Channel', TimeZone: 'UTC', ...untold })
  const zone = { TimeZone: 'Africa/Johannesburg' }
  assert.deepEqual(await update(zone), { CompanyName: 'Channel', ...zone, ...untold })
  const words = { WelcomeMenuText: 'Hello! How can we help?', ChatClosedText: 'Goodbye.' }
  const both = { CompanyName: 'Channel 360', ...zone, ...untold, ...words }
  assert.deepEqual(await update([{ companyname: 'Channel 360' }, words]), both)
  assert.deepEqual(await update([{ WelcomeMenuText: null, ChatClosedText: '' }]), { ...both, ...untold })
})

test('AC-120: texts that have no name here stay, and the menu asks with the new one', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const manager = await agentChatAs(centre, owner.id)
  const texts = { NoExpertAvailable: 'Nobody is here' }
  assert.equal((await owner.call('PATCH', '/centre', { texts })).status, 200)
  await manager.ok('UpdateSettings', { Settings: [{ WelcomeMenuText: 'Where to?' }] })
  assert.deepEqual(centre.app.desk.state.settings.texts, { ...texts, WelcomeMenu: 'Where to?' })
  await manager.ok('CreateDepartment', { Name: 'Sales', IncludeInWelcomeMenu: true, MenuIndex: 1 })
  await manager.ok('CreateDepartment', { Name: 'Returns', IncludeInWelcomeMenu: true, MenuIndex: 2 })
  const kim = centre.customer()
  await kim.open({ name: 'Kim' })
  const { body } = await kim.call<{ messages: MessageView[] }>('GET', `/chats/${kim.chatId}/messages`)
  assert.match(JSON.stringify(body.messages[0]), /Where to\?/)
})

test('AC-120: everything wrong is told by name, and nothing is changed', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const before = await manager.ok<Everything>('GetSettings')
  const wrong = (Settings: unknown) => manager.refused('UpdateSettings', { Settings })
  assert.equal(await wrong(undefined), '400 ParameterWrong Settings')
  assert.equal(await wrong('x'), '400 ParameterWrong Settings')
  assert.equal(await wrong([]), '400 ParameterWrong Settings')
  assert.equal(await wrong([{ CompanyName: ' ' }]), '400 ParameterWrong Settings/0/CompanyName')
  assert.equal(await wrong({ Company: 'x' }), '400 ParameterWrong Settings/0/Company')
  const twice = [{ CompanyName: 'a' }, { TimeZone: 'UTC' }, { CompanyName: 'b' }]
  assert.equal(await wrong(twice), '400 ParameterWrong Settings/2/CompanyName')
  assert.equal(await wrong([{ CompanyName: 'a', COMPANYNAME: 'b' }]), '400 ParameterWrong Settings/0/CompanyName')
  const many = { TimeZone: '+02:00', WelcomeMenuText: 'x'.repeat(2_001), WelcomeMenuRetryText: ' ' }
  assert.equal(
    await wrong({ CompanyName: 'x', ...many }),
    '400 CentreWrong TimeZone WelcomeMenuText WelcomeMenuRetryText',
  )
  assert.deepEqual(await manager.ok('GetSettings'), before)
})

test('AC-121: a Manager is shown all that is set up', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  await centre.agent('Ann')
  const { CannedResponse } = await manager.ok<{ CannedResponse: object }>('CreateCannedResponse', {
    ...{ Name: 'hours', MessageText: 'From 9 to 5' },
  })
  const { TagGroup } = await manager.ok<{ TagGroup: object }>('CreateTagGroup', { Name: 'Products', Enabled: false })
  const { Tag } = await manager.ok<{ Tag: object }>('CreateTag', { TagGroupID: 1, Name: 'a', Enabled: false })
  await manager.ok('CreateRecipient', { FullName: 'Zakes Mthini', EmailAddress: 'zakes@example.org' })
  const { Schedule } = await manager.ok<{ Schedule: object }>('CreateReportSchedule', {
    ...{ RecipientID: 1, ReportID: 1, Format: 'CSV', Grouping: ['WEEK'] },
    ...{ Delivery: 'EMAIL', ScheduledDay: [1], ScheduledTime: '16:30' },
  })
  const all = await manager.ok<Everything>('GetSettings')
  assert.deepEqual([all.CannedResponseCount, all.CannedResponses], [1, [CannedResponse]])
  assert.deepEqual([all.TagGroups, all.Tags], [[TagGroup], [Tag]])
  assert.deepEqual([all.ScheduleCount, all.Schedules], [1, [Schedule]])
  assert.deepEqual([all.AgentCount, all.Agents.length, all.Agents.at(-1)?.Name], [2, 2, 'Ann'])
})

test('AC-13, AC-121: an Agent is shown texts and tags, the people of their departments, and no schedules', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const numbers: number[] = []
  for (const Name of ['Sales', 'Returns']) {
    const { Department } = await manager.ok<{ Department: { DepartmentID: number } }>('CreateDepartment', { Name })
    numbers.push(Department.DepartmentID)
  }
  const ids = numbers.map((no) => [...centre.app.desk.state.queues.values()].find((queue) => queue.no === no)?.id ?? '')
  const ann = await centre.agent('Ann', ids.slice(0, 1))
  await centre.agent('Bob', ids)
  await centre.agent('Eve', ids.slice(1))
  const agent = await agentChatAs(centre, ann.id)
  const { Agents, Settings, ...rest } = await agent.ok<Everything>('GetSettings')
  assert.deepEqual(
    Agents.map(({ Name, DepartmentID }) => [Name, DepartmentID]),
    [
      ['Ann', numbers.slice(0, 1)],
      ['Bob', numbers.slice(0, 1)],
    ],
  )
  assert.equal(Settings['TimeZone'], 'UTC')
  assert.deepEqual([rest.AgentCount, 'Schedules' in rest, 'ScheduleCount' in rest], [2, false, false])
  const alone = await agentChatAs(centre, (await centre.agent('Zoe')).id)
  assert.deepEqual(
    (await alone.ok<Everything>('GetSettings')).Agents.map(({ Name }) => Name),
    ['Zoe'],
  )
})

test('AC-10, AC-12, AC-120, AC-121: 401 without a session, 403 for an Agent who changes settings', async (t) => {
  const centre = await Centre.open(t)
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  assert.equal(await agent.refused('UpdateSettings', { Settings: [{ CompanyName: 'x' }] }), '403 PermissionMissing')
  for (const name of ['UpdateSettings', 'GetSettings'])
    assert.equal(await agent.refused(name, {}, { SessionToken: null }), '401 LoginNeeded')
  const { status, body } = await agent.call<AgentChatError>('GetSettings', { Page: 1 })
  assert.deepEqual([status, body.Parameters.map(({ Parameter }) => Parameter)], [400, ['Page']])
})
