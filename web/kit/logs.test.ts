import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { MessageView } from '#dialects/house/views.ts'
import { type Api, ApiProblem } from './api.ts'
import { Logs } from './logs.ts'
import { StillSurroundings } from './still-surroundings.ts'

const line = (seq: number): MessageView => ({
  kind: 'text',
  chatId: 'chat',
  id: `id-${seq}`,
  seq,
  at: seq,
  text: String(seq),
  author: { kind: 'agent', id: 'ann', name: 'Ann' },
})

/** A desk with so many lines; it counts what it is asked, and can be away. */
function desk(count: number) {
  const state = { count, away: null as Error | null, asked: [] as string[] }
  const call = async (_method: string, path: string) => {
    state.asked.push(path)
    if (state.away) throw state.away
    const query = new URL(path, 'http://desk').searchParams
    const [limit, after, before] = ['limit', 'after', 'before'].map((name) => Number(query.get(name) ?? Number.NaN))
    const all = Array.from({ length: state.count }, (_, index) => line(index + 1))
    const some = all.filter(({ seq }) => !(seq <= (after ?? 0)) && !(seq >= (before ?? 0)))
    return { messages: Number.isNaN(after) ? some.slice(-(limit ?? 0)) : some.slice(0, limit), lastSeq: state.count }
  }
  const surroundings = new StillSurroundings()
  const logs = new Logs({ call } as unknown as Api, surroundings, () => {})
  return { state, surroundings, logs, seqs: () => logs.shown.get('chat')?.messages.map(({ seq }) => seq) }
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index)

test('whatever comes, in whatever order, twice or never: the log is the desk’s, without gaps, every line once', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 20 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 60 }),
      async (atStart, coming, openedAfter) => {
        const { state, surroundings, logs, seqs } = desk(atStart)
        for (const [index, seq] of coming.entries()) {
          if (index === openedAfter) logs.open('chat')
          state.count = Math.max(state.count, seq)
          logs.add([line(seq)])
          if (seq % 3 === 0) await surroundings.settle()
          const shown = seqs() ?? []
          assert.deepEqual(shown, upTo(shown.at(-1) ?? 0, shown[0] ?? 1))
        }
        logs.open('chat')
        await surroundings.pass(60_000)
        assert.deepEqual(seqs(), upTo(state.count))
      },
    ),
    { numRuns: 50 },
  ))

test('a gap is asked for once, and only then', async () => {
  const { state, surroundings, logs, seqs } = desk(3)
  logs.open('chat')
  await surroundings.settle()
  state.asked.length = 0
  logs.add([line(4)])
  await surroundings.settle()
  assert.deepEqual(state.asked, [])
  state.count = 7
  logs.add([line(7)])
  logs.tell('chat', 7)
  await surroundings.settle()
  assert.deepEqual(state.asked, ['/chats/chat/messages?limit=60&after=4'])
  assert.deepEqual(seqs(), upTo(7))
})

test('a long conversation is loaded from its end; earlier lines on demand', async () => {
  const { surroundings, logs, seqs } = desk(150)
  logs.open('chat')
  await surroundings.settle()
  assert.deepEqual(seqs(), upTo(150, 91))
  assert.equal(logs.shown.get('chat')?.complete, false)
  await logs.loadEarlier('chat')
  await logs.loadEarlier('chat')
  assert.deepEqual(seqs(), upTo(150))
  assert.equal(logs.shown.get('chat')?.complete, true)
})

test('while the desk is away it is asked less and less often, and at once when the line is back', async () => {
  const { state, surroundings, logs, seqs } = desk(2)
  state.away = new TypeError('no network')
  logs.open('chat')
  await surroundings.pass(10 * 60_000)
  assert.ok(state.asked.length < 40, `${state.asked.length} questions in ten minutes`)
  state.away = null
  logs.kick()
  await surroundings.settle()
  assert.deepEqual(seqs(), upTo(2))
})

test('a conversation that may not be seen is not asked for again and again', async () => {
  const { state, surroundings, logs } = desk(2)
  state.away = new ApiProblem({ type: '', title: '', status: 404, code: 'chat.not-found' })
  logs.open('chat')
  await surroundings.pass(60 * 60_000)
  assert.equal(state.asked.length, 1)
})

test('a conversation that is opened again is brought up to date, though nobody told of new lines', async () => {
  const { state, surroundings, logs, seqs } = desk(2)
  logs.open('chat')
  await surroundings.settle()
  state.count = 5
  logs.open('chat')
  await surroundings.settle()
  assert.deepEqual(seqs(), upTo(5))
})
