import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { readState } from '#desk/memory.ts'
import { apply } from '#domain/apply.ts'
import type { Command } from '#domain/commands.ts'
import { isPending } from '#domain/delivery/delivery.ts'
import type { DeskEvent } from '#domain/events.ts'
import { metricsInMemoryMs } from '#domain/metrics/let-go.ts'
import { DeskState } from '#domain/state.ts'
import { organisationTables } from '#domain/tables.ts'
import type { Store } from '#ports/store.ts'
import { assertChatsBehindNumbers } from '../support/behind-numbers.ts'
import type { ManualClock } from '../support/manual-clock.ts'
import { Random } from '../support/random.ts'
import { RandomLife } from '../support/random-life.ts'

const seeds = (process.env['POLYDESK_TEST_SEEDS'] ?? '1 2 3').split(' ').map(Number)
/** A story goes on until all that must happen has, but not for ever. */
const steps = 4_000
const mostSteps = 20_000
const taken = new Set<Command['do']>()
const refused = new Set<Command['do']>()

/** What must have happened in each story, or it shows little. */
const happenings = [
  'chat.accepted',
  'chat.offerLapsed',
  'chat.offerDeclined',
  'chat.transferred',
  'chat.transferEnded',
  'chat.rated',
  'chat.offerWithdrawn',
  'chat.roundEnded',
  'chat.overflowed',
  'chat.needsRelaxed',
  'chat.requeued',
  'chat.participantJoined',
  'chat.held',
  'chat.idleWarned',
  'chat.dispositionSet',
  'chat.tagged',
  'chat.asidePosted',
  'queue.changed',
  'queue.turned',
  'outage.announced',
  'role.changed',
  'entry.removed',
  'login.ended',
  'agent.passwordResetExpired',
  'apiKey.made',
  'apiKey.removed',
  'apiKey.used',
  'report.read',
] as const satisfies readonly DeskEvent['type'][]

for (const seed of seeds) {
  test(`random commands from random actors break nothing (seed ${seed})`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'polydesk-random-'))
    const store = await openSqliteStore({ folder, readers: 1 })
    t.after(async () => {
      await store.close()
      await rm(folder, { recursive: true })
    })
    const life = new RandomLife(new Random(seed), store)
    await life.begin()
    const lacking = () => happenings.filter((type) => !life.seen.has(type))
    for (let step = 0; step < steps || (step < mostSteps && lacking().length > 0); step++) await life.step()
    await life.desk.stop()

    assert.deepEqual(life.warnings, [])
    assert.ok(life.done > steps / 4, `only ${life.done} commands were taken`)
    assert.deepEqual(lacking(), [])
    for (const name of life.taken) taken.add(name)
    for (const name of life.refused) refused.add(name)
    assert.ok(life.fairness.passed > 100, `only ${life.fairness.passed} chats were gone past`)
    await assertStoreEqualsMemory(store, life.desk.state, life.clock)
    const replayed = await assertReplayEqualsMemory(store, life.desk.state)
    const numbers = await assertChatsBehindNumbers(store, replayed)
    assert.ok(numbers > 1_000, `only ${numbers} numbers had a chat behind them`)
  })
}

test('every command was taken in one of these stories, and not only refused', () => {
  assert.ok(taken.size > 50, `only ${taken.size} commands were ever taken`)
  assert.deepEqual(
    [...refused].filter((name) => !taken.has(name)),
    [],
  )
})

const hot = ['agents', 'queues', 'reportRuns', 'intervals', 'agentClocks', 'queuePaces', ...organisationTables] as const

async function assertStoreEqualsMemory(store: Store, live: DeskState, clock: ManualClock): Promise<void> {
  const { state: stored } = await readState(store, clock.now())
  assert.equal(stored.position, live.position)
  assert.deepEqual({ ...stored.lastNo }, { ...live.lastNo })
  for (const table of [...hot, 'credentials', 'logins', 'passwordResets', 'apiKeys'] as const)
    assert.deepEqual(recent(stored, table, clock.now()), recent(live, table, clock.now()), table)
  assert.deepEqual(sorted(stored.deliveries.values()), sorted([...live.deliveries.values()].filter(isPending)))
  assert.deepEqual(
    sorted(stored.chats.values()),
    sorted([...live.chats.values()].filter(({ phase }) => phase !== 'closed')),
  )
}

/** Gives the state that the journal made. */
async function assertReplayEqualsMemory(store: Store, live: DeskState): Promise<DeskState> {
  const events = await store.journal(0, live.position, live.position + 1)
  assert.deepEqual(
    events.map(({ position }) => position),
    Array.from({ length: live.position }, (_, index) => index + 1),
  )
  const replayed = new DeskState()
  for (const event of events) apply(replayed, event)
  assert.deepEqual({ ...replayed.lastNo }, { ...live.lastNo })
  for (const table of [...hot, 'logins', 'passwordResets', 'apiKeys'] as const)
    assert.deepEqual(
      recent(replayed, table, live.at).map(withoutWords),
      recent(live, table, live.at).map(withoutWords),
      table,
    )
  for (const table of ['chats', 'customers'] as const) {
    for (const row of live[table].values())
      assert.deepEqual(withoutWords(replayed[table].get(row.id)), withoutWords(row))
    for (const row of replayed[table].values())
      assert.deepEqual(withoutWords(await store.load(table, row.id)), withoutWords(row))
  }
  return replayed
}

/** Rows of a table, but for cells so old that memory may have let go of them, or not yet. */
function recent(
  state: DeskState,
  table: (typeof hot)[number] | 'credentials' | 'logins' | 'passwordResets' | 'apiKeys',
  at: number,
): { id: string }[] {
  const rows = sorted<{ id: string }>(state[table].values())
  return rows.filter((row) => !('slotAt' in row) || (row.slotAt as number) >= at - metricsInMemoryMs)
}

const words = [
  'error',
  'run',
  'name',
  'email',
  'secretHash',
  'codeHash',
  'pageUrl',
  'address',
  'locale',
  'attributes',
  'stated',
  'phone',
  'externalId',
  'fields',
]

/** Rows but for what the journal never holds. */
function withoutWords(row: object | null | undefined): object {
  const plain = JSON.parse(JSON.stringify(row ?? null)) as Record<string, unknown>
  for (const word of words) delete plain[word]
  return plain
}

function sorted<Row extends { readonly id: string }>(rows: Iterable<Row>): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
}
