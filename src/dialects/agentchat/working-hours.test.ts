import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QueueView } from '#dialects/house/views.ts'
import { agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre } from '../../../tests/support/centre.ts'

interface Day {
  readonly Day: number
  readonly Enabled: boolean
  readonly StartTime: string
  readonly EndTime: string
}
interface Hours {
  readonly WorkingHours: { readonly TimeZone: string; readonly Days: readonly Day[] }
}

const worked = { Enabled: true, StartTime: '08:00', EndTime: '17:30' }
const free = { Enabled: false, StartTime: '00:00', EndTime: '00:00' }
const sample = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ Day: day, ...(day < 6 ? worked : free) }))
const on = (day: number, fields: Partial<Day>) => sample.map((one) => (one.Day === day ? { ...one, ...fields } : one))
const hour = 3_600_000

test('AC-95: the sample is taken, in any order, and departments open and close by it in the company’s zone', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const manager = await agentChatAs(centre, owner.id)
  const always = { Enabled: true, StartTime: '00:00', EndTime: '24:00' }
  const before = (await manager.ok<Hours>('GetSettings')).WorkingHours
  assert.deepEqual(before, { TimeZone: 'UTC', Days: sample.map(({ Day }) => ({ Day, ...always })) })
  await manager.ok('UpdateSettings', { Settings: [{ TimeZone: 'Africa/Johannesburg' }] })
  const answer = await manager.ok<Hours>('UpdateWorkingHours', { Days: sample.toReversed() })
  assert.deepEqual(answer, { WorkingHours: { TimeZone: 'Africa/Johannesburg', Days: sample } })
  assert.deepEqual((await manager.ok<Hours>('GetSettings')).WorkingHours, answer.WorkingHours)
  const isOpen = async () => (await owner.call<{ queues: QueueView[] }>('GET', '/queues')).body.queues[0]?.open
  // Monday 09:00 in UTC, 11:00 there.
  assert.equal(await isOpen(), true)
  centre.clock.pass(6.5 * hour - 1)
  assert.equal(await isOpen(), true)
  centre.clock.pass(1)
  assert.equal(await isOpen(), false)
})

test('AC-95: numbers and truth values may be text; hours of another zone move to the company’s', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  await manager.ok('UpdateWorkingHours', { Days: sample })
  await manager.ok('UpdateSettings', { Settings: [{ TimeZone: 'Europe/Berlin' }] })
  assert.equal((await manager.ok<Hours>('GetSettings')).WorkingHours.TimeZone, 'UTC')
  const asText = sample.map(({ Day, Enabled, ...times }) => ({ Day: String(Day), Enabled: String(Enabled), ...times }))
  const { WorkingHours } = await manager.ok<Hours>('UpdateWorkingHours', { Days: asText })
  assert.deepEqual(WorkingHours, { TimeZone: 'Europe/Berlin', Days: sample })
})

test('AC-95: a day may end at 24:00 or past midnight', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  for (const times of [
    { StartTime: '00:00', EndTime: '24:00' },
    { StartTime: '18:00', EndTime: '00:00' },
    { StartTime: '22:00', EndTime: '06:00' },
  ]) {
    const { WorkingHours } = await manager.ok<Hours>('UpdateWorkingHours', { Days: on(5, times) })
    assert.deepEqual(WorkingHours.Days[4], { Day: 5, Enabled: true, ...times })
  }
})

test('AC-95: everything wrong is told by its place in what was sent, and nothing is changed', async (t) => {
  const centre = await Centre.open(t)
  const manager = await agentChatAs(centre, (await centre.owner()).id)
  await manager.ok('UpdateWorkingHours', { Days: sample })
  const wrong = (Days: unknown) => manager.refused('UpdateWorkingHours', { Days })
  assert.equal(await wrong(undefined), '400 ParameterWrong Days')
  assert.equal(await wrong([]), '400 ParameterWrong Days')
  assert.equal(await wrong(sample.slice(1)), '400 ParameterWrong Days')
  assert.equal(await wrong([...sample, sample[0]]), '400 ParameterWrong Days/0/Day')
  assert.equal(await wrong(on(7, { Day: 8 })), '400 ParameterWrong Days/6/Day')
  const equal = { Enabled: true, StartTime: '00:00', EndTime: '00:00' }
  assert.equal(await wrong(on(1, equal)), '400 ParameterWrong Days/0/EndTime')
  assert.equal(await wrong(on(1, equal).toReversed()), '400 ParameterWrong Days/6/EndTime')
  const broken = { StartTime: '8:00', EndTime: '25:00' }
  const two = '400 ParameterWrong Days/2/StartTime Days/2/EndTime'
  assert.equal(await wrong(on(3, broken)), two)
  assert.equal(await wrong(on(3, { ...broken, Enabled: false })), two)
  const intoTuesday = { StartTime: '22:00', EndTime: '09:00' }
  assert.equal(await wrong(on(1, intoTuesday)), '400 ParameterWrong Days/1/StartTime')
  const [monday, ...rest] = sample
  assert.equal(await wrong([{ ...monday, EndTime: undefined }, ...rest]), '400 ParameterWrong Days/0/EndTime')
  assert.equal(await wrong([{ ...monday, Pause: '12:00' }, ...rest]), '400 ParameterWrong Days/0/Pause')
  assert.deepEqual((await manager.ok<Hours>('GetSettings')).WorkingHours.Days, sample)
})

test('AC-10, AC-12, AC-95: 401 without a session, 403 for an Agent', async (t) => {
  const centre = await Centre.open(t)
  const agent = await agentChatAs(centre, (await centre.agent('Ann')).id)
  assert.equal(await agent.refused('UpdateWorkingHours', { Days: sample }), '403 PermissionMissing')
  assert.equal(await agent.refused('UpdateWorkingHours', {}, { SessionToken: null }), '401 LoginNeeded')
})
