import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { AgentId, Instant, QueueId } from '#domain/ids.ts'
import type { AgentClock } from '#domain/metrics/agent-clock.ts'
import { type BucketSum, BucketSums, type Growing } from '#domain/metrics/bucket-sums.ts'
import { type Cell, slotMs } from '#domain/metrics/cell.ts'
import { clockWithin } from '#domain/metrics/clock-within.ts'
import type { Stretch, SumsQuery } from '#ports/store.ts'
import { addSheets, dayMs, type Owner, slotsPerDay } from './sheet.ts'

/**
 * Sums of cells by bucket and owner: whole days of which there are sheets from those, the rest from the cells themselves. All of one
 * moment of the store.
 */
export function sumsQuestion(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql)
  // This index tells a queue's own cells from agents' without a look at the rows, of which an agent has ten times as many.
  const cells = (where: string) =>
    prepare(`SELECT row FROM intervals INDEXED BY intervals_by_agent WHERE slot_at >= ?1 AND slot_at < ?2 AND ${where}`)
  const listed = 'IN (SELECT value FROM json_each(?3))'
  const cellsOf = {
    queues: { all: cells('agent_id IS NULL'), some: cells(`agent_id IS NULL AND queue_id ${listed}`) },
    agents: { all: cells('agent_id IS NOT NULL'), some: cells(`agent_id ${listed}`) },
  }
  const clocks = prepare('SELECT row FROM agentClocks')
  const days = prepare('SELECT day FROM sheetDays WHERE day >= ? AND day < ?')
  const owners = prepare('SELECT no, queue_id AS queueId, agent_id AS agentId, thresholds FROM sheetOwners')
  const sheets = prepare('SELECT name, data FROM sheets WHERE day = ?1 AND name IN (SELECT value FROM json_each(?2))')
  sheets.setReturnArrays(true)
  const begin = prepare('BEGIN')
  const end = prepare('COMMIT')

  return (query: SumsQuery): BucketSum[] => {
    const [first] = query.stretches
    const last = query.stretches.at(-1)
    if (!first || !last) return []
    begin.run()
    try {
      const sums = new BucketSums(query)
      const isWanted = wantedBy(query)
      const sealed = new Set(valuesOf(days, Math.floor(first.from / dayMs), Math.ceil(last.to / dayMs)))
      const { raw, byDay } = split(query.stretches, sealed)
      for (const { from, to, bucket } of raw)
        for (const row of rowsOf(cellsOf[query.of], query, from, to)) {
          const cell = JSON.parse(row) as Cell
          if (isWanted(cell)) sums.add(bucket, cell)
        }
      if (byDay.size > 0) {
        const wanted = (owners.all() as unknown as NumberedOwner[]).filter(isWanted)
        const partOf = partsOf(wanted, sums)
        const { of: kind, levels } = query
        const histogramCount = Math.max(0, ...wanted.map(({ thresholds }) => sums.histogramCount(thresholds)))
        for (const [day, bucketOf] of byDay) {
          const grain = bucketOf.every((bucket) => bucket === bucketOf[0]) ? 'day' : 'slots'
          const read = (names: readonly string[]) =>
            new Map(sheets.all(day, JSON.stringify(names)) as unknown as (readonly [string, Uint8Array])[])
          addSheets({ kind, grain, sums, histogramCount, levels, read }, (ownerNo, slot) =>
            partOf(bucketOf[slot] as number, ownerNo),
          )
        }
      }
      if (query.of === 'agents')
        for (const { row } of clocks.all()) addClock(sums, JSON.parse(row as string) as AgentClock, query, isWanted)
      return sums.sums()
    } finally {
      end.run()
    }
  }
}

type Wanted = (owner: { readonly queueId: QueueId | null; readonly agentId: AgentId | null }) => boolean

/** Whose cells count. The time of an agent's day belongs to no queue, and counts whichever queues are asked for. */
function wantedBy({ of, queueIds, agentIds }: SumsQuery): Wanted {
  const queues = queueIds && new Set(queueIds)
  const agents = agentIds && new Set(agentIds)
  return ({ queueId, agentId }) => {
    if ((of === 'agents') !== (agentId !== null)) return false
    if (queues && queueId !== null && !queues.has(queueId)) return false
    return !agents || agentId === null || agents.has(agentId)
  }
}

function valuesOf(statement: StatementSync, ...parameters: SQLInputValue[]): number[] {
  return statement.all(...parameters).map((line) => line['day'] as number)
}

function* rowsOf(
  { all, some }: { readonly all: StatementSync; readonly some: StatementSync },
  { of, queueIds, agentIds }: SumsQuery,
  from: Instant,
  to: Instant,
): Generator<string> {
  const ids = of === 'queues' ? queueIds : agentIds
  const lines = ids ? some.iterate(from, to, JSON.stringify(ids)) : all.iterate(from, to)
  for (const line of lines) yield line['row'] as string
}

/** Stretches outside of days that have sheets, and of each day that has them the bucket of every slot; −1: in none. */
function split(
  stretches: readonly Stretch[],
  sealed: ReadonlySet<number>,
): { readonly raw: readonly Stretch[]; readonly byDay: ReadonlyMap<number, Int32Array> } {
  const raw: Stretch[] = []
  const byDay = new Map<number, Int32Array>()
  for (const { from, to, bucket } of stretches)
    for (let at = from; at < to; ) {
      const day = Math.floor(at / dayMs)
      const until = Math.min((day + 1) * dayMs, to) as Instant
      const before = raw.at(-1)
      if (sealed.has(day)) {
        let slots = byDay.get(day)
        if (!slots) byDay.set(day, (slots = new Int32Array(slotsPerDay).fill(-1)))
        slots.fill(bucket, (at - day * dayMs) / slotMs, (until - day * dayMs) / slotMs)
      } else if (before?.bucket === bucket && before.to === at) raw[raw.length - 1] = { ...before, to: until }
      else raw.push({ from: at, to: until, bucket })
      at = until
    }
  return { raw, byDay }
}

type NumberedOwner = Owner & { readonly no: number }

/** Finds the sum of an owner in a bucket; called for every number of a year, so each is looked up once. */
function partsOf(owners: readonly NumberedOwner[], sums: BucketSums) {
  const alike = Map.groupBy(owners, ({ queueId, agentId, thresholds }) => sums.keyOf(queueId, agentId, thresholds))
  const keys = [...alike.keys()]
  const byNo: (NumberedOwner & { readonly place: number })[] = []
  for (const owner of owners) {
    const { no, queueId, agentId, thresholds } = owner
    byNo[no] = { ...owner, place: keys.indexOf(sums.keyOf(queueId, agentId, thresholds)) }
  }
  const parts: (Growing | undefined)[] = []
  return (bucket: number, ownerNo: number): Growing | null => {
    const owner = byNo[ownerNo]
    if (!owner || bucket < 0) return null
    const at = bucket * keys.length + owner.place
    return (parts[at] ??= sums.of(bucket, owner.queueId, owner.agentId, owner.thresholds))
  }
}

/** What a clock runs since it was last settled, in each bucket. */
function addClock(sums: BucketSums, clock: AgentClock, { stretches, now }: SumsQuery, isWanted: Wanted): void {
  if (!isWanted({ queueId: null, agentId: clock.id })) return
  for (const { from, to, bucket } of stretches) {
    if (to <= clock.settledAt || from >= now) continue
    const cell = clockWithin(clock, from, Math.min(to, now) as Instant)
    if (cell) sums.add(bucket, cell)
  }
}
