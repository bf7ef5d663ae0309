import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { ChatGroup, ChatSums } from '#domain/chat/chat-groups.ts'
import type { TraitWanted } from '#domain/chat/traits.ts'
import type { DispositionId, Instant, QueueId, TagId } from '#domain/ids.ts'
import type { ChatSpan, ChatsWanted, EndedChat, EndPlace } from '#ports/ended-chats.ts'
import type { Store } from '#ports/store.ts'
import {
  activeChat,
  agentId,
  at,
  batch,
  chatId,
  closedChat,
  customer,
  customerId,
  put,
  queueId,
  textMessage,
} from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

const dayMs = 24 * 3_600_000

/** What every driver of the port promises about single chats that have ended. */
export function endedChatsContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: ended chats`, () => {
    withStore(
      'closed chats come by their ends, each once, from anywhere on and in pages of any size',
      async (store) => {
        // More than one answer looks at; every third of another queue, several at the same instant.
        const rows = Array.from({ length: 1_300 }, (_, place) => {
          const no = place + 1
          return closedChat(no, { endedAt: at(Math.floor(no / 2)), queueId: queueId(no % 3) })
        })
        await commitChats(store, rows)
        const nosIn = (from: number, to: number, queues: readonly number[] | null) =>
          rows
            .filter(({ endedAt }) => endedAt >= at(from) && endedAt < at(to))
            .filter(({ no }) => queues === null || queues.includes(no % 3))
            .map(({ no }) => no)
        for (const queues of [null, [1], [0, 2], []])
          for (const [from, to] of [
            [0, 1_000],
            [100, 101],
            [0, 600],
          ] as const) {
            const wanted = {
              from: at(from),
              to: at(to),
              queueIds: queues?.map(queueId) ?? null,
              agentIds: null,
              where: [],
            }
            for (const limit of [7, 10_000])
              assert.deepEqual(await nosOf(store, wanted, limit), nosIn(from, to, queues))
            assert.equal((await together(store, wanted)).chatCount, nosIn(from, to, queues).length)
          }
        const wanted = { from: at(10), to: at(20), queueIds: null, agentIds: null, where: [] }
        const [second] = await nosOf(store, wanted, 5, { endedAt: at(15), no: 30 })
        assert.equal(second, 31)
        assert.deepEqual(await nosOf(store, wanted, 5, { endedAt: at(1), no: 2 }), nosIn(10, 20, null))
      },
    )

    withStore('chats are wanted by what they are like, also by what was never set', async (store) => {
      await commitChats(store, someChats(), 5)
      await store.commit(
        batch({
          messages: [
            textMessage(1, 1, 1, 'Where is my ORDER?'),
            textMessage(1, 2, 2, 'An order for shoes'),
            { ...textMessage(2, 1, 3, 'Shoes'), author: { kind: 'agent', id: customerId(2) as never } },
            textMessage(2, 2, 4, ''),
            textMessage(2, 3, 5, 'where is my order'),
          ],
        }),
      )
      const nos = (...where: TraitWanted[]) => nosOf(store, { ...always, where }, 10)
      const trait = (trait: TraitWanted['trait'], ...values: TraitWanted['values']) => ({ trait, values })
      for (const [where, expected] of [
        [trait('no', 2, 4), [2, 4]],
        [trait('queue', queueId(2)), [2]],
        [trait('ending', 'completed', 'deflected'), [1, 2, 3]],
        [trait('answered', true), [1, 2, 4]],
        [trait('length', 0), [2]],
        [trait('length', 1), [1]],
        [trait('length', 7), [3, 4, 5]],
        [trait('tag', 'refund'), [1, 2]],
        [trait('tag', null), [3, 4, 5]],
        [trait('disposition', 'sold'), [1]],
        [trait('disposition', null), [2, 3, 4, 5]],
        [trait('resolved', null), [3, 4, 5]],
        [trait('resolved', false), [2]],
        [trait('score', 4, 5), [1]],
        [trait('score', null), [3, 4, 5]],
        [trait('commented', true), [1]],
        [trait('page', 'https://shop.example/cart'), [1]],
        [trait('page', null), [2, 4]],
        [trait('source', 'web:shop.example'), [1]],
        [trait('source', 'message:sms'), [2]],
        [trait('source', null), [4]],
        [trait('led', true), [3]],
        [trait('cameAgain', true), [3]],
        [trait('question', 'where is my order'), [1, 2]],
        [trait('question', null), [3, 4, 5]],
        [trait('word', 'shoes'), [1]],
      ] as const)
        assert.deepEqual(await nos(where), expected, JSON.stringify(where))
      assert.deepEqual(await nos(trait('tag', 'refund'), trait('resolved', false)), [2])
      assert.deepEqual(await nos(trait('ending')), [])
      const [first] = (await store.endedChats({ ...always, where: [], after: null, limit: 1 })).chats as [EndedChat]
      assert.deepEqual([first.chat.no, first.customer?.name, first.question], [1, 'Customer 1', 'Where is my ORDER?'])
    })

    withStore('chats of some agents are those they had last, in these queues only', async (store) => {
      const rows = Array.from({ length: 12 }, (_, place) => {
        const no = place + 1
        const hadBy = no % 3 === 0 ? null : agentId(no % 3)
        return closedChat(no, { endedAt: at(no), queueId: queueId(no % 2), agentId: hadBy })
      })
      await commitChats(store, rows)
      const nos = (agents: readonly number[], queues: readonly number[] | null) =>
        nosOf(store, { ...always, where: [], agentIds: agents.map(agentId), queueIds: queues?.map(queueId) ?? null }, 2)
      assert.deepEqual(await nos([1], null), [1, 4, 7, 10])
      assert.deepEqual(await nos([2, 1], null), [1, 2, 4, 5, 7, 8, 10, 11])
      assert.deepEqual(await nos([1], [0]), [4, 10])
      assert.deepEqual(await nos([], null), [])
      assert.deepEqual(await nos([], [0]), [])
    })

    withStore('chats are counted by several traits at once, a chat with two tags under both', async (store) => {
      await commitChats(store, someChats(), 5)
      const groups = async (...by: TraitWanted['trait'][]) => {
        const page = await store.groupChats({ ...always, where: [], by, after: null })
        assert.equal(page.next, null)
        return page.groups
          .map(({ values, example, times, ...sums }: ChatGroup) => [...values, ...countsOf(sums), example, times])
          .sort((one, other) => (String(one) < String(other) ? -1 : 1))
      }
      assert.deepEqual(await groups(), [[5, 3, 2, 6, null, 5]])
      assert.deepEqual(await groups('queue', 'tag'), [
        ['queue-1', null, 3, 1, 0, 0, null, 3],
        ['queue-1', 'order', 1, 1, 1, 5, null, 1],
        ['queue-1', 'refund', 1, 1, 1, 5, null, 1],
        ['queue-2', 'refund', 1, 1, 1, 1, null, 1],
      ])
      assert.deepEqual(await groups('disposition'), [
        [null, 4, 2, 1, 1, null, 4],
        ['sold', 1, 1, 1, 5, 'Sold', 1],
      ])
    })

    withStore(
      'a deflected customer came again when they, or who they were merged with, were answered',
      async (store) => {
        const deflected = (no: number) => closedChat(no, { ending: 'deflected', endedAt: at(no) })
        const later = (no: number, of: number, ms: number, answered: boolean) => {
          const openedAt = at(ms)
          const answeredAt = answered ? openedAt : null
          return closedChat(no, { customerId: customerId(of), openedAt, answeredAt, endedAt: at(ms + 10) })
        }
        const week = 7 * dayMs
        const chats = [
          ...[1, 2, 3, 4].map(deflected),
          later(11, 1, 500, false),
          later(12, 2, week + 2, true),
          later(13, 3, week + 4, true),
          later(14, 9, 700, true),
        ]
        await commitChats(store, chats, 14)
        await store.commit(
          batch({
            rows: [
              put('customers', { ...customer(4), mergedIntoId: customerId(8) }),
              put('customers', { ...customer(8), mergedIds: [customerId(4), customerId(9)] }),
            ],
          }),
        )
        const wanted = {
          from: at(0),
          to: at(100),
          queueIds: null,
          agentIds: null,
          where: [{ trait: 'cameAgain', values: [true] }],
        } as const
        assert.deepEqual(await nosOf(store, wanted, 10), [2, 4])
      },
    )

    withStore('chats that were there in a range are found, also those that end later or go on', async (store) => {
      const spans: [opened: number, ended: number, queue: number][] = [
        [0, 10, 1],
        [5, 10_000_000, 2],
        [100, 200, 1],
        [100, 300, 2],
        [290, 310, 1],
        [300, 305, 1],
        [5_000_000, 9_000_000, 1],
      ]
      const rows = spans.map(([opened, ended, queue], place) => {
        const queued = { queueId: queueId(queue), openedAt: at(opened), answeredAt: at(opened + 1), endedAt: at(ended) }
        return closedChat(place + 1, queued)
      })
      const wrapUp = { ...closedChat(8), phase: 'wrapUp', wrapUpEndsAt: at(400), openedAt: at(150), endedAt: at(250) }
      const open = [
        { ...activeChat(9), openedAt: at(290) },
        { ...activeChat(10), openedAt: at(301) },
      ]
      await commitChats(store, [...rows, wrapUp as never, ...(open as never[])], 10)
      const found = async (queueIds: readonly QueueId[] | null, limit: number) => {
        const closed: ChatSpan[] = []
        const unclosed: ChatSpan[] = []
        let before: EndPlace | null = null
        do {
          const page: Awaited<ReturnType<Store['chatSpans']>> = await store.chatSpans({
            ...{ from: at(200), to: at(300), queueIds, before, limit },
          })
          closed.push(...page.closed)
          unclosed.push(...page.unclosed)
          before = page.next
        } while (before)
        return [closed, unclosed].map((part) =>
          part.map(({ openedAt, endedAt }) => [openedAt - at(0), endedAt && endedAt - at(0)]),
        )
      }
      const all = [
        [5, 10_000_000],
        [290, 310],
        [100, 300],
      ]
      const notClosed = [
        [150, 250],
        [290, null],
      ]
      for (const limit of [1, 2, 100]) {
        assert.deepEqual(await found(null, limit), [all, notClosed])
        assert.deepEqual(await found([queueId(2)], limit), [[all[0], all[2]], []])
        assert.deepEqual(await found([queueId(2), queueId(1)], limit), [all, notClosed])
        assert.deepEqual(await found([], limit), [[], []])
      }
    })
  })
}

const always = { from: at(0), to: at(2 * dayMs), queueIds: null, agentIds: null } as const

/** One of each kind. */
function someChats(): ClosedChat[] {
  const hourMs = 3_600_000
  const [refund, order] = ['refund', 'order'] as TagId[] as [TagId, TagId]
  const answered = (openedAt: Instant) => ({ openedAt, answeredAt: openedAt, ending: 'completed' }) as const
  const step = { nodeId: 'n', choice: null, note: null, end: 'passed', enteredAt: at(0), leftAt: at(1) } as const
  return [
    closedChat(1, {
      ...answered(at(1)),
      endedAt: at(60_001),
      tagIds: [refund, order],
      disposition: { id: 'sold' as DispositionId, label: 'Sold' },
      resolved: true,
      rating: { score: 5, comment: 'Fine', at: at(2) },
      pageUrl: 'https://shop.example/cart?item=1#top',
    }),
    closedChat(2, {
      ...answered(at(60_001)),
      queueId: queueId(2),
      endedAt: at(60_002),
      tagIds: [refund],
      resolved: false,
      rating: { score: 1, comment: '', at: at(2) },
      channel: 'message',
      address: { channel: 'sms', phone: '+2782' },
      pageUrl: null,
    }),
    closedChat(3, { ending: 'deflected', endedAt: at(2 * hourMs), flowSteps: [step] }),
    closedChat(4, {
      ...answered(at(2 * hourMs)),
      ending: 'abandoned',
      customerId: customerId(3),
      endedAt: at(4 * hourMs),
      pageUrl: null,
    }),
    closedChat(5, { endedAt: at(5 * hourMs) }),
  ]
}

async function commitChats(store: Store, chats: readonly ClosedChat[], customers = chats.length): Promise<void> {
  const people = Array.from({ length: customers }, (_, place) => put('customers', customer(place + 1)))
  await store.commit(batch({ rows: [...people, ...chats.map((chat) => put('chats', chat))] }))
  assert.ok(await store.load('chats', chatId(chats[0]?.no ?? 0)))
}

async function nosOf(store: Store, wanted: ChatsWanted, limit: number, from: EndPlace | null = null) {
  const nos: number[] = []
  let after = from
  do {
    const page: Awaited<ReturnType<Store['endedChats']>> = await store.endedChats({ ...wanted, after, limit })
    assert.ok(page.chats.length <= limit)
    nos.push(...page.chats.map(({ chat }) => chat.no))
    after = page.next
  } while (after)
  return nos
}

async function together(store: Store, wanted: ChatsWanted): Promise<{ chatCount: number }> {
  let chatCount = 0
  let after: EndPlace | null = null
  do {
    const page: Awaited<ReturnType<Store['groupChats']>> = await store.groupChats({ ...wanted, by: [], after })
    chatCount += page.together.chatCount
    after = page.next
  } while (after)
  return { chatCount }
}

function countsOf({ chatCount, answeredCount, ratingCount, scoreSum }: ChatSums): number[] {
  return [chatCount, answeredCount, ratingCount, scoreSum]
}
