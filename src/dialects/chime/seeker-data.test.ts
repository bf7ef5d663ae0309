import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { test } from 'node:test'
import type { ChatView } from '#dialects/house/views.ts'
import { said, serviceDesk } from '../../../tests/support/chime.ts'
import type { SessionView } from './views.ts'

async function asked(t: TestContext, more: object = {}) {
  const desk = await serviceDesk(t)
  const { customer, no } = await desk.waiting(more)
  const { SessionGuid } = await (await desk.withKey(desk.owner)).ok<SessionView>('GetSessionData', { sessionID: no })
  const push = (body: string, guid = SessionGuid) => desk.chime.post(`/webclient/SeekerData/${guid}`, body)
  const shown = async () => {
    const { body } = await desk.owner.call<{ chat: ChatView }>('GET', `/chats/${customer.chatId}`)
    const { name, email } = body.chat.customer
    const { attributes } = await desk.centre.app.desk.ask((state) => state.chats.require(customer.chatId))
    return { attributes, name, email }
  }
  return { ...desk, customer, push, shown }
}

const seeker = { firstName: 'Kim', lastName: 'Lee', email: 'kim@example.com' }

test('CH-81, CH-82, CH-83: as the vendor’s own page sends it', async (t) => {
  const { push, shown } = await asked(t)
  const more = {
    location: 'Building 2',
    question: 'Printer',
    webVisitor: true,
    domainAuthenticated: false,
    sip: '',
    ip: '10.0.0.7',
    seekerOffsetMinutes: -60,
    platform: 'Windows',
    id: 3,
    sessionGuid: 'whatever',
    favouriteColour: 'blue',
  }
  const { status, json } = await push(`seekerData:${JSON.stringify({ ...seeker, ...more })}`)
  assert.deepEqual([status, json], [200, true])
  assert.deepEqual(await shown(), {
    name: 'Kim Lee',
    email: 'kim@example.com',
    attributes: {
      location: 'Building 2',
      question: 'Printer',
      webVisitor: 'true',
      domainAuthenticated: 'false',
      ip: '10.0.0.7',
      seekerOffsetMinutes: '-60',
      platform: 'Windows',
    },
  })
})

test('CH-81, CH-3: without the word, names in any case, again and again', async (t) => {
  const { push, shown } = await asked(t)
  assert.equal((await push('{"FIRSTNAME":"Kim","platform":"Mac"}')).status, 200)
  assert.equal((await push(' SeekerData: {"platform":"Linux"}')).status, 200)
  assert.deepEqual(await shown(), { name: 'Kim', email: null, attributes: { platform: 'Linux' } })
})

test('CH-82: what the customer said of themselves stays; what was pushed is noted', async (t) => {
  const { push, shown } = await asked(t, { name: 'Lou', email: 'lou@example.com' })
  assert.equal((await push(JSON.stringify(seeker))).status, 200)
  assert.deepEqual(await shown(), {
    name: 'Lou',
    email: 'lou@example.com',
    attributes: { name: 'Kim Lee', email: 'kim@example.com' },
  })
})

test('CH-82: by the chat’s own id too, which the widget tells its page; by nothing else, and not once it is over', async (t) => {
  const { push, shown, customer } = await asked(t)
  assert.equal((await push('{"firstName":"Kim"}', customer.chatId)).status, 200)
  assert.equal((await shown()).name, 'Kim')
  for (const guid of ['1', crypto.randomUUID(), '24ed75efad153ee6c43'])
    assert.match(said(await push('{}', guid)), /^404 SessionGuid: /)
  await customer.call('POST', `/chats/${customer.chatId}/close`)
  assert.equal(said(await push('{"firstName":"Kim"}')), '409 The session has ended.')
})

test('CH-81, CH-21: what is wrong is named', async (t) => {
  const { push, chime, customer } = await asked(t)
  assert.equal(said(await push('seekerData:')), '400 (body): JSON.')
  assert.equal(said(await push('seekerData:"Kim"')), '400 (body): an object.')
  assert.equal(said(await push('{"email":{"a":1}}')), '400 email: text of at most 200 characters.')
  assert.equal(
    said(await push(`{"platform":"${'x'.repeat(1_001)}"}`)),
    '400 platform: text of at most 1000 characters.',
  )
  assert.match(said(await push('{"platform":"\\u0000"}')), /^400 platform: a value of 1 to 1000 characters/)
  assert.match(said(await push('{"email":"no address"}')), /^400 email: /)
  assert.equal(said(await push('{"email":"a@b.c","EMAIL":"d@e.f"}')), '400 email: once.')
  assert.match(
    said(await chime.post(`/webclient/SeekerData/${customer.chatId}`, 'firstName=Kim', 'text/plain')),
    /^415 /,
  )
})
