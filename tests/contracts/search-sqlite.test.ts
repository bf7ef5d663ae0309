import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { migrate } from '#adapters/sqlite/migrate.ts'
import { migrations } from '#adapters/sqlite/migrations/index.ts'
import { packBatch } from '#adapters/sqlite/pack.ts'
import { type SearchIndex, searchIndex } from '#adapters/sqlite/search-index.ts'
import { searchQuestions } from '#adapters/sqlite/search-questions.ts'
import { prepareSearch, searchSources } from '#adapters/sqlite/search-sources.ts'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { batchWriter } from '#adapters/sqlite/write-batch.ts'
import { system } from '#domain/actor.ts'
import type { Batch } from '#ports/store.ts'
import { agentId, batch, chatId, closedChat, customerLeft, posted, put, queueId, remove, textMessage } from './rows.ts'

class Opened {
  readonly database: DatabaseSync
  readonly step: SearchIndex['step']
  readonly tidy: SearchIndex['tidy']
  readonly #write: (batch: Batch) => void
  readonly #search: ReturnType<typeof searchQuestions>['search']

  constructor(database: DatabaseSync, sources = searchSources) {
    this.database = database
    prepareSearch(database, sources)
    const index = searchIndex(database, sources)
    this.step = index.step
    this.tidy = index.tidy
    const write = batchWriter(database)
    this.#write = (parts) => write(packBatch(parts))
    this.#search = searchQuestions(database).search
  }

  commit(parts: Partial<Batch>): void {
    this.#write(batch(parts))
  }

  /** So many lines of a chat, at positions after the given one. */
  say(chatNo: number, count: number, after: number): void {
    const messages = Array.from({ length: count }, (_, place) =>
      textMessage(chatNo, after + place + 1, after + place + 1, `word ${after + place + 1}`),
    )
    this.commit({ rows: [put('chats', closedChat(chatNo))], messages, events: messages.map(posted) })
  }

  find(words: string): string[] {
    const none = { queueId: null, agentId: null, customerId: null, from: null, to: null, before: null }
    const found = this.#search({ words, scope: { queueIds: null, agentIds: [] }, ...none, limit: 10_000 })
    return found.map(({ text }) => text)
  }

  indexAll(): void {
    while (this.step().left > 0);
  }

  /** Compares every entry of the index with what it was made of, and the other way round; throws where they differ. */
  mustBeWhole(): void {
    this.database.exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    this.database.exec("INSERT INTO search_customers (search_customers, rank) VALUES ('integrity-check', 1)")
  }

  /** All that is stored of the index. */
  bytes(): string {
    const blocks = this.database.prepare('SELECT block FROM search_data').all()
    return blocks.map(({ block }) => Buffer.from(block as Uint8Array).toString('latin1')).join('\n')
  }

  /** The words that lie in the index, found or not. */
  words(): string[] {
    this.database.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, search, 'col')")
    const lines = this.database.prepare("SELECT term FROM vocabulary WHERE col = 'words' ORDER BY term").all()
    return lines.map(({ term }) => term as string)
  }
}

function testIndex(what: string, body: (opened: Opened) => void): void {
  test(what, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'polydesk-search-'))
    const database = new DatabaseSync(join(folder, 'store.db'))
    try {
      await migrate(database, migrations, join(folder, 'backups'))
      body(new Opened(database))
    } finally {
      database.close()
      await rm(folder, { recursive: true })
    }
  })
}

