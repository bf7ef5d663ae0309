import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

const zakes = { FullName: 'Zakes Mthini', EmailAddress: 'zakes@example.org' }
const weekly = {
  RecipientID: '1',
  ReportID: '1',
  Format: 'CSV',
  Grouping: ['WEEK', 'MONTH'],
  Delivery: 'EMAIL',
  ScheduledDay: ['1', '2', '3', '4', '5'],
  ScheduledTime: '16:30',
}

test('AC-100, AC-104, AC-110, AC-111, AC-112: a recipient, a schedule for them, and both deleted', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  const recipient = { RecipientID: 1, ...zakes, Schedules: [] }
  assert.deepEqual(await manager.ok('CreateRecipient', zakes), { Recipient: recipient })
  const schedule = { ...weekly, ScheduleID: 1, RecipientID: 1, ReportID: 1, ScheduledDay: [1, 2, 3, 4, 5] }
  assert.deepEqual(await manager.ok('CreateReportSchedule', weekly), { Schedule: schedule })
  const listed = { Count: 1, Recipients: [{ ...recipient, Schedules: [schedule] }] }
  assert.deepEqual(await manager.ok('GetRecipients'), listed)
  assert.equal(await manager.refused('DeleteRecipient', { RecipientID: 1 }), '409 RecipientInUse')
  assert.deepEqual(await manager.ok('DeleteReportSchedule', { ScheduleID: 1 }), { Success: true })
  assert.deepEqual(await manager.ok('DeleteRecipient', { RecipientID: 1 }), { Success: true })
  assert.deepEqual(await manager.ok('GetRecipients'), { Count: 0, Recipients: [] })
})

test('AC-100, AC-104, AC-110, AC-112: what is wrong is told by name', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  await manager.ok('CreateRecipient', zakes)
  const schedule = (changes: object) => manager.refused('CreateReportSchedule', { ...weekly, ...changes })
  assert.equal(await schedule({ ScheduledDay: [] }), '400 ReportScheduleWrong ScheduledDay')
  assert.equal(await schedule({ ScheduledDay: undefined }), '400 ParameterWrong ScheduledDay')
  assert.equal(await schedule({ ScheduledDay: [8] }), '400 ReportScheduleWrong ScheduledDay')
  assert.equal(await schedule({ ScheduledTime: '25:00' }), '400 ReportScheduleWrong ScheduledTime')
  assert.equal(await schedule({ Grouping: [] }), '400 ReportScheduleWrong Grouping')
  assert.equal(await schedule({ Grouping: ['DAY'] }), '400 ParameterWrong Grouping/0')
  assert.equal(await schedule({ Format: 'PDF' }), '400 ParameterWrong Format')
  assert.equal(await schedule({ Delivery: 'FTP' }), '400 ParameterWrong Delivery')
  assert.equal(await schedule({ ReportID: 999 }), '404 ReportNotFound')
  assert.equal(await schedule({ RecipientID: 2 }), '404 RecipientNotFound')
  assert.equal(await manager.refused('CreateRecipient', zakes), '400 RecipientWrong EmailAddress')
  assert.equal(
    await manager.refused('CreateRecipient', { ...zakes, EmailAddress: 'zakes' }),
    '400 RecipientWrong EmailAddress',
  )
  assert.equal(await manager.refused('DeleteRecipient', { RecipientID: 7 }), '404 RecipientNotFound')
  assert.equal(await manager.refused('DeleteReportSchedule', { ScheduleID: 7 }), '404 ReportScheduleNotFound')
})

test('AC-12, AC-100, AC-104, AC-110, AC-111, AC-112: 401 without a session, 403 for an Agent', async (t) => {
  const centre = await Centre.open(t)
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  const ways = [
    ['CreateReportSchedule', weekly],
    ['DeleteReportSchedule', { ScheduleID: 1 }],
    ['CreateRecipient', zakes],
    ['GetRecipients', {}],
    ['DeleteRecipient', { RecipientID: 1 }],
  ] as const
  for (const [name, fields] of ways) {
    assert.equal(await agent.refused(name, fields), '403 PermissionMissing')
    assert.equal(await agent.refused(name, fields, { SessionToken: null }), '401 LoginNeeded')
  }
})
