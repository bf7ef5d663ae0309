import type { AgentActor } from '#domain/actor.ts'
import type { Chat, ClosedChat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import { nameIn } from '#domain/customer/customer.ts'
import { ownKeys } from '#domain/customer/keys.ts'
import type { Instant } from '#domain/ids.ts'
import { knownPerson, scopeOf } from './customer-chats.ts'
import { presentCustomer, presentCustomerNote } from './customer-present.ts'
import type { ExportedChat } from './customer-views.ts'
import type { HouseParts } from './house.ts'
import { presentChat, presentMessage } from './present.ts'

const chatsAtOnce = 50
const messagesAtOnce = 500
const notesAtOnce = 200

/** Everything kept of one person, as the text of one JSON object: read page by page, so that memory stays small. */
export async function exportOf(parts: HouseParts, actor: AgentActor, customerId: string) {
  const found = await parts.desk.ask((state) => {
    const person = knownPerson(state, actor, customerId)
    const scope = scopeOf(state, actor, person)
    const keys = [...scope.customers.values()].flatMap((customer) => ownKeys(state, customer))
    return { person, scope, keys }
  })
  return { person: found.person, text: textOf(parts, found) }
}

interface Found {
  readonly scope: ReturnType<typeof scopeOf>
  readonly keys: readonly string[]
}

async function* textOf(parts: HouseParts, { scope, keys }: Found): AsyncGenerator<string> {
  const customers = [...scope.customers.values()].map(presentCustomer)
  yield `{"exportedAt":${parts.clock.now()},"customers":${JSON.stringify(customers)},"keys":${JSON.stringify(keys)}`
  yield ',"notes":['
  yield* list(notes(parts, scope))
  yield '],"chats":['
  let first = true
  for await (const chat of chats(parts, scope)) {
    yield first ? '' : ','
    first = false
    yield* chatText(parts, chat, scope.customers.get(chat.customerId))
  }
  yield ']}\n'
}

async function* list(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let separator = ''
  for await (const row of rows) {
    yield separator + JSON.stringify(row)
    separator = ','
  }
}

async function* notes({ store, desk }: HouseParts, { customerIds }: Found['scope']): AsyncGenerator<object> {
  for (let before = null as Parameters<typeof store.customerNotes>[0]['before']; ; ) {
    const page = await store.customerNotes({ customerIds, before, limit: notesAtOnce })
    for (const note of page) yield presentCustomerNote(note, desk.state)
    before = page.at(-1) ?? null
    if (page.length < notesAtOnce) return
  }
}

async function* chats(
  { store }: HouseParts,
  { open, customers: _, settings: _settings, ...scope }: Found['scope'],
): AsyncGenerator<Chat> {
  const seen = new Set(open.map(({ id }) => id))
  yield* open
  for (let before: { endedAt: Instant; no: number } | null = null; ; ) {
    const page: ClosedChat[] = await store.customerChats({ ...scope, before, limit: chatsAtOnce })
    for (const chat of page) if (!seen.has(chat.id)) yield chat
    before = page.at(-1) ?? null
    if (page.length < chatsAtOnce) return
  }
}

async function* chatText(parts: HouseParts, chat: Chat, customer: Customer | undefined): AsyncGenerator<string> {
  const attachments = await parts.store.attachmentsOf(chat.id)
  const head: ExportedChat = {
    chat: presentChat(chat, customer, 'all'),
    stated: chat.stated,
    locale: chat.locale,
    attachments: attachments.map(({ id, name, mediaType, byteCount }) => ({ id, name, mediaType, byteCount })),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"messages":[`
  yield* list(messages(parts, chat, nameIn(chat, customer)))
  yield ']}'
}

async function* messages({ store, desk }: HouseParts, chat: Chat, name: string | null): AsyncGenerator<object> {
  for (let after = 0; ; ) {
    const page = await store.messages(chat.id, { after, limit: messagesAtOnce })
    for (const message of page) yield presentMessage(message, desk.state, name)
    const last = page.at(-1)
    if (!last || page.length < messagesAtOnce) return
    after = last.seq
  }
}
