import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AgentChatError } from '../../../tests/support/agentchat.ts'
import { twoDepartments } from '../../../tests/support/two-departments.ts'

interface Sent {
  readonly ChatID: number
  readonly Count: number
  readonly Messages: readonly {
    readonly MessageID: number
    readonly MessageText: string | null
    readonly AttachmentID: string | null
    readonly AttachmentType: string | null
    readonly AttachmentName: string | null
  }[]
}

const pixel = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const picture = { AttachmentType: 'image/jpeg', AttachmentName: 'image.jpg', AttachmentData: pixel }

test('AC-40: SendMessage says a text to the customer', async (t) => {
  const { ann, talking } = await twoDepartments(t)
  const { no, customer } = await talking(ann)
  const { status, body } = await ann.api.call<Sent>('SendMessage', { ChatID: String(no), MessageText: 'Hallo there' })
  assert.equal(status, 200)
  assert.deepEqual([body.ChatID, body.Count, body.Messages[0]?.MessageText], [no, 1, 'Hallo there'])
  const read = await customer.call<{ messages: { text?: string }[] }>('GET', `/chats/${customer.chatId}/messages`)
  assert.equal(read.body.messages.at(-1)?.text, 'Hallo there')
})

test('AC-40, AC-49: a text and a file go together, the content decides its type, and GetAttachment gives it back', async (t) => {
  const { ann, abe, bob, talking, waiting } = await twoDepartments(t)
  const { no } = await talking(ann)
  const { Count, Messages } = await ann.api.ok<Sent>('SendMessage', { ChatID: no, MessageText: 'Look', ...picture })
  assert.equal(Count, 2)
  const [text, file] = Messages
  assert.deepEqual([text?.MessageText, text?.AttachmentID], ['Look', null])
  assert.deepEqual([file?.MessageText, file?.AttachmentType, file?.AttachmentName], [null, 'image/gif', 'image.jpg'])
  assert.equal(file?.MessageID, (text?.MessageID ?? 0) + 1)
  const asked = { ChatID: no, AttachmentID: file?.AttachmentID }
  const { headers } = await abe.api.call('GetAttachment', asked)
  assert.equal(headers.get('content-type'), 'image/gif')
  assert.match(headers.get('content-disposition') ?? '', /^inline; filename="image.jpg"/)
  assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox")
  assert.equal(headers.get('content-length'), String(Buffer.from(pixel, 'base64').length))
  assert.equal(await bob.api.refused('GetAttachment', asked), '404 ChatNotFound')
  const { no: other } = await waiting()
  assert.equal(await ann.api.refused('GetAttachment', { ...asked, ChatID: other }), '404 AttachmentNotFound')
  assert.equal(await ann.api.refused('GetAttachment', { ...asked, AttachmentID: 'x' }), '404 AttachmentNotFound')
  assert.equal(await ann.api.refused('GetAttachment', { ChatID: no }), '400 ParameterWrong AttachmentID')
  assert.equal(await ann.api.refused('GetAttachment', asked, { SessionToken: null }), '401 LoginNeeded')
})

test('AC-40: a file alone has one line, and what is no picture is only downloaded', async (t) => {
  const { ann, talking } = await twoDepartments(t)
  const { no } = await talking(ann)
  const page = Buffer.from('<script>alert(1)</script>').toString('base64')
  const file = { AttachmentType: 'text/html', AttachmentName: 'a.html', AttachmentData: page }
  const { Count, Messages } = await ann.api.ok<Sent>('SendMessage', { ChatID: no, MessageText: '', ...file })
  assert.deepEqual([Count, Messages[0]?.AttachmentType], [1, 'text/plain'])
  const asked = { ChatID: no, AttachmentID: Messages[0]?.AttachmentID }
  const { headers, body } = await ann.api.call('GetAttachment', asked)
  assert.equal(body, '<script>alert(1)</script>')
  assert.equal(headers.get('content-type'), 'application/octet-stream')
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="a.html"/)
})

test('AC-40: what is wrong is told by name, all of it, and nothing is stored', async (t) => {
  const { ann, centre, talking } = await twoDepartments(t)
  const { no } = await talking(ann)
  const refused = (fields: object) => ann.api.refused('SendMessage', { ChatID: no, MessageText: 'x', ...fields })
  assert.equal(await ann.api.refused('SendMessage', {}), '400 ParameterWrong ChatID MessageText')
  assert.equal(await refused({ MessageText: '' }), '400 ParameterWrong MessageText')
  assert.equal(await refused({ MessageText: ' ' }), '400 MessageBlank MessageText')
  assert.equal(await refused({ MessageText: 'a\u0007' }), '400 MessageControlCharacters MessageText')
  assert.equal(await refused({ MessageText: ' ', ...picture }), '400 MessageBlank MessageText')
  assert.equal(await refused({ MessageText: 'x'.repeat(10_001) }), '400 ParameterWrong MessageText')
  assert.equal(await refused({ AttachmentName: 'a' }), '400 ParameterWrong AttachmentData')
  assert.equal(await refused({ AttachmentData: pixel }), '400 ParameterWrong AttachmentName')
  assert.equal(await refused({ AttachmentType: 'a/b' }), '400 ParameterWrong AttachmentName AttachmentData')
  assert.equal(await refused({ ...picture, AttachmentName: '../x' }), '400 ParameterWrong AttachmentName')
  for (const AttachmentData of ['%%%', 'Zg', ' Zg==', 'data:image/gif;base64,Zg=='])
    assert.equal(await refused({ ...picture, AttachmentData }), '400 ParameterWrong AttachmentData')
  const wrong = { MessageText: 'x'.repeat(10_001), AttachmentName: '..', AttachmentData: '?' }
  assert.equal(await refused(wrong), '400 ParameterWrong MessageText AttachmentName AttachmentData')
  assert.equal((await ann.api.ok<Sent>('SendMessage', { ChatID: no, MessageText: 'x' })).Count, 1)
  const files = await readdir(join(centre.folder, 'files'), { recursive: true }).catch(() => [])
  assert.deepEqual(
    files.filter((name) => /[0-9a-f]{60}/.test(name)),
    [],
  )
  await ann.api.ok<Sent>('SendMessage', { ChatID: no, MessageText: 'x', ...picture })
  assert.equal(
    (await readdir(join(centre.folder, 'files'), { recursive: true })).filter((name) => /[0-9a-f]{60}/.test(name))
      .length,
    1,
  )
})

