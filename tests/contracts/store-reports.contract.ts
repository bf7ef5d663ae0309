import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { TagId } from '#domain/ids.ts'
import { addToCell, type Cell, type CellKey, emptyCell } from '#domain/metrics/cell.ts'
import { CellMerger, type MergedCell } from '#domain/metrics/merge-cells.ts'
import { defaultServiceLevel } from '#domain/metrics/service-level-rule.ts'
import type { MergedCellsQuery } from '#ports/store.ts'
import { activeChat, agentClock, agentId, at, batch, chatId, closedChat, customer, put, queueId } from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

const inChat = { channel: 'chat' } as const

/** What every driver of the port promises to reports: sums made where the cells are. */
export function reportsContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: reports`, () => {
    withStore('merged cells are the cells of that range and those owners, merged', async (store) => {
      const cells = someCells()
      await store.commit(batch({ rows: cells.map((row) => put('intervals', row)) }))
      const query = { from: at(10), to: at(30), now: at(40), percentilesOf: ['queueTime'] } as const
      for (const queueIds of [null, [queueId(1)], [queueId(1), queueId(2)], [queueId(7)], []])
        assert.deepEqual(
          sorted(await store.mergedCells({ ...query, of: { queueIds } })),
          mergedBy(cells, (cell) => cell.agentId === null && among(queueIds, cell.queueId)),
        )
      for (const agentIds of [null, [agentId(1)], [agentId(1), agentId(2)], [agentId(7)], []])
        assert.deepEqual(
          sorted(await store.mergedCells({ ...query, of: { agentIds } })),
          mergedBy(cells, (cell) => cell.agentId !== null && among(agentIds, cell.agentId)),
        )
    })

    withStore(
      'what an agent’s clock still runs is in the merged cells, clipped to the range and to now',
      async (store) => {
        const clocks = [
          agentClock(1),
          { ...agentClock(2), availability: 'offline', status: 'offline', idleFrom: null } as const,
        ]
        await store.commit(batch({ rows: clocks.map((row) => put('agentClocks', row)) }))
        const available = async (parts: Partial<MergedCellsQuery>) => {
          const query = {
            from: at(-100),
            to: at(1_000),
            now: at(700),
            percentilesOf: [],
            of: { agentIds: null },
          } as const
          const found = await store.mergedCells({ ...query, ...parts })
          return found.map((cell) => [cell.agentId, cell.times.availableTime])
        }
        const running = (totalMs: number) => [[agentId(1), { count: 0, totalMs, longestMs: 0 }]]
        assert.deepEqual(await available({}), running(700))
        assert.deepEqual(await available({ from: at(50), to: at(60) }), running(10))
        assert.deepEqual(await available({ now: at(1_200), of: { agentIds: [agentId(1)] } }), running(1_000))
        assert.deepEqual(await available({ from: at(800) }), [])
        assert.deepEqual(await available({ of: { agentIds: [agentId(2)] } }), [])
        assert.deepEqual(await available({ of: { queueIds: null } }), [])
      },
    )

    withStore('tags are counted over closed chats by their end, of some queues or of all', async (store) => {
      const [refund, order] = ['refund', 'order'] as TagId[] as [TagId, TagId]
      const rows = [
        { ...closedChat(1, { endedAt: at(10) }), tagIds: [refund, order] },
        { ...closedChat(2, { endedAt: at(19) }), tagIds: [refund], queueId: queueId(2) },
        { ...closedChat(3, { endedAt: at(20) }), tagIds: [refund] },
        { ...closedChat(4, { endedAt: at(9) }), tagIds: [order] },
        { ...closedChat(5, { endedAt: at(15) }), tagIds: [] },
        { ...activeChat(6), tagIds: [refund] },
      ]
      const customers = rows.map(({ no }) => put('customers', customer(no)))
      await store.commit(batch({ rows: [...customers, ...rows.map((row) => put('chats', row))] }))
      const counts = async (queueIds: null | readonly ReturnType<typeof queueId>[]) => {
        const found = await store.tagCounts({ from: at(10), to: at(20), queueIds })
        return Object.fromEntries(found.map(({ tagId, chatCount }) => [tagId, chatCount]))
      }
      assert.deepEqual(await counts(null), { refund: 2, order: 1 })
      assert.deepEqual(await counts([queueId(1)]), { refund: 1, order: 1 })
      assert.deepEqual(await counts([queueId(1), queueId(2)]), { refund: 2, order: 1 })
      assert.deepEqual(await counts([]), {})
      assert.equal((await store.load('chats', chatId(6)))?.phase, 'active')
    })
  })
}

/** Cells in and around the range, of two queues judged by two rules, and of two agents. */
function someCells(): Cell[] {
  const cells: Cell[] = []
  for (const slot of [0, 10, 20, 29, 30])
    for (const no of [1, 2]) {
      const rule = { ...defaultServiceLevel, withinMs: slot === 20 ? 30_000 : 20_000 }
      const times = { queueTime: 1_000 * slot, speedOfAnswer: 1_000 * slot, handleTime: 5_000 * no }
      const outcome = { left: 'answered', waitedMs: 1_000 * slot, rule } as const
      const key: CellKey = { queueId: queueId(no), agentId: null, ...inChat }
      const own = addToCell(emptyCell(`${slot}/${no}`, at(slot), key), {
        key,
        counts: ['answeredCount'],
        times,
        outcome,
      })
      const ofAgent: CellKey = { queueId: queueId(3 - no), agentId: agentId(no), ...inChat }
      const work = { key: ofAgent, counts: ['handledCount'], times: { handleTime: 7_000 + slot } } as const
      cells.push(own, addToCell(emptyCell(`${slot}/a${no}`, at(slot), ofAgent), work))
    }
  return cells
}

function among(ids: readonly string[] | null, id: string | null): boolean {
  return ids === null || (id !== null && ids.includes(id))
}

function mergedBy(cells: readonly Cell[], wanted: (cell: Cell) => boolean): MergedCell[] {
  const merger = new CellMerger(['queueTime'])
  for (const cell of cells) if (wanted(cell) && cell.slotAt >= at(10) && cell.slotAt < at(30)) merger.add(cell)
  return sorted(merger.merged())
}

function sorted(cells: readonly MergedCell[]): MergedCell[] {
  const keyOf = ({ queueId, agentId, levels }: MergedCell) => `${queueId}/${agentId}/${Object.keys(levels)}`
  return [...cells].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}
