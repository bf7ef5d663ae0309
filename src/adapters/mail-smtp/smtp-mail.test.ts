import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { inspect } from 'node:util'
import type { SMTPServerOptions } from 'smtp-server'
import type { Letter } from '#ports/mail.ts'
import { MailServer } from '../../../tests/support/mail-server.ts'
import { smtpMail } from './smtp-mail.ts'

const letter: Letter = {
  to: { name: 'Jürgen Groß', address: 'juergen@example.org' },
  subject: 'Grüße, „schön“ – 你好',
  text: 'Zeile eins\n.\nÄÖÜ ß €\n',
  enclosures: [],
}

const mailTo = (t: { after(done: () => void): void }, url: string, from = 'Büro <desk@example.org>') => {
  const mail = smtpMail({ url, from })
  t.after(() => mail.close())
  return mail
}

const anyCertificate = '?tls.rejectUnauthorized=false'

test('a letter arrives with its letters of any script, and names its sender', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'] })
  await mailTo(t, `smtp://127.0.0.1:${server.port}`).send({ ...letter, id: 'run-1' })
  const [arrived] = server.arrived
  assert.deepEqual(arrived?.envelope, { from: 'desk@example.org', to: ['juergen@example.org'] })
  assert.equal(arrived.letter.subject, letter.subject)
  assert.equal(arrived.letter.text?.replaceAll('\r\n', '\n'), letter.text)
  assert.deepEqual(arrived.letter.to, [letter.to])
  assert.deepEqual(arrived.letter.from, { name: 'Büro', address: 'desk@example.org' })
  assert.equal(arrived.letter.messageId, '<run-1@example.org>')
})

test('enclosures arrive byte for byte under their names', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'] })
  const table = Buffer.from('\uFEFFa;b\r\nc;d\n\r.\r\nlast')
  const enclosures = [
    { name: 'Übersicht – Mai.csv', mediaType: 'text/csv; charset=utf-8', bytes: table },
    { name: 'x.bin', mediaType: 'application/octet-stream', bytes: randomBytes(300_000) },
  ]
  await mailTo(t, `smtp://127.0.0.1:${server.port}`).send({ ...letter, enclosures })
  const files = server.arrived[0]?.letter.attachments ?? []
  assert.deepEqual(
    files.map(({ filename, mimeType }) => [filename, mimeType]),
    [
      ['Übersicht – Mai.csv', 'text/csv'],
      ['x.bin', 'application/octet-stream'],
    ],
  )
  for (const [at, { bytes }] of enclosures.entries())
    assert.deepEqual(Buffer.from(files[at]?.content as ArrayBuffer), bytes)
})

test('line breaks in names and subjects begin no header', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'] })
  const evil = 'Hi\r\nBcc: everyone@example.org\r\n\r\nbody'
  await mailTo(t, `smtp://127.0.0.1:${server.port}`).send({
    ...letter,
    to: { name: evil, address: 'one@example.org' },
    subject: evil,
    enclosures: [{ name: evil, mediaType: 'text/plain\r\nBcc: x@example.org', bytes: Buffer.from('x') }],
  })
  const [arrived] = server.arrived
  assert.deepEqual(arrived?.envelope.to, ['one@example.org'])
  assert.ok(!arrived.letter.headers.some(({ key }) => key === 'bcc'))
  assert.equal(arrived.letter.subject, 'Hi Bcc: everyone@example.org body')
})

for (const address of ['a@b.c, d@e.f', 'a@b.c\r\nRCPT TO:<d@e.f>', 'a@b.c>', '', 'a b@c.d', 'a'])
  test(`what is not one address is refused: ${JSON.stringify(address)}`, async (t) => {
    const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'] })
    const mail = mailTo(t, `smtp://127.0.0.1:${server.port}`)
    await assert.rejects(mail.send({ ...letter, to: { name: '', address } }), /not one e-mail address/)
    assert.equal(server.arrived.length, 0)
  })

