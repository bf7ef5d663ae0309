import type { DatabaseSync } from 'node:sqlite'
import type { AgentId, QueueId } from '#domain/ids.ts'
import type { Cell } from '#domain/metrics/cell.ts'
import { dayMs, type Owner, sheetsOf } from './sheet.ts'

/** A day's sheets as a reader made them; the writer takes them unless a cell of the day came meanwhile. */
export interface MadeSheets {
  readonly day: number
  readonly seen: Seen
  /** Not in the store yet. */
  readonly owners: readonly (Owner & { readonly no: number })[]
  /** Name and bytes, in base64. */
  readonly sheets: readonly (readonly [string, string])[]
}

/** Cells that are past being added to only ever become more. */
interface Seen {
  readonly count: number
  readonly last: number
}

const cellsOfDay = 'FROM intervals WHERE slot_at >= ? AND slot_at < ?'

function seeing(database: DatabaseSync) {
  const statement = database.prepare(`SELECT count(*) AS count, coalesce(max(rowid), 0) AS last ${cellsOfDay}`)
  return (day: number) => statement.get(day * dayMs, (day + 1) * dayMs) as unknown as Seen
}

/** Makes the sheets of the oldest day before the given one that has none; null when every day has. */
export function sheetMaker(database: DatabaseSync): (beforeDay: number) => MadeSheets | null {
  const first = database.prepare('SELECT min(slot_at) AS at FROM intervals')
  const days = database.prepare('SELECT day FROM sheetDays')
  const owners = database.prepare('SELECT no, queue_id AS queueId, agent_id AS agentId, thresholds FROM sheetOwners')
  const rows = database.prepare(`SELECT row ${cellsOfDay}`)
  const seen = seeing(database)

  return (beforeDay) => {
    const from = first.get()?.['at'] as number | null
    const sealed = new Set(days.all().map(({ day }) => day as number))
    let day = from === null ? beforeDay : Math.floor(from / dayMs)
    while (day < beforeDay && sealed.has(day)) day++
    if (day >= beforeDay) return null
    const known = owners.all() as unknown as (Owner & { no: number })[]
    const ownerNos = new Map(known.map((owner) => [keyOf(owner), owner.no]))
    const added: (Owner & { no: number })[] = []
    const saw = seen(day)
    const cells = rows.iterate(day * dayMs, (day + 1) * dayMs).map((line) => JSON.parse(line['row'] as string) as Cell)
    const made = sheetsOf(day, cells, (owner) => {
      const key = keyOf(owner)
      let no = ownerNos.get(key)
      if (no === undefined) {
        no = ownerNos.size + 1
        ownerNos.set(key, no)
        added.push({ ...owner, no })
      }
      return no
    })
    const sheets = [...made].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const)
    return { day, seen: saw, owners: added, sheets }
  }
}

/** Puts sheets in the place of older ones; returns false when they say too little by now. */
export function sheetWriter(database: DatabaseSync): (made: MadeSheets) => boolean {
  const seen = seeing(database)
  const addOwner = database.prepare('INSERT INTO sheetOwners VALUES (?, ?, ?, ?)')
  const forget = database.prepare('DELETE FROM sheets WHERE day = ?')
  const addSheet = database.prepare('INSERT INTO sheets VALUES (?, ?, ?)')
  const addDay = database.prepare('INSERT INTO sheetDays VALUES (?)')

  return ({ day, seen: saw, owners, sheets }) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const now = seen(day)
      const isWhole = now.count === saw.count && now.last === saw.last
      if (isWhole) {
        for (const { no, queueId, agentId, thresholds } of owners) addOwner.run(no, queueId, agentId, thresholds)
        forget.run(day)
        for (const [name, data] of sheets) addSheet.run(day, name, Buffer.from(data, 'base64'))
        addDay.run(day)
      }
      database.exec('COMMIT')
      return isWhole
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}

function keyOf({ queueId, agentId, thresholds }: Owner): string {
  return JSON.stringify([queueId, agentId, thresholds] satisfies [QueueId | null, AgentId | null, string])
}
