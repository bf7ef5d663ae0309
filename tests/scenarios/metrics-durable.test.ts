import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { QueueView } from '#dialects/house/views.ts'
import type { Batch, Store } from '#ports/store.ts'
import { Centre } from '../support/centre.ts'
import { MetricsClient } from '../support/metrics-client.ts'

/** The real store, but no batch is written while the gate is shut. */
function gated(store: Store) {
  let open = Promise.resolve()
  let release = () => {}
  const asked = Promise.withResolvers<void>()
  let isShut = false
  const commit = (batch: Batch) => {
    if (isShut) asked.resolve()
    return open.then(() => store.commit(batch))
  }
  const get = (_: Store, name: keyof Store) => (name === 'commit' ? commit : store[name].bind(store))
  const shut = () => {
    const gate = Promise.withResolvers<void>()
    isShut = true
    open = gate.promise
    release = gate.resolve
  }
  return { store: new Proxy(store, { get: get as never }), shut, release: () => release(), asked: asked.promise }
}

test('a number is not told before the fact behind it is on disk', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-metrics-'))
  const gate = gated(await openSqliteStore({ folder, readers: 1 }))
  t.after(() => gate.release())
  const centre = await Centre.open(t, {}, { store: gate.store })
  t.after(() => rm(folder, { recursive: true }))
  const owner = await centre.owner()
  const queueId = (await owner.call<{ queues: QueueView[] }>('GET', '/queues')).body.queues[0]?.id
  const client = new MetricsClient(centre.base, owner.token, `?queueId=${queueId}`)
  t.after(() => client.stop())
  await client.until(() => client.frames.length === 1)

  gate.shut()
  const customer = centre.customer()
  const opening = customer.open({ queueId })
  await gate.asked
  assert.equal(centre.app.desk.state.chats.get(customer.chatId)?.phase, 'queued')
  centre.clock.pass(1_000)
  // Answers that need no disk overtake: what is told too early would have come before them.
  for (let number = 0; number < 10; number++) await centre.call('GET', '/no-such-method')
  assert.equal(client.frames.length, 1)

  gate.release()
  await opening
  await client.until(() => client.frames.length === 2)
  const [, diff] = client.frames
  assert.deepEqual(diff?.type === 'diff' && diff.queues?.[0]?.['counts'], { queuedCount: 1 })
})
