import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { AgentChat, type AgentChatError, agentChatAs } from '../../../tests/support/agentchat.ts'
import { Centre, ownerPassword } from '../../../tests/support/centre.ts'
import { LetterBox } from '../../../tests/support/letter-box.ts'

const minutes = 60_000
const annsEmail = 'ann@example.org'

interface Session {
  readonly SessionToken: string
  readonly ExpiresAt: string
  readonly LifetimeSeconds: number
  readonly Agent: { readonly AgentID: number; readonly StatusID: number; readonly DepartmentID: readonly number[] }
  readonly Role: object
  readonly Departments: readonly { readonly DepartmentID: number; readonly AgentID: readonly number[] }[]
  readonly Statuses: readonly object[]
  readonly OtherDepartments: readonly object[]
}

/** A centre with Ann in its only department, and a second one of nobody's. */
async function open(t: TestContext) {
  const box = new LetterBox()
  const centre = await Centre.open(t, {}, { mail: box })
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: { id: string; name: string }[] }>('GET', '/queues')
  const [first] = body.queues
  assert.ok(first)
  await owner.call('POST', '/queues', { name: 'Sales' })
  await owner.call('POST', '/queues', { name: 'Closed down', enabled: false })
  const ann = await centre.agent('Ann', [first.id])
  const logon = (password = 'Ann-password') =>
    new AgentChat(centre).call<Session>('AgentLogon', { EmailAddress: annsEmail, Password: password })
  const codeFor = async (chat: AgentChat, email = annsEmail) => {
    const letter = box.next()
    await chat.ok('RequestPasswordReset', { EmailAddress: email })
    return /^\d{23}$/m.exec((await letter).text)?.[0] ?? ''
  }
  const statusOf = (agentId: string) => centre.app.desk.ask((state) => state.agents.get(agentId as never)?.availability)
  return { centre, box, owner, ann, logon, codeFor, statusOf }
}

test('AC-30: AgentLogon gives a token for 30 minutes, and what a desktop needs to begin', async (t) => {
  const { centre, logon } = await open(t)
  const { status, body } = await logon()
  assert.equal(status, 200)
  const { SessionToken, ExpiresAt, LifetimeSeconds, Agent, Departments, ...rest } = body
  assert.match(SessionToken, /^[0-9a-f]{32}$/)
  assert.equal(ExpiresAt, new Date(centre.clock.now() + 30 * minutes).toISOString())
  assert.equal(LifetimeSeconds, 1_800)
  assert.deepEqual(Agent.DepartmentID, [1])
  assert.deepEqual(
    Departments.map(({ DepartmentID, AgentID }) => [DepartmentID, AgentID.includes(Agent.AgentID)]),
    [[1, true]],
  )
  assert.deepEqual(rest, {
    Role: { RoleID: 1, Name: 'Agent' },
    Statuses: [
      { StatusID: 1, Name: 'Offline' },
      { StatusID: 2, Name: 'Busy' },
      { StatusID: 3, Name: 'OnBreak' },
      { StatusID: 4, Name: 'Online' },
    ],
    OtherDepartments: [{ DepartmentID: 2, Name: 'Sales' }],
  })
  const manager = await new AgentChat(centre).call<Session>('AgentLogon', {
    EmailAddress: 'owner@localhost',
    Password: ownerPassword,
  })
  assert.deepEqual(manager.body.Role, { RoleID: 2, Name: 'Manager' })
  assert.notEqual(manager.body.SessionToken, SessionToken)
})

test('AC-30: AgentLogon as a member of a department makes an agent who is Offline Online', async (t) => {
  const { ann, logon, statusOf } = await open(t)
  await ann.call('PUT', '/me/availability', { availability: 'offline' })
  assert.equal((await logon()).body.Agent.StatusID, 4)
  assert.equal(await statusOf(ann.id), 'available')
  await ann.call('PUT', '/me/availability', { availability: 'busy' })
  assert.equal((await logon()).body.Agent.StatusID, 2)
})

