import assert from 'node:assert/strict'
import type { Instant } from '#domain/ids.ts'
import type { NumberName } from '#domain/metrics/behind.ts'
import { agentCounts, queueCounts, queueTimes, workTimes } from '#domain/metrics/names.ts'
import type { DeskState } from '#domain/state.ts'
import type { BehindPlace, BehindQuery } from '#ports/behind.ts'
import type { Store } from '#ports/store.ts'

/** How often by `slot queueNo agentNo name`. */
type Tallied = Map<string, number>

/** Of these one chat brings many at once, and stands behind them once. */
export const gathered: readonly NumberName[] = [
  'customerMessageCount',
  'agentMessageCount',
  'messageCount',
  'responseTime',
]
const ever = { from: 0 as Instant, to: Number.MAX_SAFE_INTEGER as Instant }

/**
 * Asks for the chats behind every number of every owner, and expects as many as the cells say, slot by slot, and what a state that
 * was made from the journal alone has noted. Says how many numbers there were.
 */
export async function assertChatsBehindNumbers(store: Store, replayed: DeskState): Promise<number> {
  const numbers = await cellNumbers(store, replayed)
  const found = await chatsBehind(store, replayed)
  for (const key of new Set([...numbers.keys(), ...found.keys()])) {
    const [number, chats] = [numbers.get(key) ?? 0, found.get(key) ?? 0]
    if (gathered.some((name) => key.endsWith(` ${name}`)))
      assert.ok(chats > 0 && chats <= number, `${key}: ${chats} for ${number}`)
    else assert.equal(chats, number, key)
  }
  assert.deepEqual(sorted(found), sorted(notedIn(replayed)))
  return found.size
}

function notedIn(replayed: DeskState): Tallied {
  const noted: Tallied = new Map()
  for (const { slotAt, queueNo, agentNo, names } of replayed.takeBehind())
    for (const name of names) add(noted, `${slotAt} ${queueNo} ${agentNo} ${name}`, 1)
  return noted
}

async function cellNumbers(store: Store, state: DeskState): Promise<Tallied> {
  const numbers: Tallied = new Map()
  const cells = await store.intervals({ ...ever, queueIds: null, agentIds: null })
  for (const { slotAt, queueId, agentId, counts, times } of cells) {
    // An agent's day is nobody's chat.
    if (queueId === null) continue
    const owner = `${slotAt} ${state.queues.require(queueId).no} ${agentId && state.agents.require(agentId).no}`
    for (const [name, count] of Object.entries(counts)) add(numbers, `${owner} ${name}`, count)
    for (const [name, { count }] of Object.entries(times)) add(numbers, `${owner} ${name}`, count)
  }
  return numbers
}

async function chatsBehind(store: Store, state: DeskState): Promise<Tallied> {
  const found: Tallied = new Map()
  const look = async (query: BehindQuery, owner: string, name: NumberName) => {
    let sum = 0
    for (let after: BehindPlace | null = null, more = true; more; ) {
      const { entries, next } = await store.chatsBehind({ ...query, after, limit: 50 })
      for (const { slotAt, times } of entries) {
        add(found, `${slotAt} ${owner} ${name}`, times)
        sum += times
      }
      after = next
      more = next !== null
    }
    assert.equal(await store.countBehind(query), sum, `${owner} ${name}`)
  }
  for (const { no: queueNo } of state.queues.values()) {
    const common = { stretches: [ever], queueNos: [queueNo] }
    for (const name of [...queueCounts, ...queueTimes])
      await look({ ...common, of: 'queues', agentNos: null, names: [name] }, `${queueNo} null`, name)
    for (const { no: agentNo } of state.agents.values())
      for (const name of [...agentCounts, ...workTimes])
        await look({ ...common, of: 'agents', agentNos: [agentNo], names: [name] }, `${queueNo} ${agentNo}`, name)
  }
  return found
}

function add(tallied: Tallied, key: string, times: number): void {
  tallied.set(key, (tallied.get(key) ?? 0) + times)
}

function sorted(tallied: Tallied): [string, number][] {
  return [...tallied].sort(([one], [other]) => (one < other ? -1 : 1))
}
