import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { Actor } from '#domain/actor.ts'
import { defaultAgentSettings, noWords } from '#domain/agent/agent.ts'
import type { FileMessage, NoticeMessage } from '#domain/chat/message.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { MessageId } from '#domain/ids.ts'
import { numbered, organisationTables } from '#domain/tables.ts'
import type { Answer, Store } from '#ports/store.ts'
import {
  activeChat,
  agent,
  agentClock,
  agentId,
  apiKey,
  at,
  attachment,
  batch,
  cell,
  chatId,
  closedChat,
  credential,
  customer,
  customerId,
  customerLeft,
  delivery,
  login,
  passwordReset,
  posted,
  postedBatch,
  put,
  queue,
  queuedChat,
  queueId,
  queuePace,
  remove,
  reportRun,
  reportSchedule,
  textMessage,
} from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

const noNumbers = Object.fromEntries(numbered.map((name) => [name, 0]))
const noOrganisation = Object.fromEntries(organisationTables.map((name) => [name, []]))
const hour = 3_600_000

/** What every driver of the port promises. */
export function storeContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}`, () => {
    withStore('an empty store has an epoch and nothing else', async (store) => {
      const { epoch, ...rest } = await store.read(at(0))
      assert.ok(epoch.length > 0)
      assert.deepEqual(rest, {
        position: 0,
        lastNo: noNumbers,
        organisation: noOrganisation,
        agents: [],
        credentials: [],
        logins: [],
        passwordResets: [],
        apiKeys: [],
        queues: [],
        reportRuns: [],
        chats: [],
        customers: [],
        intervals: [],
        agentClocks: [],
        queuePaces: [],
        deliveries: [],
      })
    })

    withStore(
      'chats and customers are found by their number, also those that nobody keeps in memory',
      async (store) => {
        const rows = [put('customers', customer(7)), put('chats', closedChat(3)), put('chats', activeChat(4))]
        await store.commit(batch({ rows }))
        assert.deepEqual(await Promise.all([3, 4, 7].map((no) => store.idByNo('chats', no))), [
          chatId(3),
          chatId(4),
          null,
        ])
        assert.deepEqual(await Promise.all([3, 7].map((no) => store.idByNo('customers', no))), [null, customerId(7)])
      },
    )

    withStore('read gives what the desk keeps in memory, and no more', async (store) => {
      const rows = [
        put('agents', agent(2)),
        put('agents', agent(1)),
        put('credentials', credential(1)),
        put('logins', login(1, at(1_000))),
        put('logins', login(2, at(1_001))),
        put('passwordResets', passwordReset(1)),
        put('apiKeys', apiKey(2)),
        put('apiKeys', apiKey(1)),
        put('queues', queue(1)),
        put('reportSchedules', reportSchedule(1)),
        put('reportSchedules', reportSchedule(2)),
        put('reportRuns', reportRun(1, 1, 'pending')),
        put('reportRuns', reportRun(1, 2, 'sent')),
        put('reportRuns', reportRun(1, 3, 'sent')),
        put('reportRuns', reportRun(2, 1, 'failed')),
        put('reportRuns', reportRun(3, 1, 'sent')),
        put('customers', customer(1)),
        put('customers', customer(2)),
        put('customers', customer(3)),
        put('chats', queuedChat(1)),
        put('chats', activeChat(2)),
        put('chats', closedChat(3)),
        put('intervals', cell(at(1_000 - 48 * hour))),
        put('intervals', cell(at(1_000 - 48 * hour - 1))),
        put('agentClocks', agentClock(1)),
        put('queuePaces', queuePace(1)),
        put('deliveries', delivery(2, 3)),
        put('deliveries', delivery(1, 3, { state: 'sent', nextAt: null })),
        put('deliveries', delivery(1, 2)),
      ]
      await store.commit(batch({ rows, events: [customerLeft(1, 1)] }))
      const { epoch: _, ...rest } = await store.read(at(1_000))
      assert.deepEqual(rest, {
        position: 1,
        lastNo: { ...noNumbers, agents: 2, reportSchedules: 2, queues: 1, customers: 3, chats: 3 },
        organisation: { ...noOrganisation, reportSchedules: [reportSchedule(1), reportSchedule(2)] },
        agents: [agent(1), agent(2)],
        credentials: [credential(1)],
        // One that is over too: time ends it, and what follows from that.
        logins: [login(1, at(1_000)), login(2, at(1_001))],
        passwordResets: [passwordReset(1)],
        apiKeys: [apiKey(1), apiKey(2)],
        queues: [queue(1)],
        reportRuns: [reportRun(1, 1, 'pending'), reportRun(1, 3, 'sent'), reportRun(2, 1, 'failed')],
        chats: [queuedChat(1), activeChat(2)],
        customers: [customer(1), customer(2)],
        intervals: [cell(at(1_000 - 48 * hour))],
        agentClocks: [agentClock(1)],
        queuePaces: [queuePace(1)],
        deliveries: [delivery(1, 2), delivery(2, 3)],
      })
    })

    withStore('a row that is put again is replaced, and null deletes it', async (store) => {
      await store.commit(batch({ rows: [put('chats', queuedChat(1)), put('agents', agent(1))] }))
      await store.commit(batch({ rows: [put('chats', closedChat(1)), remove('agents', agentId(1))] }))
      assert.deepEqual(await store.load('chats', chatId(1)), closedChat(1))
      assert.equal(await store.load('agents', agentId(1)), null)
      assert.deepEqual((await store.read(at(0))).chats, [])
    })

    withStore('a chat may come back from closed, and be put twice in one batch', async (store) => {
      await store.commit(batch({ rows: [put('chats', closedChat(1)), put('chats', activeChat(1))] }))
      assert.deepEqual((await store.read(at(0))).chats, [activeChat(1)])
      assert.deepEqual(await store.closedChats({ queueIds: null, agentIds: [], before: null, limit: 10 }), [])
    })

    withStore('load finds any row by its id, and null for none', async (store) => {
      await store.commit(batch({ rows: [put('chats', queuedChat(1)), put('attachments', attachment(1, 1))] }))
      assert.deepEqual(await store.load('attachments', 'attachment-1'), attachment(1, 1))
      assert.equal(await store.load('attachments', 'attachment-2'), null)
      assert.equal(await store.load('chats', "' OR 1 = 1 --"), null)
    })

    withStore('a number stays given when its row is deleted', async (store) => {
      await store.commit(batch({ rows: [put('customers', customer(4)), put('customers', customer(3))] }))
      await store.commit(batch({ rows: [remove('customers', customerId(4))] }))
      assert.equal((await store.read(at(0))).lastNo.customers, 4)
    })

    withStore('a number is given once', async (store) => {
      await store.commit(batch({ rows: [put('chats', queuedChat(1))] }))
      const twin = { ...queuedChat(1), id: chatId(2) }
      await assert.rejects(store.commit(batch({ rows: [put('chats', twin)] })))
      assert.equal(await store.load('chats', chatId(2)), null)
    })

    describe('a batch is written whole or not at all', () => {
      const violations: [string, Parameters<typeof batch>[0]][] = [
        ['a gap in positions', { events: [customerLeft(1, 3)] }],
        ['a gap inside the batch', { events: [customerLeft(1, 2), customerLeft(1, 4)] }],
        ['a position that is taken', { events: [customerLeft(1, 1)] }],
        ['positions out of order', { events: [customerLeft(1, 3), customerLeft(1, 2)] }],
        ['a place in the chat that is taken', { messages: [{ ...textMessage(1, 1, 2), id: 'new' as MessageId }] }],
        [
          'a message id that is used in the chat',
          { messages: [{ ...textMessage(1, 2, 2), id: textMessage(1, 1, 1).id }] },
        ],
        ['a message of a chat that is not there', { messages: [textMessage(9, 1, 2)] }],
        ['an answer that was given already', { answers: [{ id: 'first', request: 'x', body: null, at: at(2) }] }],
      ]
      for (const [violation, parts] of violations) {
        withStore(violation, async (store) => {
          const answers = [{ id: 'first', request: 'x', body: 1, at: at(1) }]
          await store.commit({ ...postedBatch(1, 1, 1), answers })
          const before = await everything(store)

          const whole = batch({
            rows: [put('agents', agent(1)), put('chats', closedChat(1))],
            messages: [textMessage(1, 7, 2)],
            events: [customerLeft(1, 2)],
            answers: [{ id: 'second', request: 'x', body: null, at: at(2) }],
          })
          const wrong = batch({
            rows: whole.rows,
            messages: [...whole.messages, ...(parts.messages ?? [])],
            events: parts.events ?? whole.events,
            answers: [...whole.answers, ...(parts.answers ?? [])],
          })
          await assert.rejects(store.commit(wrong))
          assert.deepEqual(await everything(store), before)
          // The same batch without the violation is taken, so nothing else was wrong with it.
          await store.commit(whole)
          assert.equal((await store.read(at(0))).position, 2)
        })
      }
    })

    withStore('commits that are not waited for are written in the order they were asked for', async (store) => {
      const commits = Array.from({ length: 20 }, (_, place) => store.commit(postedBatch(1, place + 1, place + 1)))
      const { position, chats } = await store.read(at(0))
      assert.equal(position, 20)
      assert.equal(chats[0]?.lastSeq, 20)
      await Promise.all(commits)
    })

    withStore('when one of several waiting commits fails, those that build on it fail too', async (store) => {
      const results = await Promise.allSettled([
        store.commit(postedBatch(1, 1, 1)),
        store.commit({ ...postedBatch(1, 2, 2), messages: [textMessage(1, 1, 2)] }),
        store.commit(postedBatch(1, 3, 3)),
      ])
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'rejected'],
      )
      assert.equal((await store.read(at(0))).position, 1)
    })

    withStore('messages of every kind come back as they were', async (store) => {
      const text = textMessage(1, 1, 1, 'quotes \'" \\ {}, lines\n\r\u2028, zero \0, émoji 👩🏽‍🚀, עברית')
      const file: FileMessage = {
        ...{ chatId: chatId(1), seq: 2, at: at(2), position: 2, kind: 'file', id: 'file' as MessageId },
        author: { kind: 'agent', id: agentId(1) },
        attachment: { id: attachment(1, 1).id, name: 'plan.pdf', mediaType: 'application/pdf', byteCount: 10 },
      }
      const notice: NoticeMessage = {
        ...{ chatId: chatId(1), seq: 3, at: at(3), position: 3, kind: 'notice' },
        notice: { code: 'transferred-to-queue', fromAgentId: agentId(1), queueId: queueId(2) },
      }
      const empty = textMessage(1, 4, 4, '')
      await store.commit(batch({ rows: [put('chats', activeChat(1))], messages: [text, file, notice, empty] }))
      assert.deepEqual(await store.messages(chatId(1), { limit: 10 }), [text, file, notice, empty])
      assert.deepEqual(await store.usedMessageIds(chatId(1)), [
        { id: text.id, seq: 1, at: text.at, author: text.author },
        { id: file.id, seq: 2, at: file.at, author: file.author },
        { id: empty.id, seq: 4, at: empty.at, author: empty.author },
      ])
      assert.deepEqual(await store.usedMessageIds(chatId(2)), [])
    })

    withStore('one message id may be used in two chats', async (store) => {
      const id = 'same' as MessageId
      const rows = [put('chats', activeChat(1)), put('chats', activeChat(2))]
      const messages = [
        { ...textMessage(1, 1, 1), id },
        { ...textMessage(2, 1, 2), id },
      ]
      await store.commit(batch({ rows, messages }))
      assert.deepEqual(await store.messages(chatId(2), { limit: 10 }), [messages[1]])
    })

    withStore('the last lines of several chats come at once, without notices', async (store) => {
      const said = Array.from({ length: 5 }, (_, place) => textMessage(1, place + 1, place + 1))
      const notice: NoticeMessage = {
        ...{ chatId: chatId(1), seq: 6, at: at(6), position: 6, kind: 'notice' },
        notice: { code: 'agent-joined', agentId: agentId(1) },
      }
      const messages = [...said, notice, textMessage(2, 1, 7), textMessage(3, 1, 8)]
      const rows = [1, 2, 3].map((no) => put('chats', activeChat(no)))
      await store.commit(batch({ rows, messages }))
      const found = await store.lastLines([chatId(1), chatId(2), chatId(1), chatId(4)], 2)
      assert.deepEqual(
        found.map(({ chatId, seq }) => [chatId, seq]),
        [
          [chatId(1), 4],
          [chatId(1), 5],
          [chatId(2), 1],
        ],
      )
      assert.deepEqual(await store.lastLines([], 2), [])
    })

    withStore('messages come in pages', async (store) => {
      const messages = Array.from({ length: 12 }, (_, place) => textMessage(1, place + 1, place + 1))
      await store.commit(batch({ rows: [put('chats', activeChat(1))], messages }))
      const page = async (bounds: { after?: number; before?: number; limit: number }) =>
        (await store.messages(chatId(1), bounds)).map(({ seq }) => seq)
      assert.deepEqual(await page({ limit: 3 }), [10, 11, 12])
      assert.deepEqual(await page({ limit: 3, before: 10 }), [7, 8, 9])
      assert.deepEqual(await page({ limit: 3, before: 1 }), [])
      assert.deepEqual(await page({ limit: 3, after: 0 }), [1, 2, 3])
      assert.deepEqual(await page({ limit: 3, after: 10 }), [11, 12])
      assert.deepEqual(await page({ limit: 9, after: 3, before: 6 }), [4, 5])
      assert.deepEqual(
        await page({ limit: 100 }),
        Array.from({ length: 12 }, (_, place) => place + 1),
      )
    })

    withStore('messages since a position, of some chats, in the order of the journal', async (store) => {
      const rows = [put('chats', activeChat(1)), put('chats', activeChat(2)), put('chats', activeChat(3))]
      const messages = [
        textMessage(1, 1, 1),
        textMessage(2, 1, 2),
        textMessage(1, 2, 4),
        textMessage(3, 1, 5),
        textMessage(2, 2, 7),
        textMessage(1, 3, 8),
      ]
      await store.commit(batch({ rows, messages }))
      const positions = async (chatNos: number[], after: number, upTo: number) =>
        (await store.messagesSince(chatNos.map(chatId), after, upTo)).map(({ position }) => position)
      assert.deepEqual(await positions([1, 2], 0, 100), [1, 2, 4, 7, 8])
      assert.deepEqual(await positions([2, 1], 1, 7), [2, 4, 7])
      assert.deepEqual(await positions([1], 4, 8), [8])
      assert.deepEqual(await positions([1, 1], 7, 8), [8])
      assert.deepEqual(await positions([1, 2, 3], 8, 8), [])
      assert.deepEqual(await positions([], 0, 100), [])
      assert.deepEqual(await positions([9], 0, 100), [])
    })

    withStore('events come back as they were, but for the words', async (store) => {
      const by: Actor = { kind: 'agent', agentId: agentId(2), via: 'house' }
      const asCustomer: Actor = { kind: 'customer', customerId: customerId(1), chatId: chatId(1), via: 'agentchat' }
      const events: DeskEvent[] = [
        { type: 'agent.connected', agentId: agentId(1), position: 1, at: at(1), by },
        { type: 'queue.added', queueId: queueId(1), settings: queue(1), position: 2, at: at(2), by },
        { type: 'customer.added', customerId: customerId(1), position: 3, at: at(3), by: asCustomer },
        posted(textMessage(1, 1, 4, 'a very private word')),
        {
          ...{ type: 'chat.ended', chatId: chatId(1), ending: 'abandoned', endedBy: 'system', agentId: null },
          ...{ wrapUpEndsAt: null, seq: 2, notice: { code: 'ended-nobody-came' }, position: 5, at: at(5) },
          by: { kind: 'system', via: 'desk' },
        },
        {
          ...{ type: 'agent.added', agentId: agentId(3), settings: defaultAgentSettings, position: 6, at: at(6), by },
          words: { ...noWords, name: 'another private word', email: 'x@example.org', passwordHash: 'y' },
        },
      ]
      await store.commit(batch({ events }))
      const expected = events.map(({ words: _, ...event }: DeskEvent & { words?: unknown }) => event)
      assert.deepEqual(await store.journal(0, 100, 100), expected)
      assert.deepEqual(await store.journal(1, 4, 100), expected.slice(1, 4))
      assert.deepEqual(await store.journal(1, 4, 2), expected.slice(1, 3))
      assert.deepEqual(await store.journal(6, 100, 10), [])
    })

    withStore('closed chats, newest end first, in pages', async (store) => {
      const chats = [
        closedChat(1, { endedAt: at(50) }),
        closedChat(2, { endedAt: at(10), agentId: agentId(1), queueId: queueId(2) }),
        closedChat(3, { endedAt: at(50), agentId: agentId(1) }),
        closedChat(4, { endedAt: at(40), queueId: queueId(3) }),
        closedChat(5, { endedAt: at(60), queueId: queueId(2) }),
      ]
      const rows = [
        ...chats.map((chat) => put('chats', chat)),
        put('chats', activeChat(6)),
        put('customers', customer(1)),
        put('customers', customer(5)),
      ]
      await store.commit(batch({ rows }))
      const nos = async (query: Partial<Parameters<Store['closedChats']>[0]>) => {
        const page = await store.closedChats({ queueIds: null, agentIds: [], before: null, limit: 10, ...query })
        return page.map(({ chat }) => chat.no)
      }
      assert.deepEqual(await nos({}), [5, 3, 1, 4, 2])
      assert.deepEqual(await nos({ limit: 2 }), [5, 3])
      assert.deepEqual(await nos({ limit: 2, before: { endedAt: at(50), no: 3 } }), [1, 4])
      assert.deepEqual(await nos({ before: { endedAt: at(10), no: 2 } }), [])
      assert.deepEqual(await nos({ queueIds: [queueId(1)] }), [3, 1])
      assert.deepEqual(await nos({ queueIds: [queueId(2), queueId(3), queueId(2)] }), [5, 4, 2])
      assert.deepEqual(await nos({ queueIds: [], agentIds: [agentId(1)] }), [3, 2])
      assert.deepEqual(await nos({ queueIds: [queueId(1)], agentIds: [agentId(1)] }), [3, 1, 2])
      assert.deepEqual(await nos({ queueIds: [queueId(1)], agentIds: [agentId(1)], limit: 2 }), [3, 1])
      assert.deepEqual(await nos({ queueIds: [], agentIds: [] }), [])
      assert.deepEqual(await store.closedChats({ queueIds: [queueId(2)], agentIds: [], before: null, limit: 10 }), [
        { chat: chats[4], customer: customer(5) },
        { chat: chats[1], customer: null },
      ])
    })

    withStore('a first answer is kept until it is forgotten', async (store) => {
      const answer = (no: number): Answer => ({
        id: `key ${no}`,
        request: 'ff',
        body: { no, list: [null] },
        at: at(no),
      })
      const answers = Array.from({ length: 1_200 }, (_, place) => answer(place + 1))
      await store.commit(batch({ answers }))
      assert.deepEqual(await store.answer('key 1'), answer(1))
      assert.equal(await store.answer('key 0'), null)
      await store.forgetAnswers(at(1_100))
      assert.equal(await store.answer('key 1'), null)
      assert.equal(await store.answer('key 1099'), null)
      assert.deepEqual(await store.answer('key 1100'), answer(1_100))
      await store.commit(batch({ answers: [answer(1)] }))
      assert.deepEqual(await store.answer('key 1'), answer(1))
    })

    withStore('an answer without a body is an answer', async (store) => {
      await store.commit(batch({ answers: [{ id: 'a', request: 'b', body: null, at: at(1) }] }))
      assert.deepEqual(await store.answer('a'), { id: 'a', request: 'b', body: null, at: at(1) })
    })

    withStore('deleting a chat deletes its words', async (store) => {
      const rows = [put('chats', activeChat(1)), put('chats', activeChat(2)), put('attachments', attachment(1, 1))]
      await store.commit(batch({ rows, messages: [textMessage(1, 1, 1), textMessage(2, 1, 2)] }))
      await store.commit(batch({ rows: [remove('chats', chatId(1))] }))
      assert.deepEqual(await store.messages(chatId(1), { limit: 10 }), [])
      assert.equal(await store.load('attachments', 'attachment-1'), null)
      assert.equal((await store.messages(chatId(2), { limit: 10 })).length, 1)
    })

    withStore('what was written is there after the store is closed and opened again', async (store, place) => {
      await store.commit(
        batch({ rows: [put('agents', agent(1)), put('queues', queue(1)), put('customers', customer(1))] }),
      )
      for (let position = 1; position <= 5; position++) await store.commit(postedBatch(1, position, position))
      const before = await everything(store)
      await store.close()
      const again = await place.open()
      assert.deepEqual(await everything(again), before)
      await again.commit(postedBatch(1, 6, 6))
    })

    withStore('close finishes what was asked for, and nothing works after it', async (store, place) => {
      const commits = Array.from({ length: 10 }, (_, no) => store.commit(postedBatch(1, no + 1, no + 1)))
      const closed = store.close()
      await assert.rejects(store.commit(postedBatch(1, 11, 11)))
      await Promise.all([...commits, closed, store.close()])
      await assert.rejects(store.read(at(0)))
      await assert.rejects(store.load('chats', chatId(1)))
      assert.equal((await (await place.open()).read(at(0))).position, 10)
    })

    withStore('a check writes, again and again, nothing that anybody reads', async (store) => {
      await store.commit(postedBatch(1, 1, 1))
      const before = await everything(store)
      await Promise.all([store.check(), store.commit(batch({ rows: [] })), store.check()])
      await store.check()
      assert.deepEqual(await everything(store), before)
      await store.close()
      await assert.rejects(store.check())
    })

    withStore('two stores have two epochs', async (store) => {
      const other = await makePlace()
      try {
        const { epoch } = await (await other.open()).read(at(0))
        assert.notEqual((await store.read(at(0))).epoch, epoch)
      } finally {
        await other.remove()
      }
    })

    withStore('a second opener of the same place is refused while the first is open', async (store, place) => {
      await assert.rejects(place.open())
      await assert.rejects(place.open())
      await store.commit(postedBatch(1, 1, 1))
      await store.close()
      const next = await place.open()
      assert.equal((await next.read(at(0))).position, 1)
    })
  })
}

/** All that the port tells of a store whose one chat is the first. */
async function everything(store: Store): Promise<unknown> {
  return {
    stored: await store.read(at(0)),
    chat: await store.load('chats', chatId(1)),
    messages: await store.messages(chatId(1), { limit: 1_000 }),
    journal: await store.journal(0, 1_000, 1_000),
    closed: await store.closedChats({ queueIds: null, agentIds: [], before: null, limit: 1_000 }),
    answers: [await store.answer('first'), await store.answer('second')],
  }
}
