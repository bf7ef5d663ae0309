import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { TextMessage } from '#domain/chat/message.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { CannedResponseId, CustomerId, DispositionId, Instant, MessageId, TagId } from '#domain/ids.ts'
import type { Store } from '#ports/store.ts'
import { type ReportSource, reportSource } from '#reports/source.ts'
import { ann, billing, bob, eve, support } from '../cast.ts'
import { batch, customer, put } from '../contracts/rows.ts'
import { Random } from './random.ts'
import { RandomStory } from './random-story.ts'

const words = ['Refund', 'order', 'BROKEN', 'screen', 'the', 'invoice!', 'über', 'заказ', '4711', 'please', 'r2d2']
const questions = ['Where is my order?', 'where is MY order', 'Refund, please!', '?!']
const pages = [null, 'https://a.example/x?item=1', 'https://a.example/x#top', 'https://b.example:8080/', 'nonsense']
const peopleCount = 60

/** A random story in a real store, its closed chats with everything that chats can have; and all of it once more to count by hand. */
export interface StoryOnDisk {
  readonly story: RandomStory
  readonly store: Store
  readonly source: ReportSource
  readonly closed: readonly ClosedChat[]
  readonly customers: ReadonlyMap<CustomerId, Customer>
  /** What the customer wrote in each chat. */
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly remove: () => Promise<void>
}

export async function storyOnDisk(seed: number): Promise<StoryOnDisk> {
  const random = new Random(seed + 1_000)
  const story = new RandomStory(seed)
  const { desk } = story
  for (const [table, id, rest] of [
    ['tags', 'gold', { groupId: null, enabled: true }],
    ['tags', 'silver', { groupId: null, enabled: true }],
    ['dispositions', 'sold', { unitId: null, parentId: null, enabled: true }],
    ['awayReasons', 'gym', { unitId: null, enabled: true }],
  ] as const)
    desk.do({ do: 'addEntry', table, id, settings: { name: `The ${id}`, ...rest } } as never)
  for (let step = 0; step < 6_000; step++) {
    story.step()
    if (step % 2_000 === 1_999) desk.pass(9 * 24 * 3_600_000)
  }
  const customers = new Map(
    Array.from({ length: peopleCount }, (_, place) => person(place + 1)).map((row) => [row.id, row] as const),
  )
  const chats = [...desk.state.chats.values()]
  const cannedIds = [...desk.state.cannedResponses.values()].map(({ id }) => id)
  const closed = chats.filter((chat) => chat.phase === 'closed').map((chat) => dressed(chat, random, cannedIds))
  const texts = new Map(closed.map(({ id }) => [id as string, textsOf(random)]))
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-story-'))
  const store = await openSqliteStore({ folder: join(folder, 'data'), readers: 2 })
  let position = 0
  const messages = closed.flatMap(({ id, openedAt, customerId }) =>
    (texts.get(id) ?? []).map((text, place): TextMessage => {
      const author = { kind: 'customer', id: customerId } as const
      const own = { chatId: id, seq: place + 1, at: openedAt, position: ++position, id: `${id} ${place}` as MessageId }
      return { ...own, kind: 'text', author, text }
    }),
  )
  const unclosed = chats.filter(({ phase }) => phase !== 'closed')
  await store.commit(
    batch({
      rows: [
        ...[...customers.values()].map((row) => put('customers', row)),
        ...[...closed, ...unclosed].map((row) => put('chats', row)),
        ...[...desk.state.availabilityStretches.values()].map((row) => put('availabilityStretches', row)),
      ],
      messages,
    }),
  )
  const remove = async () => {
    await store.close()
    await rm(folder, { recursive: true })
  }
  const source = reportSource(desk.state, store, desk.now as Instant)
  return { story, store, source, closed, customers, texts, remove }
}

/** Some are erased; the second was merged into the first. */
function person(no: number): Customer {
  const own = customer(no)
  if (no === 1) return { ...own, mergedIds: [customer(2).id] }
  if (no === 2) return { ...own, mergedIntoId: customer(1).id }
  return no % 10 === 0 ? { ...own, name: null, erasedAt: own.addedAt } : { ...own, email: `${no}@example.org` }
}

function dressed(chat: ClosedChat, random: Random, cannedIds: readonly CannedResponseId[]): ClosedChat {
  // A story in which anybody does anything has far more chats that nobody took than a centre has, and nearly all end in one queue.
  const isTaken = chat.ending === 'abandoned' && random.next() < 0.6
  const answeredAt = (chat.openedAt + random.below(chat.endedAt - chat.openedAt)) as Instant
  const agentId = random.pick([ann, bob, eve])
  const uses = { [random.pick(cannedIds)]: 1 + random.below(3), [random.pick(cannedIds)]: 1 }
  const used = isTaken && random.next() < 0.5 ? { cannedResponses: uses } : {}
  const waited = random.next() < 0.3 ? { waitMs: random.below(10_000) } : {}
  const numbers = chat.numbers && { ...chat.numbers, ...waited, ...used }
  const own: ClosedChat = { ...chat, numbers, ...(isTaken && { ending: 'completed', answeredAt, agentId }) }
  const { ending, endedAt } = own
  const some = <Item>(items: readonly Item[]) => items.filter(() => random.next() < 0.3)
  const step = { nodeId: 'node', choice: null, end: 'passed', enteredAt: chat.openedAt, leftAt: endedAt } as const
  const led = random.next() < 0.3
  const overPhone = random.next() < 0.2
  return {
    ...own,
    queueId: random.pick([support, billing]),
    customerId: customer(1 + random.below(peopleCount)).id,
    ending: led && ending === 'abandoned' && random.next() < 0.6 ? 'deflected' : ending,
    flowSteps: led ? [{ ...step, note: random.pick(['Hours', null]) }] : null,
    tagIds: some(['gold', 'silver', 'gone']) as TagId[],
    disposition: random.pick([
      null,
      { id: 'sold' as DispositionId, label: 'Sold' },
      { id: 'lost' as DispositionId, label: 'Lost it' },
    ]),
    resolved: random.pick([null, true, false]),
    rating:
      ending === 'completed' && random.next() < 0.5
        ? { score: 1 + random.below(5), comment: random.pick([null, '', 'So, so']), at: endedAt }
        : null,
    channel: overPhone ? 'message' : 'chat',
    address: overPhone ? { channel: random.pick(['sms', 'whatsapp']), phone: '+27821234567' } : null,
    pageUrl: overPhone ? null : random.pick(pages),
  }
}

function textsOf(random: Random): string[] {
  const first = random.next() < 0.6 ? [random.pick(questions)] : []
  const others = Array.from({ length: random.below(3) }, () => {
    return Array.from({ length: 1 + random.below(4) }, () => random.pick(words)).join(' ')
  })
  return [...first, ...others]
}
