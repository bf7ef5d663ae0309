import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { ApiProblem } from './api.ts'
import { Outbox, type OutboxOwner } from './outbox.ts'
import { browserOutbox, type Kept, memoryOutbox } from './outbox-store.ts'
import type { Surroundings } from './surroundings.ts'

const message = (id: string, chatId = 'chat') => ({
  id,
  chatId,
  text: id,
  file: null,
  fileName: null,
  writtenAt: Number(id),
})

/** A desk that can be away, and timers that the test runs. */
function setting(deliver: (message: Kept) => Promise<number>) {
  const timers: (() => void)[] = []
  const surroundings = {
    random: () => 0.5,
    after: (_ms: number, then: () => void) => {
      timers.push(then)
      return () => {}
    },
  } as unknown as Surroundings
  const shown = new Set<string>()
  const owner: OutboxOwner = { deliver, isShown: (_chatId, id) => shown.has(id), changed: () => {} }
  const settle = async () => {
    for (let turn = 0; turn < 30; turn++) await setImmediate()
  }
  return { owner, surroundings, shown, settle, passTime: () => timers.splice(0).forEach((then) => void then()) }
}

test('messages of a chat go one after another, in order, and wait while the desk is away', async () => {
  const arrived: string[] = []
  let away = true
  const { owner, surroundings, settle, passTime } = setting(async ({ id }) => {
    if (away) throw new TypeError('no network')
    return arrived.push(id)
  })
  const outbox = new Outbox('me', memoryOutbox(), owner, surroundings)
  await outbox.start()
  for (const id of ['1', '2', '3']) outbox.add(message(id))
  await settle()
  assert.deepEqual(arrived, [])
  assert.deepEqual(
    outbox.list().map(({ state }) => state),
    ['pending', 'pending', 'pending'],
  )
  away = false
  passTime()
  await settle()
  assert.deepEqual(arrived, ['1', '2', '3'])
})

test('a refused message stays, says why, and does not hold up the next; sent again it is tried again', async () => {
  const arrived: string[] = []
  let refuse = true
  const { owner, surroundings, shown, settle } = setting(async ({ id }) => {
    if (id === '1' && refuse) throw new ApiProblem({ type: '', title: '', status: 422, code: 'message.blank' })
    return arrived.push(id)
  })
  const outbox = new Outbox('me', memoryOutbox(), owner, surroundings)
  await outbox.start()
  outbox.add(message('1'))
  outbox.add(message('2'))
  await settle()
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
  await settle()
  assert.deepEqual(arrived, ['2', '1'])
  shown.add('1').add('2')
  outbox.settle()
  assert.deepEqual(outbox.list(), [])
})

test('what was not sent survives a reload of the page, in order, and only for whoever wrote it', async () => {
  const never = setting(() => Promise.reject(new TypeError('no network')))
  const first = new Outbox('me', browserOutbox(), never.owner, never.surroundings)
  await first.start()
  for (const id of ['2', '1']) first.add(message(id))
  await never.settle()
  first.stop()

  const arrived: string[] = []
  const { owner, surroundings, settle } = setting(async ({ id }) => arrived.push(id))
  await new Outbox('somebody else', browserOutbox(), owner, surroundings).start()
  await settle()
  assert.deepEqual(arrived, [])
  await new Outbox('me', browserOutbox(), owner, surroundings).start()
  await settle()
  assert.deepEqual(arrived, ['1', '2'])
  assert.deepEqual(await browserOutbox().all('me'), [])
})
