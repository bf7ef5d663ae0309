import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import type { Availability } from '#domain/agent/agent.ts'
import type { AgentId, Instant } from '#domain/ids.ts'
import { agentMetrics } from '#domain/metrics/agents-today.ts'
import { ManualClock } from '../support/manual-clock.ts'

const minute = 60_000
const ann = 'ann' as AgentId

test("an agent's time goes on through a restart: no gap, no overlap, nothing counted twice", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-metrics-'))
  t.after(() => rm(folder, { recursive: true }))
  const clock = new ManualClock()
  const began = clock.now()
  const warn = (problem: string, error: unknown) => assert.fail(`${problem}: ${error}`)
  const during = async (body: (desk: Desk) => Promise<void>) => {
    const store = await openSqliteStore({ folder, readers: 1 })
    const desk = await Desk.open({ store, clock, warn, fatal: (error) => warn('fatal', error) })
    await body(desk)
    await desk.stop()
    await store.close()
  }
  const set = (desk: Desk, availability: Availability) =>
    desk.execute(
      system,
      { do: 'setAvailability', agentId: ann, availability, awayReason: null },
      { answer: ({ position }) => `${ann}/${position}` },
    )

  await during(async (desk) => {
    const words = { name: 'Ann', email: 'ann@example.org', passwordHash: '' }
    const added = { do: 'addAgent', agentId: ann, role: 'agent', capacity: 1, ...words } as const
    await desk.execute(system, added, { answer: () => null })
    clock.pass(7 * minute)
    await set(desk, 'available')
    clock.pass(20 * minute)
  })
  clock.pass(5 * minute)
  await during(async (desk) => {
    clock.pass(3 * minute)
    const stretchId = await set(desk, 'busy')
    assert.deepEqual(await desk.ask((state) => state.availabilityStretches.find(stretchId)), {
      id: stretchId,
      agentId: ann,
      availability: 'available',
      awayReason: null,
      notResponding: false,
      from: began + 7 * minute,
      until: began + 35 * minute,
    })
    clock.pass(2 * minute)
  })
  await during(async (desk) => {
    clock.pass(minute)
    const { times } = agentMetrics(desk.state, [ann], 0 as Instant, clock.now())
    const minutes = [times.offlineTime, times.availableTime, times.busyTime].map(({ total }) => total / minute)
    assert.deepEqual(minutes, [7, 28, 3])
    assert.deepEqual([times.availableTime.count, times.availableTime.longest], [1, 28 * minute])
  })
})
