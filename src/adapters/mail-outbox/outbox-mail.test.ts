import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import PostalMime from 'postal-mime'
import type { Letter } from '#ports/mail.ts'
import { ManualClock } from '../../../tests/support/manual-clock.ts'
import { openOutbox } from './outbox-mail.ts'

const letter: Letter = {
  id: 'run-7',
  to: { name: 'Zoë', address: 'zoe@example.org' },
  subject: 'Bericht für Mai',
  text: 'Größe: 3 €\n',
  enclosures: [{ name: 'Mai.csv', mediaType: 'text/csv', bytes: Buffer.from('\uFEFFä;b\r\n') }],
}

async function newOutbox(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-outbox-'))
  t.after(() => rm(folder, { recursive: true }))
  const clock = new ManualClock()
  return { folder, clock, outbox: await openOutbox({ folder, from: 'Polydesk <polydesk@localhost>', clock }) }
}

test('a letter is a file that any mail program reads', async (t) => {
  const { outbox, clock } = await newOutbox(t)
  await outbox.send(letter)
  const [kept] = await outbox.list({ before: null, limit: 10 })
  const bytes = await outbox.read(kept?.id ?? '')
  assert.ok(bytes)
  assert.ok(!/[^\r]\n/.test(Buffer.from(bytes).toString('latin1')), 'every line ends as RFC 5322 says')
  const read = await PostalMime.parse(bytes)
  assert.deepEqual(read.to, [letter.to])
  assert.deepEqual(read.from, { name: 'Polydesk', address: 'polydesk@localhost' })
  assert.equal(read.subject, letter.subject)
  assert.equal(read.text?.replaceAll('\r\n', '\n'), letter.text)
  assert.equal(read.messageId, '<run-7@localhost>')
  assert.equal(Date.parse(read.date ?? ''), clock.now())
  assert.deepEqual(Buffer.from(read.attachments[0]?.content as ArrayBuffer), letter.enclosures[0]?.bytes)
})

test('lists show the newest first, page by page, with what a letter says', async (t) => {
  const { outbox, clock } = await newOutbox(t)
  for (const subject of ['one', 'two', 'three']) {
    await outbox.send({ ...letter, subject })
    clock.pass(1_000)
  }
  const first = await outbox.list({ before: null, limit: 2 })
  assert.deepEqual(
    first.map(({ subject }) => subject),
    ['three', 'two'],
  )
  const [rest, ...none] = await outbox.list({ before: first[1]?.id ?? '', limit: 2 })
  assert.deepEqual(none, [])
  assert.ok(rest)
  const { id, at, byteCount, ...says } = rest
  assert.deepEqual(says, {
    to: letter.to,
    subject: 'one',
    text: letter.text,
    enclosures: [{ name: 'Mai.csv', mediaType: 'text/csv', byteCount: 9 }],
  })
  assert.equal(at, clock.now() - 3_000)
  assert.equal(byteCount, (await outbox.read(id))?.length)
  assert.deepEqual(await outbox.find(id), rest)
})

test('an id is never a path', async (t) => {
  const { folder, outbox } = await newOutbox(t)
  await writeFile(join(folder, 'secret.eml'), 'secret')
  await writeFile(join(folder, 'secret.json'), '{}')
  for (const id of [
    'secret',
    '../outbox/secret',
    './secret',
    'secret.eml',
    '',
    '20260105T090000000Z-0123456789abcdef',
  ]) {
    assert.equal(await outbox.read(id), null, id)
    assert.equal(await outbox.find(id), null, id)
  }
  assert.deepEqual(await outbox.list({ before: null, limit: 10 }), [])
})

test('what was interrupted is removed at start, and is never listed', async (t) => {
  const { folder, clock, outbox } = await newOutbox(t)
  await outbox.send(letter)
  await writeFile(join(folder, '20260105T090000000Z-0123456789abcdef.eml.part'), 'half')
  await openOutbox({ folder, from: 'polydesk@localhost', clock })
  assert.deepEqual((await readdir(folder)).map((name) => name.replace(/^.*\./, '')).sort(), ['eml', 'json'])
})

test('a check leaves nothing behind, and rejects when nothing can be put down', async (t) => {
  const { folder, outbox } = await newOutbox(t)
  await outbox.check()
  assert.deepEqual(await readdir(folder), [])
  await rm(folder, { recursive: true })
  await assert.rejects(outbox.check(), { code: 'ENOENT' })
  await mkdir(folder)
})
