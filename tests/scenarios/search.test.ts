import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QueueView } from '#dialects/house/views.ts'
import type { CustomerSearchView, SearchView } from '#dialects/house/views-search.ts'
import { type Agent, Centre } from '../support/centre.ts'

async function addQueue(owner: Agent, name: string): Promise<string> {
  return (await owner.call<{ queue: QueueView }>('POST', '/queues', { name })).body.queue.id
}

/** All hits that paging through a search gives. */
async function find(agent: Agent, query: string): Promise<SearchView['hits']> {
  const { status, body } = await agent.call<SearchView>('GET', `/search?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  if (body.next === null) return body.hits
  return [...body.hits, ...(await find(agent, `${query.replace(/&before=\d+/, '')}&before=${body.next}`))]
}

test('an agent who may not see a queue finds nothing of it, not even a count', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const [sales, secret] = [await addQueue(owner, 'Sales'), await addQueue(owner, 'Secret')]
  const ann = await centre.agent('Ann', [sales])
  const bob = await centre.agent('Bob', [secret])
  const own = centre.customer()
  await own.open({ queueId: sales, name: 'Kim', message: { id: crypto.randomUUID(), text: 'Where is my refund?' } })
  for (let no = 0; no < 3; no++) {
    const hidden = centre.customer()
    const message = { id: crypto.randomUUID(), text: 'A refund that nobody may know of' }
    await hidden.open({ queueId: secret, name: 'Kim Hidden', message })
  }

  assert.equal((await find(owner, 'q=refund')).length, 4)
  assert.equal((await find(bob, 'q=refund')).length, 3)
  assert.equal((await find(ann, 'q=refund')).length, 1)
  const narrow = await ann.call<SearchView>('GET', '/search?q=refund&limit=1')
  assert.deepEqual([narrow.body.hits.length, narrow.body.hits[0]?.chatId], [1, own.chatId])
  const rest = await ann.call('GET', `/search?q=refund&limit=1&before=${narrow.body.next}`)
  assert.deepEqual(rest.body, { hits: [], next: null })
  for (const query of [`queueId=${secret}`, `queueId=${secret}&limit=1`, `agentId=${bob.id}`])
    assert.deepEqual((await ann.call('GET', `/search?q=refund&${query}`)).body, { hits: [], next: null }, query)
  assert.deepEqual((await ann.call('GET', '/search?q=nobody')).body, { hits: [], next: null })

  const people = async (agent: Agent) =>
    (await agent.call<CustomerSearchView>('GET', '/search/customers?q=kim')).body.customers.map(({ name }) => name)
  assert.deepEqual(await people(ann), ['Kim'])
  assert.deepEqual(await people(bob), ['Kim Hidden', 'Kim Hidden', 'Kim Hidden'])

  assert.equal((await own.call('GET', '/search?q=refund')).status, 403)
  assert.equal((await centre.call('GET', '/search?q=refund')).status, 401)
})

test('a line is found as soon as it is answered, and with its chat when that moves', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const [sales, support] = [await addQueue(owner, 'Sales'), await addQueue(owner, 'Support')]
  const ann = await centre.agent('Ann', [sales])
  const bob = await centre.agent('Bob', [support])
  const customer = centre.customer()
  await customer.open({ queueId: sales, name: 'Kim' })
  await ann.call('POST', `/chats/${customer.chatId}/accept`)
  await customer.say('Ihr Café hat mir "nichts" erstattet 👍')
  const posted = await ann.call('POST', `/chats/${customer.chatId}/messages`, {
    id: crypto.randomUUID(),
    text: 'Das Cafe? Moment.',
  })
  assert.equal(posted.status, 201)

  const [answer, question] = await find(ann, 'q=CAFE&limit=1')
  assert.deepEqual(answer?.author, { kind: 'agent', id: ann.id, name: 'Ann' })
  assert.deepEqual(question?.customer, { id: question?.author.id, name: 'Kim' })
  assert.equal(question?.author.name, 'Kim')
  assert.deepEqual(question?.ranges, [{ start: 4, end: 8 }])
  assert.deepEqual(await find(bob, 'q=cafe'), [])

  const moved = await ann.call('POST', `/chats/${customer.chatId}/transfer`, { toQueueId: support })
  assert.equal(moved.status, 200)
  assert.deepEqual(await find(ann, 'q=cafe'), [])
  assert.deepEqual(
    (await find(bob, 'q=cafe')).map(({ queueId, seq }) => [queueId, seq]),
    [
      [support, answer?.seq],
      [support, question?.seq],
    ],
  )
  await centre.restart()
  assert.equal((await find(bob, 'q=caf')).length, 2)
  assert.equal((await find(bob, `q=cafe&from=${centre.clock.now() + 1}`)).length, 0)
})

test('wrong search input names its field', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  for (const [query, field] of [
    ['', 'q'],
    ['q=', 'q'],
    ['q=a&limit=0', 'limit'],
    ['q=a&before=x', 'before'],
    ['q=a&from=yesterday', 'from'],
    ['q=a&queueId=1', 'queueId'],
    ['q=a&colour=red', 'colour'],
  ] as const) {
    const { status, body } = await owner.call<{ errors: { field: string }[] }>('GET', `/search?${query}`)
    assert.deepEqual([status, body.errors.map(({ field }) => field)], [422, [field]], query)
  }
})

test('a chat is found by what a searchable attribute begins with, by who may read it, until the person is erased', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const stranger = await centre.agent('Stranger')
  const kim = centre.customer()
  await kim.open({ attributes: { order: 'AB-4711', colour: 'green' } })
  const find = async (who: typeof owner, q: string) => {
    const path = `/search/attributes?q=${encodeURIComponent(q)}`
    return (await who.call<{ chats: { value: string }[] }>('GET', path)).body.chats.map(({ value }) => value)
  }
  assert.deepEqual(await find(owner, 'ab-47'), [], 'nothing is searchable until the centre says so')
  await owner.call('PATCH', '/centre', { searchableAttributes: ['order'] })
  assert.deepEqual(await find(owner, 'ab-47'), ['AB-4711'])
  assert.deepEqual(await find(owner, 'green'), [])
  assert.deepEqual(await find(owner, '%'), [])
  assert.deepEqual(await find(stranger, 'ab'), [])
  await kim.call('POST', `/chats/${kim.chatId}/close`)
  const { customer } = await owner.chat(kim.chatId)
  await owner.call('POST', `/customers/${customer.id}/erase`)
  assert.deepEqual(await find(owner, 'ab-47'), [])
})
