import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { deliveryStates } from '#domain/delivery/delivery.ts'
import type { DeliveriesQuery } from '#ports/store.ts'
import { activeChat, batch, chatId, delivery, put } from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

/** What every driver of the port promises about lines on their way to phones. */
export function deliveriesContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: deliveries`, () => {
    withStore('newest first, in pages, by state and by chat', async (store) => {
      const states = [...deliveryStates, ...deliveryStates]
      const rows = states.map((state, index) =>
        delivery(index + 1, 1 + (index % 2), { state, nextAt: state === 'pending' ? delivery(1, 1).nextAt : null }),
      )
      const chats = [put('chats', activeChat(1)), put('chats', activeChat(2))]
      await store.commit(batch({ rows: [...chats, ...rows.map((row) => put('deliveries', row)).reverse()] }))
      const positions = async (query: Partial<DeliveriesQuery>) => {
        const all = { state: null, chatId: null, before: null, limit: 20 }
        return (await store.deliveries({ ...all, ...query })).map(({ position }) => position)
      }
      assert.deepEqual(await positions({}), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
      assert.deepEqual(await positions({ limit: 3 }), [10, 9, 8])
      assert.deepEqual(await positions({ limit: 3, before: 8 }), [7, 6, 5])
      assert.deepEqual(await positions({ chatId: chatId(2) }), [10, 8, 6, 4, 2])
      for (const [index, state] of deliveryStates.entries()) {
        assert.deepEqual(await positions({ state }), [index + 6, index + 1], state)
        assert.deepEqual(await positions({ state, before: index + 6 }), [index + 1], state)
        assert.deepEqual(
          await positions({ state, chatId: chatId(1) }),
          [index % 2 === 0 ? index + 1 : index + 6],
          state,
        )
      }
    })

    withStore('a delivery goes with its chat', async (store) => {
      const chat = activeChat(1)
      await store.commit(batch({ rows: [put('chats', chat), put('deliveries', delivery(1, 1))] }))
      await store.commit(batch({ rows: [{ table: 'chats', id: chat.id, row: null }] }))
      assert.equal(await store.load('deliveries', delivery(1, 1).id), null)
    })
  })
}
