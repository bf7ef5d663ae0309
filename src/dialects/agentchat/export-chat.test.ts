import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { twoDepartments } from '../../../tests/support/two-departments.ts'

test('AC-46: ExportChat gives the conversation as CSV, a row a message, without formulas', async (t) => {
  const { ann, abe, bob, owner, talking } = await twoDepartments(t)
  const { no, customer } = await talking(ann, undefined, { name: 'Kim "K", Inc' })
  const said = ['Hello, "you"', 'two\nlines', '=HYPERLINK("http://x")', 'grüße 👋']
  for (const text of said) await customer.say(text)
  const data = Buffer.from('plain').toString('base64')
  const file = { AttachmentName: 'a.txt', AttachmentData: data }
  await ann.api.ok('SendMessage', { ChatID: no, MessageText: 'Look', ...file })
  const { headers, body } = await abe.api.call<string>('ExportChat', { ChatID: no })
  assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.match(headers.get('content-disposition') ?? '', new RegExp(`^attachment; filename="chat-${no}.csv"`))
  const rows = parse(body, { columns: true, bom: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  assert.deepEqual(Object.keys(rows[0] ?? {}), [
    ...['ChatID', 'MessageID', 'SentAt', 'From', 'AgentName', 'CustomerName', 'MobileNumber'],
    ...['MessageText', 'AttachmentName', 'AttachmentType'],
  ])
  assert.deepEqual(
    rows.map(({ From, MessageText, AttachmentName }) => [From, MessageText, AttachmentName]),
    [
      ['customer', 'Hello, "you"', ''],
      ['customer', 'two\nlines', ''],
      ['customer', '\'=HYPERLINK("http://x")', ''],
      ['customer', 'grüße 👋', ''],
      ['agent', 'Look', ''],
      ['agent', '', 'a.txt'],
    ],
  )
  assert.deepEqual([rows[0]?.['CustomerName'], rows.at(-1)?.['AgentName']], ['Kim "K", Inc', 'Ann'])
  assert.equal(rows.at(-1)?.['AttachmentType'], 'text/plain')
  assert.match(JSON.stringify((await owner.call('GET', `/chats/${customer.chatId}/history`)).body), /chat\.looked/)
  assert.equal(await bob.api.refused('ExportChat', { ChatID: no }), '404 ChatNotFound')
})

test('AC-46: a long conversation is exported whole, a closed one too', async (t) => {
  const { ann, centre, talking } = await twoDepartments(t, { POLYDESK_MESSAGES_PER_VISITOR_PER_MINUTE: '100000' })
  const { no, customer } = await talking(ann)
  const count = 1_050
  for (let sent = 0; sent < count; sent += 50) await Promise.all(Array.from({ length: 50 }, () => customer.say('x')))
  await ann.api.ok('CloseChat', { ChatID: no })
  await centre.restart()
  const { body } = await ann.api.call<string>('ExportChat', { ChatID: no })
  assert.equal(body.trim().split('\r\n').length, count + 1)
})

test('AC-10, AC-46: 400, 401 and 404', async (t) => {
  const { ann } = await twoDepartments(t)
  assert.equal(await ann.api.refused('ExportChat'), '400 ParameterWrong ChatID')
  assert.equal(await ann.api.refused('ExportChat', { ChatID: 'x' }), '400 ParameterWrong ChatID')
  assert.equal(await ann.api.refused('ExportChat', { ChatID: 99 }), '404 ChatNotFound')
  assert.equal(await ann.api.refused('ExportChat', { ChatID: 1 }, { SessionToken: null }), '401 LoginNeeded')
})
