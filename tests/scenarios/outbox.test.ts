import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import type { OutboxLetter, OutboxPage } from '#dialects/house/outbox.ts'
import { openOutbox } from '../../src/adapters/mail-outbox/outbox-mail.ts'
import { Centre } from '../support/centre.ts'

const letter = {
  to: { name: 'Zoë', address: 'zoe@example.org' },
  subject: 'Bericht',
  text: '<b>Größe</b>\n',
  enclosures: [{ name: 'a.csv', mediaType: 'text/csv', bytes: Buffer.from('a;b') }],
}

/** A centre without a mail server, and the letters in its folder. */
async function centreWithLetters(...args: Parameters<typeof Centre.open>) {
  const centre = await Centre.open(...args)
  const { clock, folder } = centre
  const outbox = await openOutbox({ folder: join(folder, 'outbox'), from: 'polydesk@localhost', clock })
  for (const subject of ['one', 'two', 'three']) {
    await outbox.send({ ...letter, subject })
    clock.pass(1_000)
  }
  return centre
}

test('H-150: without a mail server the letters are listed, read as text, and downloaded as mail', async (t) => {
  const owner = await (await centreWithLetters(t)).owner()
  const { body: first } = await owner.call<OutboxPage>('GET', '/outbox?limit=2')
  assert.equal(first.delivery, 'outbox')
  assert.deepEqual(
    first.letters.map(({ subject }) => subject),
    ['three', 'two'],
  )
  const { body: rest } = await owner.call<OutboxPage>('GET', `/outbox?limit=2&before=${first.next}`)
  assert.deepEqual([rest.letters.map(({ subject }) => subject), rest.next], [['one'], null])

  const id = first.letters[0]?.id
  const { body: read } = await owner.call<{ letter: OutboxLetter }>('GET', `/outbox/${id}/text`)
  assert.equal(read.letter.text, letter.text)
  assert.deepEqual(read.letter.enclosures, [{ name: 'a.csv', mediaType: 'text/csv', byteCount: 3 }])

  const file = await owner.call<string>('GET', `/outbox/${id}`)
  assert.equal(file.headers.get('content-type'), 'message/rfc822')
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="[^"]+\.eml"$/)
  assert.equal((await PostalMime.parse(file.body)).subject, 'three')
})

test('H-150: only who manages the organisation may see letters', async (t) => {
  const centre = await centreWithLetters(t)
  const owner = await centre.owner()
  const ann = await centre.agent('Ann')
  const id = (await owner.call<OutboxPage>('GET', '/outbox')).body.letters[0]?.id
  for (const path of ['/outbox', `/outbox/${id}`, `/outbox/${id}/text`])
    assert.equal((await ann.call('GET', path)).status, 403, path)
})

test('H-150: no id leads out of the outbox', async (t) => {
  const owner = await (await centreWithLetters(t)).owner()
  for (const id of ['nothing', '..%2Fpolydesk.db', '%2e%2e%2fpolydesk', '20260105T090000000Z-0123456789abcdef'])
    assert.equal((await owner.call('GET', `/outbox/${id}`)).status, 404, id)
})

test('H-150: with a mail server the list is empty and says why', async (t) => {
  const settings = { POLYDESK_SMTP_URL: 'smtp://127.0.0.1:9', POLYDESK_MAIL_FROM: 'desk@example.org' }
  const owner = await (await centreWithLetters(t, settings)).owner()
  assert.deepEqual((await owner.call('GET', '/outbox')).body, { delivery: 'smtp', letters: [], next: null })
})
