import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said, serviceDesk } from '../../../tests/support/chime.ts'

test('CH-80: the chat page with the queue chosen, to be framed by the sites that may embed the widget', async (t) => {
  const portal = 'https://portal.example.org'
  const { chime, english } = await serviceDesk(t, { POLYDESK_WIDGET_ORIGINS: portal })
  const { status, text, headers } = await chime.call(`/WebClient?ID=${english.no}`)
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/html/)
  assert.ok(text.includes(`data-full data-queue="${english.id}"`), text)
  assert.match(
    headers.get('content-security-policy') ?? '',
    /default-src 'self'.*; frame-ancestors 'self' https:\/\/portal\.example\.org$/,
  )
})

test('CH-80: any site where any may embed it; a queue that is disabled or not there has no page', async (t) => {
  const { chime, english, owner } = await serviceDesk(t)
  const { headers } = await chime.call(`/webclient?id=${english.no}`)
  assert.ok(!headers.get('content-security-policy')?.includes('frame-ancestors'))
  assert.match(said(await chime.call('/webclient')), /^400 id: the number of a web client/)
  assert.match(said(await chime.call('/webclient?id=99')), /^404 /)
  await owner.call('PATCH', `/queues/${english.id}`, { enabled: false })
  assert.match(said(await chime.call(`/webclient?id=${english.no}`)), /^404 id: the number of a queue that is enabled/)
})