test('AC-30: wrong parameters, persons and passwords, and too many tries', async (t) => {
  const { centre, owner, ann, logon } = await open(t)
  const nobody = new AgentChat(centre)
  assert.equal(await nobody.refused('AgentLogon', {}), '400 ParameterWrong EmailAddress Password')
  const both = { EmailAddress: annsEmail, Password: 'wrong' }
  assert.equal(await nobody.refused('AgentLogon', both, { SessionToken: 'x' }), '401 LoginWrong')
  assert.equal(await nobody.refused('AgentLogon', both), '401 LoginWrong')
  assert.equal(await nobody.refused('AgentLogon', { ...both, EmailAddress: 'no@example.org' }), '401 LoginWrong')
  await owner.call('PATCH', `/agents/${ann.id}`, { enabled: false })
  assert.equal((await logon()).status, 401)
  let last = await logon('wrong')
  for (let tries = 0; tries < 10 && last.status === 401; tries++) last = await logon('wrong')
  const { ErrorName } = last.body as unknown as AgentChatError
  assert.deepEqual([last.status, ErrorName], [429, 'LoginTooMany'])
  assert.ok(Number(last.headers.get('retry-after')) > 0)
})

test('AC-31: SetPassword sets the password once by the code of the mail, and ends all sessions', async (t) => {
  const { centre, ann, logon, codeFor, statusOf } = await open(t)
  const nobody = new AgentChat(centre)
  const { SessionToken } = (await logon()).body
  const ResetCode = await codeFor(nobody)
  assert.equal(ResetCode.length, 23)
  assert.equal(await nobody.refused('SetPassword', { ResetCode }), '400 ParameterWrong Password')
  assert.equal(await nobody.refused('SetPassword', { Password: 'new-password' }), '400 ParameterWrong ResetCode')
  assert.equal(await nobody.refused('SetPassword', { ResetCode, Password: 'short' }), '400 PasswordForm Password')
  const wrong = { ResetCode: '1'.repeat(23), Password: 'new-password' }
  assert.equal(await nobody.refused('SetPassword', wrong), '400 PasswordCodeWrong ResetCode')
  const right = { ResetCode, Password: 'new-password' }
  assert.deepEqual(await nobody.ok('SetPassword', right), { Success: true })
  assert.equal(await nobody.refused('SetPassword', right), '400 PasswordCodeWrong ResetCode')
  assert.equal(await new AgentChat(centre, SessionToken).refused('KeepAlive'), '401 LoginNeeded')
  assert.equal(await statusOf(ann.id), 'offline')
  assert.equal((await logon()).status, 401)
  assert.equal((await logon('new-password')).status, 200)
})

test('AC-31: SetPassword is refused when it is tried too often', async (t) => {
  const { centre } = await open(t)
  const nobody = new AgentChat(centre)
  const guess = { ResetCode: '1', Password: 'new-password' }
  for (let tries = 0; tries < 10; tries++)
    assert.equal(await nobody.refused('SetPassword', guess), '400 PasswordCodeWrong ResetCode')
  assert.equal(await nobody.refused('SetPassword', guess), '429 LoginTooMany')
})

test('AC-32: RequestPasswordReset is answered alike whether there is such an agent or not', async (t) => {
  const { centre, box, owner, ann, codeFor } = await open(t)
  await owner.call('PATCH', `/agents/${ann.id}`, { enabled: false })
  const nobody = new AgentChat(centre)
  const answers = [
    await nobody.ok('RequestPasswordReset', { EmailAddress: 'no@example.org' }),
    await nobody.ok('RequestPasswordReset', { EmailAddress: annsEmail }),
  ]
  // Letters go out in the order in which they were asked for: these two would have come first.
  await codeFor(nobody, 'owner@localhost')
  assert.deepEqual(answers, [{ Success: true }, { Success: true }])
  assert.deepEqual(
    box.letters.map(({ to }) => to.address),
    ['owner@localhost'],
  )
})

