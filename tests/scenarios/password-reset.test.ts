import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import type { Problem } from '#dialects/house/views.ts'
import { Centre, ownerPassword } from '../support/centre.ts'
import { LetterBox } from '../support/letter-box.ts'

const minutes = 60_000

async function open(t: TestContext) {
  const box = new LetterBox()
  const centre = await Centre.open(t, {}, { mail: box })
  const ask = (email: string) => centre.call('POST', '/password-resets', { body: { email } })
  const codeFor = async (email: string) => {
    const letter = box.next()
    assert.equal((await ask(email)).status, 202)
    return codeIn((await letter).text)
  }
  const use = (code: string, password = 'a-new-password') =>
    centre.call<Problem>('POST', '/password-resets/use', { body: { code, password } })
  return { centre, box, ask, codeFor, use }
}

function codeIn(text: string): string {
  const code = /^\d{23}$/m.exec(text)?.[0]
  assert.ok(code, text)
  return code
}

async function assertWrong(answer: Promise<{ readonly status: number; readonly body: Problem }>): Promise<void> {
  const { status, body } = await answer
  assert.deepEqual([status, body.code, body.errors?.map(({ field }) => field)], [422, 'password.code-wrong', ['code']])
}

test('H-121 the code sets a new password, once, and every login ends', async (t) => {
  const { centre, box, codeFor, use } = await open(t)
  const ann = await centre.agent('Ann')
  const again = await centre.signIn('ann@example.org', 'Ann-password')
  const code = await codeFor('ANN@example.org')
  assert.deepEqual(
    box.letters.map(({ to }) => to),
    [{ name: 'Ann', address: 'ann@example.org' }],
  )
  assert.match(box.letters[0]?.text ?? '', /\/console\/#reset/)
  assert.equal((await ann.me()).status, 200)
  assert.equal((await use(`${code.slice(0, 11)} ${code.slice(11)}\n`)).status, 204)
  for (const login of [ann, again]) assert.equal((await login.me()).status, 401)
  const old = await centre.call('POST', '/tokens', { body: { email: 'ann@example.org', password: 'Ann-password' } })
  assert.equal(old.status, 401)
  const now = await centre.signIn('ann@example.org', 'a-new-password')
  assert.equal((await now.me()).body.agent.availability, 'offline')
  await assertWrong(use(code, 'yet-another-password'))
})

test('H-120 nobody learns whether there is such a person', async (t) => {
  const { centre, box, ask, codeFor } = await open(t)
  const owner = await centre.owner()
  const ann = await centre.agent('Ann')
  await owner.call('PATCH', `/agents/${ann.id}`, { enabled: false })
  const answers = [await ask('nobody@example.org'), await ask('ann@example.org')]
  // Letters go out in the order in which they were asked for: these two would have come first.
  await codeFor('owner@localhost')
  answers.push(await ask('owner@localhost'))
  for (const { status, body } of answers) assert.deepEqual([status, body], [202, ''])
  assert.ok(box.letters.every(({ to }) => to.address === 'owner@localhost'))
})

test('H-120 a letter that cannot be sent is not the asker’s business', async (t) => {
  const { box, ask, codeFor } = await open(t)
  const refused = box.refuseNext()
  assert.equal((await ask('owner@localhost')).status, 202)
  await refused
  assert.deepEqual(box.letters, [])
  await codeFor('owner@localhost')
})

test('H-121 a code is over after 30 minutes, also over a restart, and when a newer one is asked for', async (t) => {
  const { centre, codeFor, use } = await open(t)
  const late = await codeFor('owner@localhost')
  centre.clock.pass(29 * minutes)
  await centre.restart()
  const latest = await codeFor('owner@localhost')
  await assertWrong(use(late))
  await centre.restart()
  centre.clock.pass(30 * minutes)
  await assertWrong(use(latest))
  const inTime = await codeFor('owner@localhost')
  centre.clock.pass(30 * minutes - 1)
  await centre.restart()
  assert.equal((await use(inTime)).status, 204)
  await centre.signIn('owner@localhost', 'a-new-password')
})

test('H-121 a wrong code, and one of somebody disabled meanwhile, are answered alike; a short password at its field', async (t) => {
  const { centre, codeFor, use } = await open(t)
  const owner = await centre.owner()
  const ann = await centre.agent('Ann')
  const code = await codeFor('ann@example.org')
  await assertWrong(use('1'.repeat(23)))
  const { status, body } = await use(code, 'short')
  assert.deepEqual([status, body.errors?.map(({ field }) => field)], [422, ['password']])
  await owner.call('PATCH', `/agents/${ann.id}`, { enabled: false })
  await assertWrong(use(code))
  await owner.call('PATCH', `/agents/${ann.id}`, { enabled: true })
  await assertWrong(use(code))
})

test('H-122 who asks too often waits: by name, by address, and when trying codes', async (t) => {
  const { ask, use, centre } = await open(t)
  for (let count = 0; count < 5; count++) assert.equal((await ask('nobody@example.org')).status, 202)
  const limited = await ask('somebody@example.org')
  assert.equal(limited.status, 429)
  assert.equal(limited.headers.get('retry-after'), '720')
  centre.clock.pass(12 * minutes)
  assert.equal((await ask('somebody@example.org')).status, 202)
  for (let count = 0; count < 10; count++) await assertWrong(use(String(count)))
  assert.equal((await use('10')).status, 429)
})

test('H-122 a page of another origin cannot ask', async (t) => {
  const { centre } = await open(t)
  const headers = { origin: 'https://elsewhere.example' }
  const { status } = await centre.call('POST', '/password-resets', { body: { email: 'owner@localhost' }, headers })
  assert.equal(status, 403)
})

test('the code stands nowhere on disk, and nothing of it in the journal', async (t) => {
  const { centre, codeFor, use } = await open(t)
  const unused = await codeFor('owner@localhost')
  const used = await codeFor('owner@localhost')
  assert.equal((await use(used)).status, 204)
  const last = await codeFor('owner@localhost')
  const hashes = [unused, used, last].map((code) => createHash('sha256').update(code).digest('base64url'))
  await centre.app.desk.durable()
  const files = (await readdir(centre.folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  const bytes = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))))
  const holds = (text: string) => bytes.some((content) => content.includes(text))
  assert.ok(holds(hashes[2] as string), 'the hash of the open code is not on disk: this test looks in the wrong place')
  for (const code of [unused, used, last]) assert.ok(!holds(code))
  const file = files.find(({ name }) => name.endsWith('.db'))
  assert.ok(file)
  const database = new DatabaseSync(join(file.parentPath, file.name), { readOnly: true })
  const journal = JSON.stringify(database.prepare('SELECT type, facts FROM journal').all())
  database.close()
  assert.match(journal, /agent\.passwordResetAsked/)
  for (const secret of [...hashes, unused, used, last]) assert.ok(!journal.includes(secret))
})

test('a login that ran out while the centre was closed is ended when it opens, and its agent is offline', async (t) => {
  const { centre } = await open(t)
  const { status, headers } = await centre.call('POST', '/login', {
    body: { email: 'owner@localhost', password: ownerPassword },
  })
  assert.equal(status, 200)
  const cookie = headers.getSetCookie()[0]?.split(';')[0] as string
  const availability = () => [...centre.app.desk.state.agents.values()].map((agent) => agent.availability)
  assert.deepEqual(availability(), ['available'])
  await centre.restart()
  assert.deepEqual(availability(), ['available'])
  assert.equal((await centre.call('GET', '/me', { headers: { cookie } })).status, 200)
  await centre.app.stop()
  centre.clock.pass(7 * 24 * 60 * minutes)
  await centre.start()
  await centre.app.desk.durable()
  assert.deepEqual(availability(), ['offline'])
  assert.equal((await centre.call('GET', '/me', { headers: { cookie } })).status, 401)
  // And it is not there to be ended again.
  await centre.restart()
  assert.equal(centre.app.desk.state.logins.size, 0)
})