test('a recipient whom the server refuses makes it reject', async (t) => {
  const onRcptTo = (_to: unknown, _session: unknown, done: (error: Error) => void) => done(new Error('no such person'))
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'], onRcptTo })
  await assert.rejects(mailTo(t, `smtp://127.0.0.1:${server.port}`).send(letter), /no such person/)
})

const wants = (password: string): SMTPServerOptions => ({
  authOptional: false,
  allowInsecureAuth: true,
  onAuth: ({ username, password: given }, _session, done) => {
    if (given === password) done(null, { user: username ?? '' })
    // As some servers do: it says the password back.
    else done(new Error(`wrong password ${given} ${Buffer.from(`\0${username}\0${given}`).toString('base64')}`))
  },
})

test('the login is taken from the URL', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'], ...wants('s€cret/@:') })
  await mailTo(t, `smtp://desk:${encodeURIComponent('s€cret/@:')}@127.0.0.1:${server.port}`).send(letter)
  assert.equal(server.arrived.length, 1)
})

test('a wrong login rejects, and the error does not hold the password', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'], ...wants('right') })
  const mail = mailTo(t, `smtp://desk:wr0ng-one@127.0.0.1:${server.port}`)
  const error = await mail.send(letter).then(
    () => assert.fail('it was sent'),
    (reason: unknown) => reason,
  )
  const everything = inspect(error, { depth: 9, showHidden: true })
  assert.match(everything, /EAUTH/)
  assert.ok(!everything.includes('wr0ng-one'), everything)
  assert.ok(!everything.includes(Buffer.from('\0desk\0wr0ng-one').toString('base64')), everything)
})

for (const { title, scheme, secure } of [
  { title: 'STARTTLS', scheme: 'smtp', secure: false },
  { title: 'TLS from the start', scheme: 'smtps', secure: true },
]) {
  test(`${title}: a certificate that nobody signed is refused`, async (t) => {
    const server = await MailServer.open(t, { secure })
    await assert.rejects(mailTo(t, `${scheme}://127.0.0.1:${server.port}`).send(letter), /self-signed/)
    assert.equal(server.arrived.length, 0)
  })

  test(`${title}: the URL may say that any certificate is taken`, async (t) => {
    const server = await MailServer.open(t, { secure })
    await mailTo(t, `${scheme}://127.0.0.1:${server.port}/${anyCertificate}`).send(letter)
    assert.equal(server.arrived[0]?.secure, true)
  })
}

test('with requireTLS nothing is sent to a server without TLS', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'] })
  await assert.rejects(mailTo(t, `smtp://127.0.0.1:${server.port}?requireTLS=true`).send(letter), /ETLS|STARTTLS/)
  assert.equal(server.arrived.length, 0)
})

test('a server that is down rejects, and the next letter is sent when it is back', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'] })
  const { port } = server
  const mail = mailTo(t, `smtp://127.0.0.1:${port}`)
  await server.close()
  await assert.rejects(mail.send(letter), /ECONNREFUSED|ESOCKET/)
  const back = await MailServer.openOn(t, port, { disabledCommands: ['STARTTLS'] })
  await mail.send(letter)
  assert.equal(back.arrived.length, 1)
})

test('a check signs in and sends nothing; it tells a server that is down, and a wrong login without the password', async (t) => {
  const server = await MailServer.open(t, { disabledCommands: ['STARTTLS'], ...wants('right') })
  const mail = mailTo(t, `smtp://desk:right@127.0.0.1:${server.port}`)
  await mail.check()
  await mail.send(letter)
  assert.equal(server.arrived.length, 1)
  const error = await mailTo(t, `smtp://desk:wr0ng-one@127.0.0.1:${server.port}`)
    .check()
    .then(
      () => assert.fail('the login was taken'),
      (reason: unknown) => reason,
    )
  const everything = inspect(error, { depth: 9, showHidden: true })
  assert.match(everything, /the mail server cannot be used.*EAUTH/)
  assert.ok(!everything.includes('wr0ng-one'), everything)
  await server.close()
  await assert.rejects(mail.check(), /ECONNREFUSED|ESOCKET/)
})
