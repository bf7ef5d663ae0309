import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { ChatView, MessageView } from '#dialects/house/views.ts'
import type { Bots } from '#ports/bots.ts'
import { type Agent, Centre, Customer } from '../support/centre.ts'
import { FeedClient } from '../support/feed-client.ts'

const minute = 60_000

/** A menu with a bot behind one choice, and an agent behind the others. */
function flowTo(queueId: string, tagId: string) {
  const wait = { timeoutMs: 2 * minute }
  return {
    name: 'Welcome',
    startNodeId: 'hello',
    nodes: [
      { id: 'hello', kind: 'say', text: 'Hello #CUSTOMERNAME#', next: 'menu' },
      {
        ...{ id: 'menu', kind: 'menu', text: 'What is it about?', ...wait, onTimeout: 'bye', note: 'first choice' },
        ...{ retryText: 'Please choose', maxRetries: 1, onRetriesSpent: 'people' },
        choices: [
          { key: '1', label: 'An order', next: 'number', sets: { tagIds: [tagId] } },
          { key: '2', label: 'Ask the robot', next: 'robot' },
        ],
      },
      {
        id: 'number',
        kind: 'ask',
        text: 'Which order?',
        attribute: 'order',
        ...wait,
        onTimeout: 'people',
        next: 'people',
      },
      {
        ...{ id: 'robot', kind: 'bot', url: 'https://bot.example.org/ask', timeoutMs: 5_000, onFailure: 'people' },
        ...{ silenceMs: 5 * minute, onSilence: 'bye' },
      },
      { id: 'people', kind: 'queue', queueId },
      { id: 'bye', kind: 'end', text: 'Bye' },
    ],
  }
}

async function withFlow(t: Parameters<typeof Centre.open>[0], bots: Bots) {
  const centre = await Centre.open(t, {}, { bots })
  const owner = await centre.owner()
  const made = async <Body>(path: string, body: object) => (await owner.call<Body>('POST', path, body)).body
  const { queue } = await made<{ queue: { id: string } }>('/queues', { name: 'Orders' })
  const tag = await made<{ entry: { id: string } }>('/tags', { name: 'Order' })
  const flow = await made<{ entry: { id: string } }>('/flows', flowTo(queue.id, tag.entry.id))
  await owner.call('PATCH', '/centre', { welcomeFlowId: flow.entry.id })
  return { centre, owner, queueId: queue.id, tagId: tag.entry.id, flowId: flow.entry.id }
}

const silent: Bots = { ask: () => Promise.reject(new Error('nobody there')) }

test('a customer is led through the menu to a queue; each step is kept, and no agent is bothered before', async (t) => {
  const { centre, owner, queueId, tagId } = await withFlow(t, silent)
  const watching = new FeedClient(centre.base, owner.token, 'websocket')
  t.after(() => watching.stop())
  await watching.until(() => watching.openings.length > 0)
  const kim = new Customer(centre)
  await kim.open({ name: 'Kim' })
  assert.deepEqual(await said(kim), ['Hello Kim', 'What is it about?\n1 An order\n2 Ask the robot'])
  assert.equal(watching.tables.chats.size, 0, 'nobody was asked for yet')
  await kim.say('nonsense')
  await kim.say('an ORDER')
  await kim.say('4711')
  const chat = await owner.chat(kim.chatId)
  assert.equal(chat.phase, 'queued')
  assert.equal(chat.queueId, queueId)
  assert.deepEqual(chat.tagIds, [tagId])
  await watching.until(() => watching.tables.chats.has(kim.chatId))
  const seqs = (await lines(kim)).map(({ seq }) => seq)
  assert.deepEqual(
    seqs,
    seqs.map((_, index) => index + 1),
  )
  const { flowSteps } = centre.app.desk.state.chats.require(kim.chatId)
  assert.deepEqual(
    flowSteps?.map(({ nodeId, choice, note, end }) => [nodeId, choice, note, end]),
    [
      ['hello', null, null, 'passed'],
      ['menu', '1', 'first choice', 'chosen'],
      ['number', null, null, 'answered'],
      ['people', null, null, 'passed'],
    ],
  )
})

