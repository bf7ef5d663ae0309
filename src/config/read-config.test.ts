import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './read-config.ts'

const from = 'Polydesk <desk@example.org>'

for (const url of [
  'smtp://mail.example.org',
  'smtps://desk:p%40ss@mail.example.org:465',
  'smtp://[::1]:2525/?tls.rejectUnauthorized=false&requireTLS=true',
])
  test(`a mail server is taken: ${url}`, () => {
    const read = readConfig({ POLYDESK_SMTP_URL: url, POLYDESK_MAIL_FROM: from })
    assert.ok(read.ok, JSON.stringify(read))
    assert.deepEqual([read.config.smtpUrl, read.config.mailFrom], [url, from])
  })

for (const url of [
  'mail.example.org',
  'http://mail.example.org',
  'smtp://',
  'smtp://host/path',
  'smtp://host?tls.rejectUnauthorized=true',
  'smtp://host?socketTimeout=1',
  'smtp://desk:100%@host',
])
  test(`a mail server is refused: ${url}`, () => {
    const read = readConfig({ POLYDESK_SMTP_URL: url, POLYDESK_MAIL_FROM: from })
    assert.ok(!read.ok && read.problems.length === 1, JSON.stringify(read))
  })

test('what may hold a password is not said back', () => {
  const read = readConfig({ POLYDESK_SMTP_URL: 'smtp://desk:hidden-word@host/x', POLYDESK_MAIL_FROM: from })
  assert.ok(!read.ok)
  assert.ok(!read.problems.join().includes('hidden-word'), read.problems.join())
})

for (const address of ['desk', 'Desk desk@example.org', 'a@b.c, d@e.f', 'Desk <a@b.c> <d@e.f>', 'Desk\n<a@b.c>'])
  test(`who letters are from is refused: ${JSON.stringify(address)}`, () =>
    assert.ok(!readConfig({ POLYDESK_MAIL_FROM: address }).ok))

test('with a mail server letters need somebody whom they are from', () => {
  const read = readConfig({ POLYDESK_SMTP_URL: 'smtp://mail.example.org' })
  assert.ok(!read.ok && /POLYDESK_MAIL_FROM/.test(read.problems.join()))
})

test('the origins of portals, and the openness of the vendor', () => {
  const read = readConfig({ POLYDESK_API_ORIGINS: 'https://a.example.org, http://b:8080', POLYDESK_CHIME_OPEN: '1' })
  assert.ok(read.ok, JSON.stringify(read))
  assert.deepEqual([read.config.apiOrigins, read.config.chimeOpen], [['https://a.example.org', 'http://b:8080'], true])
  const unset = readConfig({})
  assert.ok(unset.ok && unset.config.apiOrigins.length === 0 && !unset.config.chimeOpen)
  for (const origins of ['*', 'a.example.org', 'https://a.example.org/path', 'null'])
    assert.ok(!readConfig({ POLYDESK_API_ORIGINS: origins }).ok, origins)
  for (const open of ['true', 'yes', '2']) assert.ok(!readConfig({ POLYDESK_CHIME_OPEN: open }).ok, open)
})
