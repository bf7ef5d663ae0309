import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Instant } from '#domain/ids.ts'
import { type BucketSum, BucketSums } from '#domain/metrics/bucket-sums.ts'
import { addToCell, type Cell, type CellKey, emptyCell, slotMs } from '#domain/metrics/cell.ts'
import { thresholdsOf } from '#domain/metrics/levels.ts'
import type { TimeName } from '#domain/metrics/names.ts'
import { defaultServiceLevel } from '#domain/metrics/service-level-rule.ts'
import type { SumsQuery } from '#ports/store.ts'
import { isWanted } from '../support/report-desk.ts'
import { agentClock, agentId, at, batch, put, queueId } from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

const inChat = { channel: 'chat' } as const

/** What every driver of the port promises to reports: sums made where the cells are. */
export function reportsContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: reports`, () => {
    withStore('sums are those of the cells, from sheets or not, and of late facts too', async (store) => {
      const cells = someCells()
      await store.commit(batch({ rows: cells.map((row) => put('intervals', row)) }))
      const compare = async () => {
        for (const query of queries())
          assert.deepEqual(sorted(await store.sums(query)), sumsOver(cells, query), JSON.stringify(query))
      }
      await compare()
      const now = (3 * dayMs + 1) as Instant
      assert.equal(await store.condense(now), true)
      assert.equal(await store.condense(now), true)
      // The third day may still be added to.
      assert.equal(await store.condense(now), false)
      await compare()
      const late = { ...(cells[3] as Cell), id: `${cells[3]?.slotAt}/late/7` }
      cells.push(late)
      await store.commit(batch({ rows: [put('intervals', late)] }))
      await compare()
      assert.equal(await store.condense(now), true)
      assert.equal(await store.condense(now), false)
      await compare()
    })

    withStore('what an agent’s clock still runs is in the sums, clipped to the stretches and to now', async (store) => {
      const clocks = [
        agentClock(1),
        { ...agentClock(2), availability: 'offline', status: 'offline', idleFrom: null, offeredSlots: 0 } as const,
      ]
      await store.commit(batch({ rows: clocks.map((row) => put('agentClocks', row)) }))
      const ran = async (parts: Partial<SumsQuery>, from = -100, to = 1_000, name: TimeName = 'availableTime') => {
        const found = await store.sums({
          ...{ counts: [], times: [name], percentilesOf: [], levels: false },
          ...{ by: { queue: false, agent: true }, of: 'agents', queueIds: null, agentIds: null, now: at(700) },
          stretches: [{ from: at(from), to: at(to), bucket: 0 }],
          ...parts,
        })
        return found.map((cell) => [cell.agentId, cell.times[name]])
      }
      const running = (totalMs: number) => [[agentId(1), { count: 0, totalMs, longestMs: 0 }]]
      assert.deepEqual(await ran({}), running(700))
      assert.deepEqual(await ran({}, 50, 60), running(10))
      assert.deepEqual(await ran({}, 50, 60, 'offeredSlotTime'), running(30))
      assert.deepEqual(await ran({ now: at(1_200), agentIds: [agentId(1)] }), running(1_000))
      assert.deepEqual(await ran({ queueIds: [queueId(1)] }), running(700))
      assert.deepEqual(await ran({}, 800), [])
      assert.deepEqual(await ran({ agentIds: [agentId(2)] }), [])
      assert.deepEqual(await ran({ of: 'queues' }), [])
    })
  })
}

const dayMs = 24 * 3_600_000

/** Cells of three days, of two queues judged by two rules, and of two agents. */
function someCells(): Cell[] {
  const cells: Cell[] = []
  for (const slot of [0, 10, 95, 96, 97, 120, 191, 192, 200])
    for (const no of [1, 2]) {
      const slotAt = (slot * slotMs) as Instant
      const rule = { ...defaultServiceLevel, withinMs: slot === 120 ? 30_000 : 20_000 }
      const times = { queueTime: 1_000 * slot, speedOfAnswer: 1_000 * slot, handleTime: 5_000 * no }
      const outcome = { left: 'answered', waitedMs: 1_000 * slot, rule } as const
      const key: CellKey = { queueId: queueId(no), agentId: null, ...inChat }
      const own = emptyCell(`${slotAt}/${no}`, slotAt, key)
      cells.push(addToCell(own, { key, counts: ['answeredCount'], times, outcome }))
      const ofAgent: CellKey = { queueId: queueId(3 - no), agentId: agentId(no), ...inChat }
      const work = { key: ofAgent, counts: ['handledCount'], times: { handleTime: 7_000 + slot } } as const
      cells.push(addToCell(emptyCell(`${slotAt}/a${no}`, slotAt, ofAgent), work))
      const ofDay: CellKey = { queueId: null, agentId: agentId(no), channel: null }
      const day = { key: ofDay, spreads: { availableTime: { count: 0, totalMs: slot, longestMs: 0 } } }
      cells.push(addToCell(emptyCell(`${slotAt}/d${no}`, slotAt, ofDay), day))
    }
  return cells
}

/** By one bucket and by many, aligned with days and not, of all and of some. */
function queries(): SumsQuery[] {
  const stretches = (...edges: number[]) =>
    edges.slice(1).map((to, place) => {
      return { from: ((edges[place] ?? 0) * slotMs) as Instant, to: (to * slotMs) as Instant, bucket: place % 2 }
    })
  const wanted = {
    counts: ['answeredCount', 'handledCount'],
    times: ['handleTime', 'availableTime'],
    percentilesOf: ['queueTime'],
    now: (4 * dayMs) as Instant,
  } as const
  const queueIds = [null, [queueId(1)], [queueId(1), queueId(2)], [queueId(7)]]
  return [stretches(0, 300), stretches(0, 96, 192, 288), stretches(10, 95, 97, 121, 200), []].flatMap((stretches) =>
    queueIds.flatMap((queueIds, place) =>
      (['queues', 'agents'] as const).map((of) => ({
        ...{ ...wanted, stretches, of, queueIds, levels: place % 2 === 0, by: { queue: place > 1, agent: place < 2 } },
        agentIds: of === 'agents' && place === 2 ? [agentId(2)] : null,
        ...(place === 2 && { judgedAs: [thresholdsOf(defaultServiceLevel)] }),
      })),
    ),
  )
}

function sumsOver(cells: readonly Cell[], query: SumsQuery): BucketSum[] {
  const sums = new BucketSums(query)
  for (const { from, to, bucket } of query.stretches)
    for (const cell of cells)
      if (cell.slotAt >= from && cell.slotAt < to && isWanted(cell, query)) sums.add(bucket, cell)
  return sorted(sums.sums())
}

function sorted(sums: readonly BucketSum[]): BucketSum[] {
  const keyOf = ({ bucket, queueId, agentId, levels }: BucketSum) =>
    `${bucket}/${queueId}/${agentId}/${Object.keys(levels)}`
  return [...sums].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}
