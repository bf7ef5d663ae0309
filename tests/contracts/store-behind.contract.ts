import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Behind, NumberName } from '#domain/metrics/behind.ts'
import type { BehindPage, BehindPlace } from '#ports/behind.ts'
import type { Store } from '#ports/store.ts'
import { activeChat, at, batch, chatId, closedChat, customer, customerId, erasure, put, queuedChat } from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

const everything: BehindPage = {
  stretches: [{ from: at(0), to: at(1_000) }],
  of: 'queues',
  queueNos: null,
  agentNos: null,
  names: ['answeredCount'],
  after: null,
  limit: 100,
}

/** Behind numbers of a queue, or of an agent in it. */
function behind(slot: number, queueNo: number, agentNo: number | null, chatNo: number, names: NumberName[]): Behind {
  return { slotAt: at(slot), queueNo, agentNo, chatNo, names }
}

/** What every driver of the port promises about the chats behind numbers. */
export function behindContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: the chats behind numbers`, () => {
    withStore('by owner and by name, with how often each chat counts', async (store) => {
      await commitChats(store, 4, [
        behind(10, 1, null, 1, ['queuedCount', 'answeredCount', 'queueTime']),
        behind(10, 1, 7, 1, ['answeredCount', 'offeredCount']),
        behind(10, 1, 8, 1, ['offeredCount', 'offeredCount']),
        behind(10, 2, null, 2, ['answeredCount']),
        behind(10, 2, 7, 2, ['answeredCount', 'takenCount', 'offeredCount']),
        behind(20, 1, null, 3, ['abandonedCount', 'queueTime']),
        behind(20, 1, 8, 4, ['ronaCount']),
      ])
      const found = (parts: Partial<BehindPage>) => told(store, { ...everything, ...parts })
      assert.deepEqual(await found({}), ['10: 1', '10: 2'])
      assert.deepEqual(await found({ queueNos: [1] }), ['10: 1'])
      assert.deepEqual(await found({ queueNos: [1, 2, 9] }), ['10: 1', '10: 2'])
      assert.deepEqual(await found({ queueNos: [] }), [])
      assert.deepEqual(await found({ names: [] }), [])
      assert.deepEqual(await found({ names: ['completedCount'] }), [])
      assert.deepEqual(await found({ names: ['queueTime'] }), ['10: 1', '20: 3'])
      assert.deepEqual(await found({ names: ['queueTime', 'abandonedCount'] }), ['10: 1', '20: 3 × 2'])
      // What agents are asked for means nothing to queues' own numbers.
      assert.deepEqual(await found({ agentNos: [] }), ['10: 1', '10: 2'])
      const agents = (parts: Partial<BehindPage>) => found({ of: 'agents', names: ['offeredCount'], ...parts })
      assert.deepEqual(await agents({}), ['10: 1 × 3', '10: 2'])
      assert.deepEqual(await agents({ agentNos: [8] }), ['10: 1 × 2'])
      assert.deepEqual(await agents({ agentNos: [7], queueNos: [2] }), ['10: 2'])
      assert.deepEqual(await agents({ agentNos: [8], queueNos: [2] }), [])
      assert.deepEqual(await agents({ agentNos: [] }), [])
      assert.deepEqual(await agents({ names: ['offeredCount', 'ronaCount'], agentNos: [8] }), ['10: 1 × 2', '20: 4'])
    })

    withStore('what comes later is added to what stands there', async (store) => {
      await commitChats(store, 1, [behind(10, 1, null, 1, ['offeredCount']), behind(10, 1, null, 1, ['ronaCount'])])
      await store.commit(batch({ behind: [behind(10, 1, null, 1, ['ronaCount', 'talkTime'])] }))
      const times = async (names: NumberName[]) => told(store, { ...everything, names })
      assert.deepEqual(await times(['ronaCount']), ['10: 1 × 2'])
      assert.deepEqual(await times(['offeredCount']), ['10: 1'])
      assert.deepEqual(await times(['offeredCount', 'ronaCount', 'talkTime']), ['10: 1 × 4'])
    })

    withStore('in half-open stretches with gaps, by slot and then by number', async (store) => {
      const slots = [30, 9, 10, 19, 20, 29, 40]
      await commitChats(
        store,
        3,
        slots.flatMap((slot) => [3, 1].map((no) => behind(slot, 4 - no, null, no, ['answeredCount']))),
      )
      const stretches = [
        { from: at(10), to: at(20) },
        { from: at(29), to: at(31) },
      ]
      const expected = ['10: 1', '10: 3', '19: 1', '19: 3', '29: 1', '29: 3', '30: 1', '30: 3']
      assert.deepEqual(await told(store, { ...everything, stretches }), expected)
      assert.deepEqual(await told(store, { ...everything, stretches: [] }), [])
    })

    withStore('page by page, each chat of a slot once, wherever the pages are cut', async (store) => {
      const all: Behind[] = []
      for (const slot of [10, 20, 40])
        for (const no of [1, 2, 3, 4, 5])
          for (const queueNo of [1, 2]) all.push(behind(slot, queueNo, null, no, ['answeredCount']))
      await commitChats(store, 5, all)
      const stretches = [
        { from: at(10), to: at(21) },
        { from: at(30), to: at(50) },
      ]
      const whole = await told(store, { ...everything, stretches })
      assert.equal(whole.length, 15)
      assert.ok(whole.every((line) => line.endsWith('× 2')))
      for (const limit of [1, 2, 4, 5, 7, 14]) {
        const pages: string[][] = []
        for (let after: BehindPlace | null = null, more = true; more; ) {
          const page: BehindPage = { ...everything, stretches, after, limit }
          const { entries, next } = await store.chatsBehind(page)
          pages.push(entries.map(({ slotAt, chatNo }) => `${slotAt - at(0)}: ${chatNo} × 2`))
          after = next
          more = next !== null
        }
        assert.deepEqual(pages.flat(), whole)
        assert.deepEqual(
          pages.map(({ length }) => length),
          Array.from({ length: Math.ceil(15 / limit) }, (_, page) => Math.min(limit, 15 - page * limit)),
        )
      }
    })

    withStore('each with its chat and customer as they are now, open or closed or erased', async (store) => {
      const ended = closedChat(1, { customerId: customerId(1) })
      const rows = [ended, queuedChat(2), activeChat(3)].map((row) => put('chats', row))
      const customers = [customer(1), customer(3)].map((row) => put('customers', row))
      const counted = [1, 2, 3].map((no) => behind(10, 1, null, no, ['queuedCount']))
      await store.commit(batch({ rows: [...rows, ...customers], behind: counted }))
      const page: BehindPage = { ...everything, names: ['queuedCount'] }
      const { entries, next } = await store.chatsBehind(page)
      assert.equal(next, null)
      assert.deepEqual(entries, [
        { slotAt: at(10), chatNo: 1, times: 1, chat: ended, customer: customer(1) },
        { slotAt: at(10), chatNo: 2, times: 1, chat: queuedChat(2), customer: null },
        { slotAt: at(10), chatNo: 3, times: 1, chat: activeChat(3), customer: customer(3) },
      ])
      await store.commit(batch({ erasures: [erasure([customerId(1)])] }))
      const [gone] = (await store.chatsBehind(page)).entries
      assert.deepEqual(gone?.chat, await store.load('chats', chatId(1)))
      assert.deepEqual([gone?.chatNo, gone?.chat.secretHash, gone?.customer?.name], [1, '', null])
      assert.ok(gone?.customer?.erasedAt)
      assert.equal(await store.countBehind(page), 3)
    })
  })
}

/** Chats 1, 2, 3 … and what they are behind, in one batch. */
async function commitChats(store: Store, chats: number, counted: readonly Behind[]): Promise<void> {
  const rows = Array.from({ length: chats }, (_, place) => put('chats', closedChat(place + 1)))
  await store.commit(batch({ rows, behind: counted }))
}

/** All of them as `slot: chat × times`; and as many as are counted. */
async function told(store: Store, page: BehindPage): Promise<string[]> {
  const { entries } = await store.chatsBehind(page)
  const sum = entries.reduce((all, { times }) => all + times, 0)
  assert.equal(await store.countBehind(page), sum)
  return entries.map(({ slotAt, chatNo, times }) => `${slotAt - at(0)}: ${chatNo}${times > 1 ? ` × ${times}` : ''}`)
}
