import { writeSync } from 'node:fs'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { Store } from '#ports/store.ts'
import { at, postedBatch } from './rows.ts'

/** Run by `store-sqlite.test.ts` in a process of its own: what it tells is told before the next step. */
const [what, folder = ''] = process.argv.slice(2)
const tell = (line: string | number) => writeSync(1, `${line}\n`)

try {
  const store = await openSqliteStore({ folder, readers: 1 })
  if (what === 'open') tell('open')
  if (what === 'commit') await commitForEver(store)
  if (what === 'search') await searchForEver(store)
  if (what === 'fill') await fill(store)
} catch (error) {
  tell(String(error))
  process.exit(1)
}

async function commitForEver(store: Store): Promise<never> {
  const { position } = await store.read(at(0))
  tell(`begin ${position}`)
  for (let next = position + 1; ; next++) {
    await store.commit(postedBatch(1, next, next))
    tell(next)
  }
}

/** Commits and searches at once, so that a step of the index is nearly always under way. */
async function searchForEver(store: Store): Promise<never> {
  const { position } = await store.read(at(0))
  const none = { queueId: null, agentId: null, customerId: null, from: null, to: null, before: null }
  for (let next = position + 1; ; next += 10) {
    const commits = Array.from({ length: 10 }, (_, more) => store.commit(postedBatch(1, next + more, next + more)))
    await Promise.all([
      ...commits,
      store.search({ words: 'message', scope: { queueIds: null, agentIds: [] }, ...none, limit: 1 }),
    ])
    tell(next)
  }
}

async function fill(store: Store): Promise<void> {
  let last = 0
  try {
    for (;;) {
      await store.commit(postedBatch(1, last + 1, last + 1, 'x'.repeat(2_000)))
      last++
    }
  } catch (error) {
    tell(last)
    tell(String(error))
    tell((await store.read(at(0))).position)
    let refused = false
    // What is left in the last block may take a few.
    for (let tried = 0; !refused && tried < 1_000; tried++) await store.check().catch(() => (refused = true))
    tell(String(refused))
    process.exit(0)
  }
}
