import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apply } from '#domain/apply.ts'
import { type Cell, slotOf } from '#domain/metrics/cell.ts'
import { dayTimes } from '#domain/metrics/names.ts'
import { type Sum, sumOf } from '#domain/metrics/sum.ts'
import { DeskState } from '#domain/state.ts'
import { ann, bob, eve } from '../cast.ts'
import { gathered } from '../support/behind-numbers.ts'
import { naiveDays } from '../support/naive-days.ts'
import { naiveMetrics } from '../support/naive-metrics.ts'
import { RandomStory } from '../support/random-story.ts'

const steps = 6_000

for (const seed of [1, 2, 3]) {
  const story = new RandomStory(seed)
  const firstEvents = [...story.desk.setUp]
  for (let step = 0; step < steps; step++) story.step()
  const { state } = story.desk
  const events = [...firstEvents, ...story.events]
  const cells = [...state.intervals.values()]
  const behind = state.takeBehind()

  test(`cells folded live are the cells folded from the journal (seed ${seed})`, () => {
    const replayed = new DeskState()
    // As the journal gives them back: no words, and nothing shared with the live rows.
    for (const event of JSON.parse(JSON.stringify(events)) as typeof events) apply(replayed, event)
    for (const table of ['intervals', 'agentClocks', 'availabilityStretches', 'queuePaces'] as const)
      assert.deepEqual(
        byId<{ id: string }>(replayed[table].values()),
        byId<{ id: string }>(state[table].values()),
        table,
      )
  })

  test(`all sums of cells are what a slow count over the events gives (seed ${seed})`, () => {
    const naive = naiveMetrics(events)
    const counts = new Map<string, number>()
    const times = new Map<string, [number, number]>()
    for (const [owner, sum] of byOwner(cells)) {
      for (const [name, value] of Object.entries(sum.counts))
        if (!['promisedCount', 'keptCount', 'earlyCount'].includes(name)) counts.set(`${owner} ${name}`, value)
      for (const [name, { count, totalMs }] of Object.entries(sum.times))
        if (!(dayTimes as readonly string[]).includes(name)) times.set(`${owner} ${name}`, [count, totalMs])
    }
    assert.deepEqual(sorted(counts), sorted(naive.counts))
    assert.deepEqual(sorted(times), sorted(naive.times))
    for (const name of [
      'answeredCount',
      'abandonedCount',
      'abandonedAfterTransferCount',
      'ronaChatCount',
      'takenCount',
    ])
      assert.ok(
        [...counts.keys()].some((key) => key.endsWith(name)),
        `no ${name} in this story`,
      )
  })

  test(`behind a number stands each chat whose events alone give it, as often (seed ${seed})`, () => {
    const owners = new Map<string, string>()
    for (const { id, no } of state.queues.values()) owners.set(`queue ${no}`, id)
    for (const { id, no } of state.agents.values()) owners.set(`agent ${no}`, id)
    const byChat = Map.groupBy(behind, ({ chatNo }) => chatNo)
    const eventsOf = Map.groupBy(events, (event) => ('chatId' in event ? event.chatId : null))
    let compared = 0
    for (const { id, no } of state.chats.values()) {
      const noted = new Map<string, number>()
      for (const { queueNo, agentNo, names } of byChat.get(no) ?? []) {
        const owner = owners.get(agentNo === null ? `queue ${queueNo}` : `agent ${agentNo}`)
        for (const name of names)
          if (!['promisedCount', 'keptCount', 'earlyCount'].includes(name))
            noted.set(`${owner} ${name}`, (noted.get(`${owner} ${name}`) ?? 0) + 1)
      }
      const { counts, times } = naiveMetrics(eventsOf.get(id) ?? [])
      const expected = new Map([...counts, ...[...times].map(([key, [count]]) => [key, count] as const)])
      for (const key of expected.keys()) if (gathered.some((name) => key.endsWith(` ${name}`))) expected.set(key, 1)
      assert.deepEqual(sorted(noted), sorted(expected), id)
      compared += expected.size
    }
    assert.ok(compared > 1_000, `only ${compared} numbers of single chats`)
  })

  test(`before and after the service level add up to all who left (seed ${seed})`, () => {
    const { counts, levels, times } = sumOf(cells.filter(({ agentId }) => agentId === null))
    const [level] = Object.values(levels)
    assert.ok(level && Object.keys(levels).length === 1)
    assert.equal(level.answeredBefore + level.answeredAfter, counts.answeredCount)
    assert.equal(level.abandonedBefore + level.abandonedAfter, counts.abandonedCount)
    assert.equal(times.queueTime?.count, (counts.answeredCount ?? 0) + (counts.abandonedCount ?? 0))
  })

  test(`every stretch begins where the one before ended, and all of them are the wall clock (seed ${seed})`, () => {
    for (const agentId of [ann, bob, eve]) {
      const stretches = [...state.availabilityStretches.values()].filter((stretch) => stretch.agentId === agentId)
      assert.ok(stretches.length > 100)
      let until: number = story.beganAt
      for (const stretch of stretches) {
        assert.equal(stretch.from, until)
        assert.ok(stretch.until > stretch.from)
        until = stretch.until
      }
      assert.equal(state.agentClocks.get(agentId)?.from, until)
    }
  })

  test(`an agent's day in the cells is, slot by slot, what their timeline says (seed ${seed})`, () => {
    const naive = naiveDays(events, state.at)
    const folded = new Map<string, number>()
    for (const { agentId, slotAt, times } of cells) {
      for (const name of agentId === null ? [] : dayTimes) {
        const totalMs = times[name]?.totalMs ?? 0
        const key = `${agentId} ${slotAt} ${name}`
        if (totalMs > 0) folded.set(key, (folded.get(key) ?? 0) + totalMs)
      }
    }
    // What still runs is not in the cells yet.
    for (const { id, settledAt } of state.agentClocks.values())
      for (const key of [...naive.keys()])
        if (key.startsWith(`${id} `) && Number(key.split(' ')[1]) >= slotOf(settledAt)) {
          naive.delete(key)
          folded.delete(key)
        }
    assert.deepEqual(sorted(folded), sorted(naive))
    assert.ok(folded.size > 500)
  })

  test(`the sums of any parts are the sum of the whole (seed ${seed})`, () => {
    const whole = sumOf(cells)
    for (const parts of [2, 7, 50]) {
      const groups = Map.groupBy(cells, ({ slotAt }) => (slotAt / 900_000) % parts)
      const sums = [...groups.values()].map((group) => sumOf(group)).reverse()
      assert.deepEqual(sumOf(sums), whole)
    }
  })
}

function byOwner(cells: readonly Cell[]): Map<string, Sum> {
  const groups = Map.groupBy(cells, ({ agentId, queueId }) => agentId ?? queueId ?? '')
  return new Map([...groups].map(([owner, group]) => [owner, sumOf(group)]))
}

function byId<Row extends { readonly id: string }>(rows: Iterable<Row>): Row[] {
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))
}

function sorted<Value>(map: Map<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1))
}
