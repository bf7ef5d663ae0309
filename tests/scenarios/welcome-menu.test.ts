import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { CustomerChatView, MessageView, WidgetView } from '#dialects/house/views.ts'
import { Centre, Customer } from '../support/centre.ts'

interface Problems {
  readonly errors: readonly { readonly field: string }[]
}

/** A centre with Sales and Returns in the menu, beside the queue that every new centre has. */
async function withMenu(t: TestContext) {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const add = async (name: string, index: number) => {
    const { status, body } = await owner.call<{ queue: { id: string } }>('POST', '/queues', {
      ...{ name, menu: { name, index } },
      texts: { WelcomeNew: `#CUSTOMERNAME#, you are number #POSITIONINQUEUE# in #DEPARTMENTNAME#` },
    })
    assert.equal(status, 201)
    return body.queue.id
  }
  return { centre, owner, salesId: await add('Sales', 1), returnsId: await add('Returns', 2) }
}

async function said(customer: Customer): Promise<string[]> {
  const { body } = await customer.call<{ messages: MessageView[] }>('GET', `/chats/${customer.chatId}/messages`)
  return body.messages.flatMap((line) => (line.kind === 'text' && line.author.kind === 'bot' ? [line.text] : []))
}

test('a customer chooses a queue from the menu, over a restart, and is welcomed there', async (t) => {
  const { centre, owner, returnsId } = await withMenu(t)
  const kim = new Customer(centre)
  await kim.open({ name: 'Kim' })
  const question = 'How can we help you? Please choose by typing a number.\n1 Sales\n2 Returns'
  assert.deepEqual(await said(kim), [question])
  await centre.restart()
  await kim.say('returns')
  assert.deepEqual(await said(kim), [question, 'Kim, you are number 1 in Returns'])
  const chat = await owner.chat(kim.chatId)
  assert.deepEqual([chat.phase, chat.queueId], ['queued', returnsId])
  const { body } = await kim.call<{ chat: CustomerChatView }>('GET', `/chats/${kim.chatId}`)
  assert.equal(body.chat.queue.name, 'Returns')
})

test('what can be chosen is in the view of the customer for as long as it is asked for', async (t) => {
  const { centre, owner, salesId } = await withMenu(t)
  const kim = new Customer(centre)
  const choicesOf = async () =>
    (await kim.call<{ chat: CustomerChatView }>('GET', `/chats/${kim.chatId}`)).body.chat.choices
  const sales = { key: '1', label: 'Sales' }
  const returns = { key: '2', label: 'Returns' }
  assert.deepEqual((await kim.open({ name: 'Kim' })).choices, [sales, returns])
  await owner.call('PATCH', `/queues/${salesId}`, { menu: { name: 'Buying', index: 3 } })
  assert.deepEqual(await choicesOf(), [sales, returns], 'as it was asked')
  await kim.say('1')
  assert.deepEqual(await choicesOf(), [returns, { key: '3', label: 'Buying' }], 'as it is asked now')
  await kim.say('3')
  assert.equal(await choicesOf(), null)
})

test('a page is told whether a queue need be asked for', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const welcomes = async () => (await centre.call<WidgetView>('GET', '/widget')).body.welcomes
  assert.equal(await welcomes(), false)
  await owner.call('POST', '/queues', { name: 'Sales', menu: { name: 'Sales', index: 1 } })
  assert.equal(await welcomes(), true)
})

test("a queue's entry is shown and changed with its settings, and the centre's texts with the centre", async (t) => {
  const { owner, salesId } = await withMenu(t)
  const menuOf = async () =>
    (await owner.call<{ settings: { menu: unknown } }>('GET', `/queues/${salesId}`)).body.settings.menu
  assert.deepEqual(await menuOf(), { name: 'Sales', index: 1 })
  assert.equal((await owner.call('PATCH', `/queues/${salesId}`, { menu: null })).status, 200)
  assert.equal(await menuOf(), null)
  const textsOf = async () => (await owner.call<{ centre: { texts: unknown } }>('GET', '/centre')).body.centre.texts
  assert.deepEqual(await textsOf(), {})
  const texts = { WelcomeMenu: 'What is it?', ExpertConnected: 'Here is @Model.ExpertFullName' }
  assert.equal((await owner.call('PATCH', '/centre', { texts })).status, 200)
  assert.deepEqual(await textsOf(), texts)
})

test('wrong entries and texts are refused, each with its place', async (t) => {
  const { owner, salesId } = await withMenu(t)
  const problems = async (path: string, body: object) => {
    const answer = await owner.call<Problems>('PATCH', path, body)
    assert.equal(answer.status, 422, JSON.stringify(answer.body))
    return answer.body.errors.map(({ field }) => field)
  }
  assert.deepEqual(await problems(`/queues/${salesId}`, { menu: { name: 'RETURNS', index: 2 } }), [
    'menu.name',
    'menu.index',
  ])
  assert.deepEqual(await problems(`/queues/${salesId}`, { texts: { Welcome: 'x' } }), ['texts.Welcome'])
  assert.deepEqual(await problems('/centre', { texts: { Welcome: 'x' } }), ['texts.Welcome'])
  for (const index of [0, 100, 1.5])
    assert.ok(
      (await problems(`/queues/${salesId}`, { menu: { name: 'Sales', index } })).includes('menu.index'),
      `${index}`,
    )
})
