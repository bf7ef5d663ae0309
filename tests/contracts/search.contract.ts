import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { FileMessage, TextMessage } from '#domain/chat/message.ts'
import type { SearchQuery } from '#ports/search.ts'
import type { Store } from '#ports/store.ts'
import {
  agentId,
  at,
  batch,
  chatId,
  closedChat,
  customer,
  customerId,
  customerLeft,
  posted,
  put,
  queueId,
  remove,
  textMessage,
} from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

const everywhere = { queueIds: null, agentIds: [] }
const anything = { queueId: null, agentId: null, customerId: null, from: null, to: null, before: null, limit: 50 }

/** What every driver of the port promises of a search. */
export function searchContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)
  const find = async (store: Store, words: string, more: Partial<SearchQuery> = {}) =>
    (await store.search({ words, scope: everywhere, ...anything, ...more })).map(({ text }) => text)

  describe(`search: ${name}`, () => {
    withStore('a line is found by its words in any order, whatever their case and accents', async (store) => {
      await say(store, 'The Café refunded my parcel.')
      for (const words of ['parcel', 'PARCEL cafe', 'CAFÉ', 'the refunded', ' parcel  '])
        assert.deepEqual(await find(store, words), ['The Café refunded my parcel.'], words)
      assert.deepEqual(await find(store, 'parcel letter'), [])
    })

    withStore('only the last word may go on, or one with an asterisk', async (store) => {
      await say(store, 'refunded parcel')
      assert.deepEqual(await find(store, 'refu'), ['refunded parcel'])
      assert.deepEqual(await find(store, 'parcel refu'), ['refunded parcel'])
      assert.deepEqual(await find(store, 'refu parcel'), [])
      assert.deepEqual(await find(store, 'refu* parcel'), ['refunded parcel'])
      assert.deepEqual(await find(store, 'funded'), [])
      assert.deepEqual(await find(store, 'parcel r'), [], 'one letter says too little')
    })

    withStore('a phrase in quotes must stand as it is; one that is not closed may go on', async (store) => {
      await say(store, 'my parcel is late')
      assert.deepEqual(await find(store, '"parcel is late"'), ['my parcel is late'])
      assert.deepEqual(await find(store, '"late is"'), [])
      assert.deepEqual(await find(store, '"parcel is la"'), [])
      assert.deepEqual(await find(store, '"parcel is la'), ['my parcel is late'])
      assert.deepEqual(await find(store, 'late "my parcel"'), ['my parcel is late'])
    })

    withStore('nothing that is typed is an operator, and nothing breaks the question', async (store) => {
      await say(store, 'this OR that', 'neither NOT here', 'a-b words:c')
      assert.deepEqual(await find(store, 'this OR neither'), [])
      assert.deepEqual(await find(store, 'OR that'), ['this OR that'])
      assert.deepEqual(await find(store, 'a-b'), ['a-b words:c'])
      assert.deepEqual(await find(store, 'words:c'), ['a-b words:c'])
      assert.deepEqual(await find(store, 'place:qqueue1'), [])
      const hostile = [
        '',
        ' ',
        '"',
        '""',
        '"""',
        '*',
        '^',
        '-',
        'NEAR(',
        '(',
        ')',
        '{place}',
        "';--",
        '\u0000',
        '\ud800',
      ]
      const more = ['" AND "', '"\u0000 AND', ') AND (', 'x" AND words : "', '+', '\u{e000}', 'zz '.repeat(5_000)]
      for (const words of [...hostile, ...more, ...hostile.map((text) => `${text} nothing`)])
        assert.deepEqual(await find(store, words), [], JSON.stringify(words))
    })

    withStore('ranges say where the words stand, in UTF-16 units', async (store) => {
      await say(store, '👍 Ärger: ärger, ARG')
      const [hit] = await store.search({ words: 'arg', scope: everywhere, ...anything })
      assert.ok(hit)
      assert.deepEqual(
        hit.ranges.map(({ start, end }) => hit.text.slice(start, end)),
        ['Ärger', 'ärger', 'ARG'],
      )
      assert.equal(hit.ranges[0]?.start, 3)
    })

    withStore('a hit tells its line and its chat', async (store) => {
      const rows = [put('chats', closedChat(1)), put('customers', customer(1))]
      const message = textMessage(1, 1, 1, 'hello')
      await store.commit(batch({ rows, messages: [message], events: [posted(message)] }))
      assert.deepEqual(await store.search({ words: 'hello', scope: everywhere, ...anything }), [
        {
          position: 1,
          chatId: chatId(1),
          seq: 1,
          at: at(1),
          kind: 'text',
          author: message.author,
          text: 'hello',
          ranges: [{ start: 0, end: 5 }],
          chatNo: 1,
          queueId: queueId(1),
          customer: { id: customerId(1), name: 'Customer 1' },
        },
      ])
    })

    withStore('a file is found by its name', async (store) => {
      const { text: _, ...line } = textMessage(1, 1, 1)
      const facts = { id: 'attachment-1', name: 'plan of the house.pdf', mediaType: 'application/pdf', byteCount: 1 }
      const file = { ...line, kind: 'file', attachment: facts } as FileMessage
      const event = posted(textMessage(1, 1, 1))
      await store.commit(batch({ rows: [put('chats', closedChat(1))], messages: [file], events: [event] }))
      const [hit] = await store.search({ words: 'house', scope: everywhere, ...anything })
      assert.deepEqual([hit?.kind, hit?.text], ['file', 'plan of the house.pdf'])
      assert.deepEqual(await find(store, 'application'), [])
    })

    withStore('the newest come first, a page after the other', async (store) => {
      await say(store, ...Array.from({ length: 7 }, (_, no) => `line ${no + 1}`))
      const pages: string[][] = []
      for (let before: number | null = null; ; ) {
        const page = await store.search({ words: 'line', scope: everywhere, ...anything, before, limit: 3 })
        pages.push(page.map(({ text }) => text))
        if (page.length < 3) break
        before = page.at(-1)?.position ?? null
      }
      assert.deepEqual(pages, [['line 7', 'line 6', 'line 5'], ['line 4', 'line 3', 'line 2'], ['line 1']])
    })

    withStore('only chats of the given queues and of the given agent are searched', async (store) => {
      await chats(store, [1, { queueId: queueId(1) }], [2, { queueId: queueId(2), agentId: agentId(7) }])
      const within = (queues: number[] | null, agent: number | null) =>
        find(store, 'word', {
          scope: { queueIds: queues?.map(queueId) ?? null, agentIds: agent === null ? [] : [agentId(agent)] },
        })
      assert.deepEqual(await within([], null), [])
      assert.deepEqual(await within([3], 8), [])
      assert.deepEqual(await within([1], null), ['word of 1'])
      assert.deepEqual(await within([], 7), ['word of 2'])
      assert.deepEqual(await within([1], 7), ['word of 2', 'word of 1'])
      assert.deepEqual(await within([2], 7), ['word of 2'])
      assert.deepEqual(await within(null, 7), ['word of 2', 'word of 1'])
      assert.equal(
        (
          await within(
            Array.from({ length: 500 }, (_, no) => no + 2),
            null,
          )
        ).length,
        1,
      )
    })

    withStore('a search may be of one queue, agent, customer, and between instants', async (store) => {
      await chats(store, [1, { agentId: agentId(1) }], [2, { queueId: queueId(2) }], [3, { agentId: agentId(2) }])
      assert.deepEqual(await find(store, 'word', { queueId: queueId(1) }), ['word of 3', 'word of 1'])
      assert.deepEqual(await find(store, 'word', { agentId: agentId(1) }), ['word of 1'])
      assert.deepEqual(await find(store, 'word', { customerId: customerId(2) }), ['word of 2'])
      assert.deepEqual(await find(store, 'word', { from: at(2) }), ['word of 3', 'word of 2'])
      assert.deepEqual(await find(store, 'word', { to: at(2) }), ['word of 1'])
      assert.deepEqual(await find(store, 'word', { from: at(2), to: at(3), queueId: queueId(2) }), ['word of 2'])
      const scope = { queueIds: [queueId(1)], agentIds: [] }
      assert.deepEqual(await find(store, 'word', { scope, queueId: queueId(2) }), [])
    })

    withStore('old lines of a chat that moves are found where it is now, and no longer where it was', async (store) => {
      await chats(store, [1, { queueId: queueId(1) }])
      const of = (no: number) => find(store, 'word', { scope: { queueIds: [queueId(no)], agentIds: [] } })
      assert.deepEqual([await of(1), await of(2)], [['word of 1'], []])
      const moved = put('chats', closedChat(1, { queueId: queueId(2), agentId: agentId(5) }))
      await store.commit(batch({ rows: [moved], events: [customerLeft(1, 2)] }))
      assert.deepEqual([await of(1), await of(2)], [[], ['word of 1']])
      assert.deepEqual(await find(store, 'word', { agentId: agentId(5) }), ['word of 1'])
    })

    withStore('nothing is found of a chat that is deleted', async (store) => {
      await chats(store, [1, {}], [2, {}])
      assert.equal((await find(store, 'word')).length, 2)
      await store.commit(batch({ rows: [remove('chats', chatId(1))] }))
      assert.deepEqual(await find(store, 'word'), ['word of 2'])
    })

    withStore('what was committed before the question is found, however much it is', async (store) => {
      const lines = Array.from({ length: 1_000 }, (_, no) => textMessage(1, no + 1, no + 1, `line ${no + 1}`))
      const commit = store.commit(
        batch({ rows: [put('chats', closedChat(1))], messages: lines, events: lines.map(posted) }),
      )
      const found = find(store, '1000')
      await commit
      assert.deepEqual(await found, ['line 1000'])
    })

    withStore('a store that is opened again goes on where its index was', async (store, place) => {
      await say(store, 'one word')
      assert.deepEqual(await find(store, 'word'), ['one word'])
      await store.close()
      const again = await place.open()
      const message = textMessage(1, 2, 2, 'another word')
      await again.commit(batch({ messages: [message], events: [posted(message)] }))
      assert.deepEqual(await find(again, 'word'), ['another word', 'one word'])
    })

    withStore('customers are found by name and e-mail address, as they are now', async (store) => {
      const rows = [
        put('customers', { ...customer(1), name: 'Zoë Blum', email: 'zoe@example.org' }),
        put('customers', { ...customer(2), name: 'Kim', email: 'kim@example.net' }),
        put('customers', { ...customer(3), name: null }),
      ]
      await store.commit(batch({ rows }))
      const named = async (words: string, before: number | null = null) =>
        (await store.searchCustomers({ words, scope: everywhere, before, limit: 10 })).map(
          ({ customer }) => customer.no,
        )
      assert.deepEqual(await named('zoe bl'), [1])
      assert.deepEqual(await named('kim@example.net'), [2])
      assert.deepEqual(await named('example'), [2, 1])
      assert.deepEqual(await named('example', 2), [1])
      assert.deepEqual(await named('"'), [])
      const [hit] = await store.searchCustomers({ words: 'zoe', scope: everywhere, before: null, limit: 1 })
      assert.deepEqual([hit?.nameRanges, hit?.emailRanges], [[{ start: 0, end: 3 }], [{ start: 0, end: 3 }]])
      await store.commit(
        batch({ rows: [put('customers', { ...customer(1), name: 'Zoë Rose' }), remove('customers', customerId(2))] }),
      )
      assert.deepEqual([await named('blum'), await named('rose'), await named('kim')], [[], [1], []])
    })

    withStore('only customers with a chat that may be seen are found', async (store) => {
      await chats(store, [1, { queueId: queueId(1) }], [2, { queueId: queueId(2), agentId: agentId(7) }])
      await store.commit(batch({ rows: [put('customers', customer(1)), put('customers', customer(2))] }))
      const within = async (queues: number[] | null, agent: number) => {
        const scope = { queueIds: queues?.map(queueId) ?? null, agentIds: [agentId(agent)] }
        const found = await store.searchCustomers({ words: 'customer', scope, before: null, limit: 10 })
        return found.map(({ customer }) => customer.no)
      }
      assert.deepEqual(await within(null, 1), [2, 1])
      assert.deepEqual(await within([1], 1), [1])
      assert.deepEqual(await within([], 7), [2])
      assert.deepEqual(await within([3], 1), [])
    })
  })
}

/** Lines of the first chat, one commit each. */
async function say(store: Store, ...texts: string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    const message = textMessage(1, place + 1, place + 1, text)
    await store.commit(batch({ rows: [put('chats', closedChat(1))], messages: [message], events: [posted(message)] }))
  }
}

/** Closed chats with one line each, numbered from 1 without a gap. */
async function chats(store: Store, ...made: readonly [no: number, closed: Partial<ClosedChat>][]): Promise<void> {
  const messages: TextMessage[] = made.map(([no]) => textMessage(no, 1, no, `word of ${no}`))
  const rows = made.map(([no, closed]) => put('chats', closedChat(no, closed)))
  await store.commit(batch({ rows, messages, events: messages.map(posted) }))
}
