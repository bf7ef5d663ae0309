import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { spansSql } from '#adapters/sqlite/chat-span-question.ts'
import { cameAgainSql, placesSql } from '#adapters/sqlite/ended-chat-questions.ts'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { Store } from '#ports/store.ts'
import { Random } from '../support/random.ts'
import {
  at,
  batch,
  chatId,
  closedChat,
  customer,
  customerId,
  erasure,
  postedBatch,
  put,
  queuedChat,
  textMessage,
} from './rows.ts'
import { searchContract } from './search.contract.ts'
import { storeContract } from './store.contract.ts'
import { behindContract } from './store-behind.contract.ts'
import { customersContract } from './store-customers.contract.ts'
import { deliveriesContract } from './store-deliveries.contract.ts'
import { endedChatsContract } from './store-ended-chats.contract.ts'
import { intervalsContract } from './store-intervals.contract.ts'
import type { StorePlace } from './store-place.ts'
import { reportsContract } from './store-reports.contract.ts'

interface Place extends StorePlace {
  readonly folder: string
  /** Processes of their own that a test started; none outlives it. */
  readonly children: Set<ChildProcess>
}

async function makePlace(): Promise<Place> {
  const parent = await mkdtemp(join(tmpdir(), 'polydesk-store-'))
  const folder = join(parent, 'data')
  const stores: Store[] = []
  const children = new Set<ChildProcess>()
  return {
    folder,
    children,
    open: async () => {
      const store = await openSqliteStore({ folder, readers: 2 })
      stores.push(store)
      return store
    },
    remove: async () => {
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(stores.map((store) => store.close()))
      await rm(parent, { recursive: true })
    },
  }
}

storeContract('sqlite', makePlace)
searchContract('sqlite', makePlace)
customersContract('sqlite', makePlace)
intervalsContract('sqlite', makePlace)
behindContract('sqlite', makePlace)
reportsContract('sqlite', makePlace)
endedChatsContract('sqlite', makePlace)
deliveriesContract('sqlite', makePlace)

function testPlace(what: string, body: (place: Place) => Promise<void>): void {
  test(`store: sqlite: ${what}`, async () => {
    const place = await makePlace()
    try {
      await body(place)
    } finally {
      await place.remove()
    }
  })
}

testPlace('only the owner of the data may read it', async (place) => {
  const store = await place.open()
  await store.commit(postedBatch(1, 1, 1))
  assert.equal((await stat(place.folder)).mode & 0o777, 0o700)
  const files = await readdir(place.folder)
  assert.deepEqual(files.sort(), ['polydesk.db', 'polydesk.db-shm', 'polydesk.db-wal', 'polydesk.lock'])
  for (const file of files) assert.equal((await stat(join(place.folder, file))).mode & 0o777, 0o600, file)
})

testPlace('the words of people are nowhere in the journal', async (place) => {
  const store = await place.open()
  await store.commit(postedBatch(1, 1, 1, 'an unmistakable word'))
  await store.close()
  const database = new DatabaseSync(join(place.folder, 'polydesk.db'), { readOnly: true })
  const dumpOf = (table: string) => JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all())
  assert.match(dumpOf('messages'), /unmistakable/)
  assert.match(dumpOf('journal'), /messagePosted/)
  assert.doesNotMatch(dumpOf('journal'), /unmistakable|words/)
  database.close()
})

testPlace(
  'an erased word is in no byte of the files, wherever pages were split and whatever the log holds',
  async (place) => {
    const store = await place.open()
    const random = new Random(11)
    const last = new Map<number, number>()
    const ofErased = (no: number) => no % 50 === 5
    const chats = Array.from({ length: 800 }, (_, place) => {
      const of = customerId(ofErased(place + 1) ? 5 : 1)
      return put('chats', closedChat(place + 1, { customerId: of }))
    })
    await store.commit(batch({ rows: chats }))
    for (let round = 1; round <= 150; round++) {
      const messages = Array.from({ length: 200 }, () => {
        // Chats that grow at the same time push each other's lines from page to page.
        const no = 1 + random.below(800)
        const seq = (last.get(no) ?? 0) + 1
        last.set(no, seq)
        return textMessage(no, seq, round, (ofErased(no) ? 'unmistakable' : 'ordinary') + 'x'.repeat(random.below(400)))
      })
      await store.commit(batch({ messages }))
    }
    const found = async () => {
      const files = await Promise.all((await readdir(place.folder)).map((file) => readFile(join(place.folder, file))))
      return files.some((bytes) => bytes.includes('unmistakable'))
    }
    assert.ok(await found())
    await store.commit(batch({ erasures: [erasure([customerId(5)])] }))
    assert.ok(await store.scrub())
    assert.equal(await found(), false)
    assert.match(JSON.stringify(await store.messages(chatId(1), { limit: 1 })), /ordinary/)
  },
)