test('AC-32: RequestPasswordReset needs no token, but one that is sent must count', async (t) => {
  const { centre, box, logon, codeFor } = await open(t)
  const asked = { EmailAddress: annsEmail }
  const nobody = new AgentChat(centre)
  assert.equal(await nobody.refused('RequestPasswordReset'), '400 ParameterWrong EmailAddress')
  for (const SessionToken of ['f'.repeat(32), 'x'])
    assert.equal(await nobody.refused('RequestPasswordReset', asked, { SessionToken }), '401 LoginNeeded')
  assert.equal(box.letters.length, 0)
  assert.equal((await nobody.call('RequestPasswordReset', asked, { SessionToken: '' })).status, 200)
  assert.equal((await codeFor(new AgentChat(centre, (await logon()).body.SessionToken))).length, 23)
})

test('AC-32: RequestPasswordReset is refused when it is asked too often', async (t) => {
  const { centre } = await open(t)
  const nobody = new AgentChat(centre)
  for (let tries = 0; tries < 5; tries++) await nobody.ok('RequestPasswordReset', { EmailAddress: annsEmail })
  const { status, headers } = await nobody.call('RequestPasswordReset', { EmailAddress: annsEmail })
  assert.equal(status, 429)
  assert.ok(Number(headers.get('retry-after')) > 0)
})

test('AC-33: AgentLogoff ends the session, once, and with the last one the agent is Offline', async (t) => {
  const { centre, ann, logon, statusOf } = await open(t)
  await ann.call('DELETE', '/login')
  const one = new AgentChat(centre, (await logon()).body.SessionToken)
  const two = new AgentChat(centre, (await logon()).body.SessionToken)
  assert.deepEqual(await one.ok('AgentLogoff'), { Success: true })
  assert.equal(await one.refused('AgentLogoff'), '401 LoginNeeded')
  assert.equal(await statusOf(ann.id), 'available')
  const twice = await Promise.all([two.call('AgentLogoff'), two.call('AgentLogoff')])
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 401])
  assert.equal(await statusOf(ann.id), 'offline')
  assert.equal(await two.refused('AgentLogoff', { AgentID: 1 }), '401 LoginNeeded')
  const three = new AgentChat(centre, (await logon()).body.SessionToken)
  assert.equal(await three.refused('AgentLogoff', { AgentID: 1 }), '400 ParameterWrong AgentID')
})

test('AC-51: a session that is kept alive lives on, one that is not ends, and its agent is Offline', async (t) => {
  const { centre, ann, logon, statusOf } = await open(t)
  await ann.call('DELETE', '/login')
  const kept = new AgentChat(centre, (await logon()).body.SessionToken)
  const left = new AgentChat(centre, (await logon()).body.SessionToken)
  const lifetime = () => ({
    ExpiresAt: new Date(centre.clock.now() + 30 * minutes).toISOString(),
    LifetimeSeconds: 1_800,
  })
  assert.deepEqual(await kept.ok('KeepAlive'), lifetime())
  centre.clock.pass(29 * minutes)
  assert.deepEqual(await kept.ok('KeepAlive'), lifetime())
  assert.equal(await left.refused('KeepAlive', { AgentID: 1 }), '400 ParameterWrong AgentID')
  centre.clock.pass(1 * minutes)
  assert.equal(await left.refused('KeepAlive'), '401 LoginNeeded')
  centre.clock.pass(28 * minutes)
  assert.equal((await kept.call('KeepAlive')).status, 200)
  assert.equal(await statusOf(ann.id), 'available')
  centre.clock.pass(30 * minutes)
  assert.equal(await kept.refused('KeepAlive'), '401 LoginNeeded')
  assert.equal(await statusOf(ann.id), 'offline')
})

test('AC-11: a session ends with the agent’s password and with the agent being disabled', async (t) => {
  const { centre, owner, ann } = await open(t)
  for (const change of [{ password: 'another-password' }, { enabled: false }]) {
    const chat = await agentChatAs(centre, ann.id)
    await chat.ok('KeepAlive')
    assert.equal((await owner.call('PATCH', `/agents/${ann.id}`, change)).status, 200)
    assert.equal(await chat.refused('KeepAlive'), '401 LoginNeeded')
  }
})
