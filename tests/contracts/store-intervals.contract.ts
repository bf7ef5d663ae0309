import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Availability } from '#domain/agent/agent.ts'
import type { AvailabilityStretch } from '#domain/metrics/agent-clock.ts'
import { type CellKey, emptyCell } from '#domain/metrics/cell.ts'
import type { IntervalsQuery } from '#ports/store.ts'
import { agentId, at, batch, put, queueId } from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

/** What every driver of the port promises about numbers over time. */
export function intervalsContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: intervals`, () => {
    withStore("cells of a half-open range by slot, queues' own and agents' apart", async (store) => {
      const cell = (id: string, slot: number, key: Partial<CellKey>) =>
        put('intervals', emptyCell(id, at(slot), { queueId: null, agentId: null, channel: null, ...key }))
      const rows = [
        cell('last', 30, { queueId: queueId(1) }),
        cell('one', 20, { queueId: queueId(1) }),
        cell('late', 20, { queueId: queueId(1) }),
        cell('two', 10, { queueId: queueId(2) }),
        cell('ann', 10, { agentId: agentId(1) }),
        cell('ann-in-one', 20, { agentId: agentId(1), queueId: queueId(1) }),
        cell('bob', 20, { agentId: agentId(2) }),
        cell('early', 9, { queueId: queueId(1) }),
      ]
      await store.commit(batch({ rows }))
      const ids = async (query: Partial<IntervalsQuery>) => {
        const none = { from: at(10), to: at(30), queueIds: [], agentIds: [] }
        return (await store.intervals({ ...none, ...query })).map(({ id }) => id)
      }
      assert.deepEqual(await ids({ queueIds: null }), ['two', 'late', 'one'])
      assert.deepEqual(await ids({ queueIds: [queueId(1)] }), ['late', 'one'])
      assert.deepEqual(await ids({ agentIds: null }), ['ann', 'ann-in-one', 'bob'])
      assert.deepEqual(await ids({ agentIds: [agentId(1)], queueIds: [queueId(2)] }), ['ann', 'two', 'ann-in-one'])
      assert.deepEqual(await ids({ queueIds: null, from: at(0), to: at(31) }), ['early', 'two', 'late', 'one', 'last'])
      assert.deepEqual(await ids({}), [])
    })

    withStore('stretches that reach into a half-open range, whole and in order', async (store) => {
      const stretch = (agent: number, from: number, until: number, availability: Availability): AvailabilityStretch => {
        const rest = { awayReason: null, notResponding: false, from: at(from), until: at(until) }
        return { id: `${agentId(agent)}/${from}`, agentId: agentId(agent), availability, ...rest }
      }
      const stretches = [
        stretch(1, 0, 10, 'offline'),
        stretch(1, 10, 50, 'available'),
        stretch(1, 50, 60, 'busy'),
        stretch(1, 60, 90, 'available'),
      ]
      const rows = [...stretches, stretch(2, 5, 70, 'away')].map((row) => put('availabilityStretches', row))
      await store.commit(batch({ rows: rows.reverse() }))
      const places = async (from: number, to: number) => {
        const found = await store.availabilityStretches({ agentId: agentId(1), from: at(from), to: at(to) })
        return found.map((row) => stretches.findIndex((one) => JSON.stringify(one) === JSON.stringify(row)))
      }
      assert.deepEqual(await places(20, 60), [1, 2])
      assert.deepEqual(await places(10, 61), [1, 2, 3])
      assert.deepEqual(await places(-5, 1), [0])
      assert.deepEqual(await places(30, 31), [1])
      assert.deepEqual(await places(90, 200), [])
      assert.deepEqual(await places(-9, 0), [])
    })
  })
}