testPlace('open chats and pages are found through an index, not by reading all chats', async (place) => {
  const store = await place.open()
  await store.close()
  const database = new DatabaseSync(join(place.folder, 'polydesk.db'), { readOnly: true })
  const planOf = (sql: string) => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
  const page = '(ended_at, no) < (1, 1) ORDER BY ended_at DESC, no DESC LIMIT 5'
  assert.match(planOf("SELECT row FROM chats WHERE phase <> 'closed' ORDER BY no"), /USING INDEX chats_open/)
  for (const [where, index] of [
    ['', 'chats_closed_by_end'],
    ["queue_id = 'q' AND", 'chats_closed_by_queue'],
    ["agent_id = 'a' AND", 'chats_closed_by_agent'],
    ["customer_id = 'c' AND", 'chats_closed_by_customer'],
  ] as const) {
    const plan = planOf(`SELECT row FROM chats WHERE phase = 'closed' AND ${where} ${page}`)
    assert.match(plan, new RegExp(`USING INDEX ${index}`))
    assert.doesNotMatch(plan, /TEMP B-TREE/)
  }
  database.close()
})

testPlace('single chats of reports are found in the order of an index, without sorting them', async (place) => {
  const store = await place.open()
  await store.close()
  const database = new DatabaseSync(join(place.folder, 'polydesk.db'), { readOnly: true })
  const planOf = (sql: string) => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
  for (const [sql, plan] of [
    [placesSql.ofAll, /SEARCH chats USING INDEX chats_closed_by_end \(\(ended_at,no\)>/],
    [placesSql.ofQueue, /SEARCH chats USING INDEX chats_closed_by_queue \(queue_id=\? AND \(ended_at,no\)>/],
    [placesSql.ofAgent, /SEARCH chats USING INDEX chats_closed_by_agent \(agent_id=\? AND \(ended_at,no\)>/],
    [cameAgainSql, /SEARCH chats USING INDEX chats_closed_by_customer \(customer_id=\? AND ended_at>\?/],
    [spansSql.ofAll, /SEARCH chats USING INDEX chats_closed_by_end \(ended_at>\? AND \(ended_at,no\)</],
    [
      spansSql.ofQueue,
      /SEARCH chats USING INDEX chats_closed_by_queue \(queue_id=\? AND ended_at>\? AND \(ended_at,no\)</,
    ],
  ] as const) {
    assert.match(planOf(sql), plan)
    assert.doesNotMatch(planOf(sql), /TEMP B-TREE|SCAN/)
  }
  database.close()
})

testPlace('a folder in use is refused with a sentence that says what to do', async (place) => {
  await place.open()
  const sentence = `The data folder ${place.folder} is in use by another running Polydesk. Stop that one first, or start this one with another data folder.`
  await assert.rejects(place.open(), { name: 'DataFolderInUse', message: sentence })
  const child = openInChild(place, 'open')
  assert.equal(await child.nextLine(), `DataFolderInUse: ${sentence}`)
  assert.equal(await child.ended, 1)
})

testPlace('the folder is free again when its holder was killed', async (place) => {
  const child = openInChild(place, 'open')
  assert.equal(await child.nextLine(), 'open')
  await assert.rejects(place.open(), { name: 'DataFolderInUse' })
  child.kill()
  await child.ended
  await place.open()
})

testPlace('a process killed while it commits loses nothing it was told is written', async (place) => {
  let last = 0
  for (let kill = 1; kill <= 10; kill++) {
    const child = openInChild(place, 'commit')
    const begun = await child.nextLine()
    assert.equal(begun, `begin ${last}`, 'the whole journal was there at the next start')
    let told = last
    for (let wait = 0; wait < kill * 3; wait++) told = Number(await child.nextLine())
    child.kill()
    for (const line of await child.restOfLines()) told = Number(line)
    const store = await place.open()
    const { position, chats } = await store.read(at(0))
    assert.ok(position >= told, `${told} was acknowledged, the journal ends at ${position}`)
    const messages = await store.messages(chatId(1), { limit: 100_000 })
    assert.deepEqual(
      messages.map((message) => message.seq),
      Array.from({ length: position }, (_, place) => place + 1),
    )
    assert.equal(chats[0]?.lastSeq, position, 'the row belongs to the last event')
    assert.equal((await store.journal(0, position, position)).length, position)
    await store.close()
    last = position
  }
})

testPlace('when no space is left the commit rejects and nothing of it stays', async (place) => {
  const child = openInChild(place, 'fill', 2_400)
  const [told, error, position] = [
    Number(await child.nextLine()),
    await child.nextLine(),
    Number(await child.nextLine()),
  ]
  assert.equal(await child.nextLine(), 'true', 'a check finds out')
  assert.equal(await child.ended, 0)
  assert.ok(told > 0)
  assert.match(error, /disk/)
  assert.equal(position, told, 'the same process still reads what was acknowledged')
  const store = await place.open()
  assert.equal((await store.read(at(0))).position, told)
  assert.equal((await store.messages(chatId(1), { limit: 100_000 })).length, told)
  await store.commit(postedBatch(1, told + 1, told + 1))
})

testPlace('a file that is no store is refused and left as it is', async (place) => {
  await mkdir(place.folder)
  const file = join(place.folder, 'polydesk.db')
  await writeFile(file, 'this is not a database, but somebody may still want it '.repeat(100))
  const before = await readFile(file)
  await assert.rejects(place.open(), {
    name: 'StoreUnusable',
    message: /polydesk\.db cannot be used: file is not a database/,
  })
  assert.deepEqual(await readFile(file), before)
})

testPlace('a store with a part missing is refused', async (place) => {
  const store = await place.open()
  await store.commit(postedBatch(1, 1, 1))
  await store.close()
  await truncate(join(place.folder, 'polydesk.db'), 4_096)
  await assert.rejects(place.open(), { name: 'StoreUnusable' })
})

testPlace('a folder that cannot be made is refused', async (place) => {
  await writeFile(place.folder, 'a file where the folder should be')
  await assert.rejects(place.open(), { name: 'StoreUnusable', message: /EEXIST|ENOTDIR/ })
  await rm(place.folder)
})

testPlace('a store of a newer program is refused and left as it is', async (place) => {
  await (await place.open()).close()
  const database = new DatabaseSync(join(place.folder, 'polydesk.db'))
  database.exec('PRAGMA user_version = 999')
  database.close()
  await assert.rejects(place.open(), { name: 'StoreTooNew', message: /schema version 999.*Start the newer program/ })
})

testPlace('a store stays open for questions and commits while a second one is refused', async (place) => {
  const store = await place.open()
  await assert.rejects(place.open())
  const child = openInChild(place, 'open')
  assert.match(await child.nextLine(), /^DataFolderInUse/)
  await store.commit(postedBatch(1, 1, 1))
})

testPlace('many closed chats do not slow down the start', async (place) => {
  const store = await place.open()
  const rows = Array.from({ length: 20_000 }, (_, no) => put('chats', closedChat(no + 1)))
  await store.commit(batch({ rows: [...rows, put('chats', queuedChat(20_001)), put('customers', customer(20_001))] }))
  const { chats, customers, lastNo } = await store.read(at(0))
  assert.deepEqual([chats.length, customers.length, lastNo.chats], [1, 1, 20_001])
})

/** A process of its own that uses the folder as `store-process.ts` says. */
function openInChild({ folder, children }: Place, what: 'open' | 'commit' | 'fill', fileBlocks?: number) {
  const program = [process.execPath, join(import.meta.dirname, 'store-process.ts'), what, folder]
  // A limit on the size of files stands for a full disk: a signal that is ignored makes the write itself fail.
  const limited = ['/bin/sh', '-c', `trap '' XFSZ; ulimit -f ${fileBlocks}; exec "$@"`, 'sh', ...program]
  const [command = '', ...rest] = fileBlocks === undefined ? program : limited
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    nextLine: async (): Promise<string> => {
      const { value, done } = await lines.next()
      assert.ok(!done, 'the process ended early')
      return value
    },
    restOfLines: async (): Promise<string[]> => {
      const rest: string[] = []
      for (let next = await lines.next(); !next.done; next = await lines.next()) rest.push(next.value)
      await ended
      return rest
    },
  }
}
