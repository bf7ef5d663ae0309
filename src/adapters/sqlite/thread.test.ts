import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Thread } from './thread.ts'

const echo = `
  import { serve } from ${JSON.stringify(new URL('./thread.ts', import.meta.url).href)}
  serve({
    echo: (value) => value,
    later: async (value) => value,
    refuse: () => { throw new RangeError('no') },
    die: () => { process.exit(7) },
    break: () => { setImmediate(() => { throw new Error('a bug') }); return new Promise(() => {}) },
    never: () => new Promise(() => {}),
  })
`
const program = new URL(`data:text/javascript,${encodeURIComponent(echo)}`)

type Echo = {
  echo: (value: unknown) => unknown
  later: (value: unknown) => Promise<unknown>
  refuse: (value: null) => void
  die: (value: null) => void
  break: (value: null) => Promise<void>
  never: (value: null) => Promise<void>
}

async function withThread(body: (thread: Thread<Echo>, deaths: Error[]) => Promise<void>): Promise<void> {
  const deaths: Error[] = []
  const thread = new Thread<Echo>(program, 'echo', (why) => deaths.push(why))
  try {
    await body(thread, deaths)
  } finally {
    await thread.end(new Error('over'))
  }
}

describe('thread', () => {
  test('answers each call with its own value', () =>
    withThread(async (thread) => {
      const values = ['text', 1, null, { list: [1, 'two'] }, undefined]
      assert.deepEqual(await Promise.all(values.map((value) => thread.call('echo', value))), values)
      assert.equal(await thread.call('later', 5), 5)
    }))

  test('an error rejects its own call only, with its name', () =>
    withThread(async (thread, deaths) => {
      const refused = thread.call('refuse', null)
      const answered = thread.call('echo', 1)
      await assert.rejects(refused, { name: 'RangeError', message: 'no' })
      assert.equal(await answered, 1)
      assert.deepEqual(deaths, [])
    }))

  for (const [how, message] of [
    ['die', 'A thread of the store ended with code 7.'],
    ['break', 'A thread of the store failed: a bug.'],
  ] as const) {
    test(`a thread that ends by itself rejects what waits and what comes later (${how})`, () =>
      withThread(async (thread, deaths) => {
        const waiting = thread.call('never', null)
        const last = thread.call(how, null)
        await assert.rejects(waiting, { name: 'StoreStopped', message })
        await assert.rejects(last, { name: 'StoreStopped' })
        await assert.rejects(thread.call('echo', 1), { name: 'StoreStopped', message })
        assert.equal(deaths.length, 1)
      }))
  }

  test('a thread that is ended rejects what waits, and tells nobody of a death', () =>
    withThread(async (thread, deaths) => {
      const waiting = thread.call('never', null)
      const rejected = assert.rejects(waiting, /over now/)
      await thread.end(new Error('over now'))
      await rejected
      assert.deepEqual(deaths, [])
    }))
})
