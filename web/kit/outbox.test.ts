import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem } from './api.ts'
import { Outbox, type OutboxOwner } from './outbox.ts'
import { browserOutbox, type Kept, memoryOutbox } from './outbox-store.ts'
import { StillSurroundings } from './still-surroundings.ts'

const message = (id: string, chatId = 'chat') => ({ id, chatId, text: id, file: null, fileName: null })
const problem = (status: number, code: string, facts = {}) =>
  new ApiProblem({ type: '', title: '', status, code, facts })

/** A page whose messages go to `deliver`; `shown` are the lines that have come back to it. */
function page(deliver: (message: Kept) => Promise<number>) {
  const surroundings = new StillSurroundings()
  const shown = new Set<string>()
  const watched = new Set(['chat'])
  const owner: OutboxOwner = {
    deliver,
    isShown: (_chatId, id) => shown.has(id),
    isWatched: (chatId) => watched.has(chatId),
    changed: () => {},
  }
  const open = (scope = 'me', store = memoryOutbox()) => new Outbox(scope, store, owner, surroundings)
  return { open, surroundings, shown }
}

test('messages of a chat go one after another, in order, and wait while the desk is away', async () => {
  const arrived: string[] = []
  let away = true
  let under = 0
  const { open, surroundings } = page(async ({ id }) => {
    assert.equal(++under, 1, 'one at a time')
    await Promise.resolve()
    under--
    if (away) throw new TypeError('no network')
    return arrived.push(id)
  })
  const outbox = open()
  await outbox.start()
  for (const id of ['1', '2', '3']) outbox.add(message(id))
  await surroundings.pass(60_000)
  assert.deepEqual(arrived, [])
  assert.deepEqual(
    outbox.list().map(({ state }) => state),
    ['pending', 'pending', 'pending'],
  )
  away = false
  await surroundings.pass(15_000)
  assert.deepEqual(arrived, ['1', '2', '3'])
})

test('chats do not wait for each other', async () => {
  const arrived: string[] = []
  const { open, surroundings } = page(({ id, chatId }) =>
    chatId === 'slow' ? new Promise(() => {}) : Promise.resolve(arrived.push(id)),
  )
  const outbox = open()
  await outbox.start()
  outbox.add(message('1', 'slow'))
  outbox.add(message('2'))
  await surroundings.settle()
  assert.deepEqual(arrived, ['2'])
})

test('a refused message stays, says why, and does not hold up the next; sent again it is tried again', async () => {
  const arrived: string[] = []
  let refuse = true
  const { open, surroundings, shown } = page(async ({ id }) => {
    if (id === '1' && refuse) throw problem(422, 'message.blank')
    return arrived.push(id)
  })
  const outbox = open()
  await outbox.start()
  outbox.add(message('1'))
  outbox.add(message('2'))
  await surroundings.settle()
  assert.deepEqual(arrived, ['2'])
  assert.deepEqual(
    outbox.list().map(({ id, state, problem }) => [id, state, problem?.code]),
    [
      ['1', 'refused', 'message.blank'],
      ['2', 'pending', undefined],
    ],
  )
  refuse = false
  outbox.sendAgain('1')
  await surroundings.settle()
  assert.deepEqual(arrived, ['2', '1'])
  shown.add('1').add('2')
  outbox.settle()
  assert.deepEqual(outbox.list(), [])
})

test('a desk that is busy, or wants a pause, gets the message later, and not before it asked', async () => {
  const tries: number[] = []
  const answers = [problem(503, 'desk.commit-failed'), problem(429, 'messages.too-many', { retryAfterMs: 7_000 })]
  const { open, surroundings } = page(async () => {
    tries.push(surroundings.now())
    const answer = answers.shift()
    if (answer) throw answer
    return 1
  })
  const outbox = open()
  await outbox.start()
  outbox.add(message('1'))
  await surroundings.pass(20_000)
  assert.equal(tries.length, 3)
  assert.ok((tries[2] ?? 0) - (tries[1] ?? 0) >= 7_000)
  assert.equal(outbox.list()[0]?.problem, null)
})

test('what was not sent survives a reload of the page, in order, and only for whoever wrote it', async () => {
  const offline = page(() => Promise.reject(new TypeError('no network')))
  const first = offline.open('me', browserOutbox())
  await first.start()
  // Written in the same millisecond, with ids that sort otherwise.
  for (const id of ['b', 'c', 'a']) first.add(message(id))
  await offline.surroundings.pass(100)
  first.stop()

  const arrived: string[] = []
  const { open, surroundings } = page(async ({ id }) => arrived.push(id))
  await open('somebody else', browserOutbox()).start()
  await surroundings.settle()
  assert.deepEqual(arrived, [])
  const second = open('me', browserOutbox())
  const started = second.start()
  second.add(message('written at once'))
  await started
  await surroundings.settle()
  assert.deepEqual(arrived, ['b', 'c', 'a', 'written at once'])
  assert.deepEqual(await browserOutbox().all('me'), [])
})

test('a stored message is pending until its line is there, unless nobody has that conversation open', async () => {
  const { open, surroundings, shown } = page(async () => 1)
  const outbox = open()
  await outbox.start()
  outbox.add(message('1'))
  outbox.add(message('2', 'closed on this page'))
  await surroundings.settle()
  assert.deepEqual(
    outbox.list().map(({ id }) => id),
    ['1'],
  )
  shown.add('1')
  outbox.settle()
  assert.deepEqual(outbox.list(), [])
})