test('AC-40: a file that is too large is refused by name and limit, also when the whole body is', async (t) => {
  const { ann, talking } = await twoDepartments(t, { POLYDESK_ATTACHMENT_LIMIT_MB: '1' })
  const { no } = await talking(ann)
  const limit = 1024 * 1024
  const sized = (byteCount: number) => ({ ...picture, AttachmentData: Buffer.alloc(byteCount, 1).toString('base64') })
  const send = (byteCount: number) =>
    ann.api.call<AgentChatError>('SendMessage', { ChatID: no, MessageText: 'x', ...sized(byteCount) })
  for (const byteCount of [limit + 1, 5 * limit, 22 * limit]) {
    const { status, body } = await send(byteCount)
    assert.deepEqual([status, body.ErrorNumber, body.ErrorName], [413, 1413, 'AttachmentTooLarge'])
    assert.equal(body.Parameters[0]?.Parameter, 'AttachmentData')
    assert.match(body.ErrorMessage, /^AttachmentData: .*1048576 bytes/)
  }
  assert.equal((await send(limit)).status, 200)
})

test('AC-40: only who has the chat or is in it writes; what is not assigned or closed takes nothing', async (t) => {
  const { ann, abe, bob, manager, talking, waiting } = await twoDepartments(t)
  const { no, customer } = await talking(ann)
  const say = (ChatID: number) => ({ ChatID, MessageText: 'Hallo' })
  assert.equal(await abe.api.refused('SendMessage', say(no)), '403 ChatNotAllowed')
  assert.equal(await manager.api.refused('SendMessage', say(no)), '403 ChatNotAllowed')
  assert.equal(await bob.api.refused('SendMessage', say(no)), '404 ChatNotFound')
  assert.equal(await ann.api.refused('SendMessage', say(99)), '404 ChatNotFound')
  const bringIn = { agentId: abe.house.id, purpose: 'invite' }
  await ann.house.call('POST', `/chats/${customer.chatId}/bring-in`, bringIn)
  await abe.house.call('POST', `/chats/${customer.chatId}/accept`)
  assert.equal((await abe.api.call('SendMessage', say(no))).status, 200)
  const { no: unassigned } = await waiting()
  assert.equal(await ann.api.refused('SendMessage', say(unassigned)), '409 ChatNotActive')
  await ann.api.ok('CloseChat', { ChatID: no })
  assert.equal(await ann.api.refused('SendMessage', say(no)), '409 ChatEnded')
})

test('AC-40: a program’s token of our own API is taken as apikey where no SessionToken is', async (t) => {
  const { ann, talking } = await twoDepartments(t)
  const { no } = await talking(ann)
  const say = { ChatID: no, MessageText: 'Hallo' }
  const send = async (query: Record<string, string | null>, headers: Record<string, string>) =>
    (await ann.api.call('SendMessage', say, query, headers)).status
  const none = { SessionToken: null }
  assert.equal(await send(none, { apikey: ann.house.token }), 200)
  assert.equal(await send({}, { apikey: 'YOUR_API_KEY' }), 200)
  assert.equal(await send({ SessionToken: 'f'.repeat(32) }, { apikey: ann.house.token }), 401)
  const [kind, id] = ann.house.token.split('.')
  const wrongs = ['', 'YOUR_API_KEY', `${ann.house.token}x`, `${kind}.${id}.${'A'.repeat(43)}`, String(ann.api.token)]
  for (const apikey of wrongs) assert.equal(await send(none, { apikey }), 401, apikey)
  assert.equal(await send(none, {}), 401)
  const { status } = await ann.api.call('CloseChat', { ChatID: no }, none, { apikey: ann.house.token })
  assert.equal(status, 401)
  assert.equal((await ann.house.call('DELETE', '/login')).status, 204)
  assert.equal(await send(none, { apikey: ann.house.token }), 401)
})

test('AC-40: repeated with its Idempotency-Key a message is said once, also after a new logon and a restart', async (t) => {
  const { centre, ann, abe, talking } = await twoDepartments(t)
  const { no } = await talking(ann)
  const key = { 'idempotency-key': 'k1' }
  const say = { ChatID: no, MessageText: 'Once', ...picture }
  const send = (more = {}) => ann.api.call<Sent>('SendMessage', { ...say, ...more }, {}, key)
  const first = await send()
  assert.deepEqual((await send()).body, first.body)
  await centre.restart()
  assert.deepEqual((await send()).body, first.body)
  assert.equal((await send({ MessageText: 'Other' })).status, 409)
  assert.equal((await abe.api.call('SendMessage', say, {}, key)).status, 403)
  const next = await ann.api.ok<Sent>('SendMessage', { ChatID: no, MessageText: 'Next' })
  assert.equal(next.Messages[0]?.MessageID, (first.body.Messages[1]?.MessageID ?? 0) + 1)
})