test('who says nothing is let go as deflected, and a server restart in between changes nothing', async (t) => {
  const { centre, owner } = await withFlow(t, silent)
  const kim = new Customer(centre)
  await kim.open({ name: 'Kim' })
  centre.clock.pass(minute)
  await centre.restart()
  centre.clock.pass(minute)
  await centre.app.desk.durable()
  const chat = await owner.chat(kim.chatId)
  assert.deepEqual([chat.phase, chat.ending], ['closed', 'deflected'])
  assert.equal((await said(kim)).at(-1), 'Bye')
})

test('a program answers and hands over by command; when it fails a person follows', async (t) => {
  const asked: (string | null)[] = []
  let fails = false
  const robot: Bots = {
    async ask(_url, { line }) {
      asked.push(line)
      if (fails) throw new Error('broken')
      return line === 'human' ? ['I will fetch somebody', '/agent'] : ['Beep']
    },
  }
  const { centre, owner } = await withFlow(t, robot)
  const talk = async (last: string) => {
    const customer = new Customer(centre)
    await customer.open({ name: 'Kim' })
    await customer.say('2')
    await answered(customer, centre)
    await customer.say(last)
    return customer
  }
  const kim = await talk('human')
  await reaches(owner, kim, 'queued')
  assert.deepEqual(asked, [null, 'human'])
  assert.ok((await said(kim)).includes('I will fetch somebody'))
  fails = true
  const lee = new Customer(centre)
  await lee.open({ name: 'Lee' })
  await lee.say('2')
  await reaches(owner, lee, 'queued')
})

test('commands are understood anywhere: /agent asks for a person, /end is deflected', async (t) => {
  const { centre, owner } = await withFlow(t, silent)
  const [kim, lee] = [new Customer(centre), new Customer(centre)]
  await kim.open({ name: 'Kim' })
  await kim.say('/agent')
  assert.equal((await owner.chat(kim.chatId)).phase, 'queued')
  await lee.open({ name: 'Lee' })
  await lee.say('/end')
  assert.equal((await owner.chat(lee.chatId)).ending, 'deflected')
})

async function lines(customer: Customer): Promise<MessageView[]> {
  const { body } = await customer.call<{ messages: MessageView[] }>('GET', `/chats/${customer.chatId}/messages`)
  return body.messages
}

/** What nobody wrote. */
async function said(customer: Customer): Promise<string[]> {
  return (await lines(customer)).flatMap((line) =>
    line.kind === 'text' && line.author.kind === 'bot' ? [line.text] : [],
  )
}

async function answered(customer: Customer, centre: Centre): Promise<void> {
  for (let tries = 0; !(await said(customer)).includes('Beep'); tries++) assert.ok(tries < 100, 'the robot is silent')
  await centre.app.desk.durable()
}

async function reaches(agent: Agent, customer: Customer, phase: ChatView['phase']): Promise<void> {
  for (let tries = 0; (await agent.chat(customer.chatId)).phase !== phase; tries++)
    assert.ok(tries < 100, `never ${phase}`)
}

test('a flow that leads nowhere is refused, every problem with its place', async (t) => {
  const { owner, queueId, tagId } = await withFlow(t, silent)
  const flow = flowTo(queueId, randomUUID())
  const { status, body } = await owner.call<{ errors: { field: string }[] }>('POST', '/flows', {
    ...flow,
    name: 'Other',
    nodes: flow.nodes.map((node) => (node.id === 'hello' ? { ...node, next: 'nowhere' } : node)),
  })
  assert.equal(status, 422)
  assert.ok(
    body.errors.some(({ field }) => field === 'nodes[0].next'),
    JSON.stringify(body),
  )
  assert.ok(
    body.errors.some(({ field }) => field.startsWith('nodes[1].choices[0].sets')),
    JSON.stringify(body),
  )
  const used = await owner.call<{ facts: { usedBy: string[] } }>('DELETE', `/tags/${tagId}`)
  assert.deepEqual([used.status, used.body.facts.usedBy], [409, ['flow 1']])
})