describe('the index behind the journal', () => {
  testIndex('one step takes in a bounded part of the journal, and goes on from there', (opened) => {
    opened.say(1, 450, 0)
    assert.deepEqual([opened.step(), opened.find('word').length], [{ taken: 200, left: 250 }, 200])
    assert.deepEqual([opened.step(), opened.find('word').length], [{ taken: 200, left: 50 }, 400])
    assert.deepEqual([opened.step(), opened.find('word').length], [{ taken: 50, left: 0 }, 450])
    assert.deepEqual([opened.step(), opened.find('word').length], [{ taken: 0, left: 0 }, 450])
    opened.mustBeWhole()
  })

  testIndex('a line that is deleted leaves the index with all its words', (opened) => {
    opened.say(1, 3, 0)
    opened.commit({ messages: [textMessage(1, 4, 4, 'unmistakable')], events: [posted(textMessage(1, 4, 4))] })
    opened.indexAll()
    assert.deepEqual(opened.words(), ['1', '2', '3', 'unmistakable', 'word'])
    assert.ok(opened.bytes().includes('nmistakable'))
    opened.database.exec('DELETE FROM messages WHERE seq = 4')
    assert.ok(!opened.bytes().includes('nmistakable'))
    assert.deepEqual(opened.words(), ['1', '2', '3', 'word'])
    opened.mustBeWhole()
  })

  testIndex('a line that is rewritten is found by its new words only', (opened) => {
    opened.say(1, 2, 0)
    opened.indexAll()
    opened.database.exec("UPDATE messages SET text = 'something else' WHERE seq = 1")
    assert.deepEqual([opened.find('word'), opened.find('else')], [['word 2'], ['something else']])
    opened.database.exec('UPDATE messages SET text = NULL WHERE seq = 1')
    assert.deepEqual(opened.words(), ['2', 'word'])
    opened.mustBeWhole()
  })

  testIndex('a line that is forgotten before it is indexed never comes in', (opened) => {
    opened.say(1, 3, 0)
    opened.database.exec('DELETE FROM messages WHERE seq = 1; UPDATE messages SET text = NULL WHERE seq = 2')
    opened.indexAll()
    assert.deepEqual(opened.words(), ['3', 'word'])
    opened.mustBeWhole()
  })

  testIndex('all lines of a chat that is deleted leave the index', (opened) => {
    opened.say(1, 300, 0)
    opened.say(2, 1, 300)
    opened.step()
    opened.commit({ rows: [remove('chats', chatId(1))] })
    opened.indexAll()
    assert.deepEqual(opened.words(), ['301', 'word'])
    assert.equal(opened.database.prepare('SELECT count(*) AS count FROM search_chats').get()?.['count'], 1)
    opened.mustBeWhole()
  })

  testIndex('a chat that moves again and again is in the index once', (opened) => {
    opened.say(1, 5, 0)
    opened.indexAll()
    for (let move = 1; move <= 5; move++) {
      const chat = closedChat(1, { queueId: queueId(move % 3), agentId: move % 2 ? agentId(move) : null })
      opened.commit({ rows: [put('chats', chat)], events: [customerLeft(1, 5 + move)] })
      opened.indexAll()
      opened.mustBeWhole()
    }
    assert.equal(opened.find('word').length, 5)
  })

  testIndex('texts of queues and flows are not in the index, and nothing is taken out of it for them', (opened) => {
    const author = { kind: 'bot', id: queueId(1) } as const
    const said = { ...textMessage(1, 4, 4, 'welcome to the parcel desk'), author }
    const source = { queueId: queueId(1) }
    const { chatId: ofChat, seq, position, at, text } = said
    opened.say(1, 3, 0)
    opened.commit({
      messages: [said],
      events: [{ type: 'chat.said', chatId: ofChat, seq, position, at, by: system, source, words: { text } }],
    })
    opened.indexAll()
    for (let move = 1; move <= 3; move++) {
      const chat = closedChat(1, { queueId: queueId(move % 2), agentId: move % 2 ? agentId(move) : null })
      opened.commit({ rows: [put('chats', chat)], events: [customerLeft(1, 4 + move)] })
      opened.indexAll()
      assert.deepEqual([opened.find('parcel'), opened.find('word').length], [[], 3])
    }
    opened.mustBeWhole()
    opened.database.exec("UPDATE messages SET text = ''")
    assert.deepEqual(opened.words(), [])
    opened.mustBeWhole()
  })

  testIndex('a step that fails half-way leaves nothing, and the next one does it whole', (opened) => {
    opened.say(1, 3, 0)
    opened.database.exec(
      "CREATE TEMP TRIGGER fail BEFORE UPDATE ON main.meta BEGIN SELECT RAISE (ABORT, 'killed here'); END",
    )
    assert.throws(opened.step, /killed here/)
    assert.deepEqual(opened.words(), [])
    assert.equal(opened.database.prepare('PRAGMA synchronous').get()?.['synchronous'], 2, 'commits are synced again')
    opened.database.exec('DROP TRIGGER fail')
    opened.indexAll()
    assert.equal(opened.find('word').length, 3)
    opened.mustBeWhole()
  })

  testIndex('tidying joins parts of the index, bit by bit, and changes nothing that is found', (opened) => {
    const parts = () =>
      opened.database.prepare('SELECT count(DISTINCT segid) AS count FROM search_idx').get()?.['count']
    for (let step = 0; step < 12; step++) {
      opened.say(1, 20, step * 20)
      opened.indexAll()
    }
    const before = parts()
    let pieces = 0
    while (opened.tidy()) pieces++
    assert.ok(pieces > 0 && Number(parts()) < Number(before), `${before} parts before, ${parts()} after`)
    assert.equal(opened.find('word').length, 240)
    opened.mustBeWhole()
  })

  testIndex('another table of lines is one more source, and leaves the index as messages do', (first) => {
    const { database } = first
    first.say(1, 1, 0)
    const columns = 'chat_id TEXT, seq INTEGER, id TEXT, at INTEGER, position INTEGER, kind TEXT, author_kind TEXT'
    database.exec(`
      CREATE TABLE remarks (${columns}, author_id TEXT, text TEXT, facts TEXT, PRIMARY KEY (chat_id, seq)) WITHOUT ROWID;
      INSERT INTO remarks VALUES ('chat-1', 1, 'r', 0, 2, 'text', 'agent', 'agent-1', 'a word apart', NULL);
      INSERT INTO journal VALUES (2, 0, 'chat.remarked', 'chat-1', NULL, NULL, 'system', NULL, NULL, 'test', '{"seq":1}')`)
    const opened = new Opened(database, [...searchSources, { table: 'remarks', event: 'chat.remarked', seq: 'seq' }])
    opened.indexAll()
    assert.deepEqual(opened.find('word'), ['a word apart', 'word 1'])
    opened.commit({ rows: [put('chats', closedChat(1, { queueId: queueId(9) }))], events: [customerLeft(1, 3)] })
    opened.indexAll()
    opened.mustBeWhole()
    database.exec('DELETE FROM remarks')
    assert.deepEqual(opened.words(), ['1', 'word'])
    opened.mustBeWhole()
  })

  testIndex('a view or trigger that got lost is made again', (opened) => {
    opened.say(1, 1, 0)
    opened.indexAll()
    opened.database.exec('DROP TRIGGER search_messages_deleted')
    prepareSearch(opened.database)
    opened.database.exec('DELETE FROM messages')
    assert.deepEqual(opened.words(), [])
  })

  test('a process killed while it writes and indexes leaves an index that catches up and holds each line once', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'polydesk-search-'))
    t.after(() => rm(folder, { recursive: true }))
    for (let kill = 1; kill <= 4; kill++) {
      const program = [join(import.meta.dirname, 'store-process.ts'), 'search', folder]
      const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
      for (let wait = 0; wait < kill * 4; wait++) assert.ok(!(await lines.next()).done, 'the process ended early')
      child.kill('SIGKILL')
      await once(child, 'exit')
      const store = await openSqliteStore({ folder, readers: 1 })
      const none = { queueId: null, agentId: null, customerId: null, from: null, to: null, before: null }
      const scope = { queueIds: null, agentIds: [] }
      const hits = await store.search({ words: 'message', scope, ...none, limit: 1_000_000 })
      const messages = await store.messages(chatId(1), { limit: 1_000_000 })
      assert.deepEqual(
        hits.map(({ seq }) => seq),
        messages.map(({ seq }) => seq).reverse(),
      )
      await store.close()
      const database = new DatabaseSync(join(folder, 'polydesk.db'))
      database.exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
      database.close()
    }
  })
})
