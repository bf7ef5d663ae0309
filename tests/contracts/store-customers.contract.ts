import assert from 'node:assert/strict'
import { describe } from 'node:test'
import type { FileMessage } from '#domain/chat/message.ts'
import type { CustomerNote } from '#domain/customer/customer.ts'
import type { AttachmentId, ChatId, CustomerId, CustomerNoteId, MessageId } from '#domain/ids.ts'
import type { Store } from '#ports/store.ts'
import {
  agentId,
  at,
  attachment,
  batch,
  chatId,
  closedChat,
  customer,
  customerId,
  delivery,
  erasure,
  posted,
  put,
  queuedChat,
  queueId,
  textMessage,
} from './rows.ts'
import { type StorePlace, testsWithStore } from './store-place.ts'

/** What every driver of the port promises about customers. */
export function customersContract(name: string, makePlace: () => Promise<StorePlace>): void {
  const withStore = testsWithStore(makePlace)

  describe(`store: ${name}: customers`, () => {
    withStore(
      'closed chats of some customers, newest end first, in pages, those that the asker may see',
      async (store) => {
        const one = customerId(1)
        const chats = [
          closedChat(1, { customerId: one, endedAt: at(50) }),
          closedChat(2, { customerId: one, endedAt: at(10), queueId: queueId(2), agentId: agentId(1) }),
          closedChat(3, { customerId: customerId(2), endedAt: at(50) }),
          closedChat(4, { customerId: one, endedAt: at(60), queueId: queueId(3) }),
          closedChat(5, { customerId: customerId(3), endedAt: at(70) }),
        ]
        await store.commit(batch({ rows: [...chats.map((chat) => put('chats', chat)), put('chats', queuedChat(6))] }))
        const nos = async (query: Partial<Parameters<Store['customerChats']>[0]>) => {
          const all = { customerIds: [one, customerId(2)], queueIds: null, agentIds: [], before: null, limit: 10 }
          return (await store.customerChats({ ...all, ...query })).map(({ no }) => no)
        }
        assert.deepEqual(await nos({}), [4, 3, 1, 2])
        assert.deepEqual(await nos({ limit: 2 }), [4, 3])
        assert.deepEqual(await nos({ limit: 2, before: { endedAt: at(50), no: 3 } }), [1, 2])
        assert.deepEqual(await nos({ queueIds: [queueId(1)], agentIds: [agentId(1)] }), [3, 1, 2])
        assert.deepEqual(await nos({ queueIds: [], agentIds: [agentId(2)] }), [])
        assert.deepEqual(await nos({ customerIds: [] }), [])
      },
    )

    withStore('notes of some customers, newest first, in pages', async (store) => {
      const note = (no: number, of: number, ms: number): CustomerNote => {
        const id = `note-${no}` as CustomerNoteId
        return { id, customerId: customerId(of), authorId: agentId(1), at: at(ms), text: `note ${no}` }
      }
      const notes = [note(1, 1, 5), note(2, 2, 6), note(3, 1, 6), note(4, 1, 6), note(5, 3, 9)]
      await store.commit(batch({ rows: notes.map((row) => put('customerNotes', row)) }))
      const ids = [customerId(1), customerId(2)]
      const first = await store.customerNotes({ customerIds: ids, before: null, limit: 2 })
      assert.deepEqual(first, [notes[3], notes[2]])
      const rest = await store.customerNotes({ customerIds: ids, before: first[1] ?? null, limit: 2 })
      assert.deepEqual(rest, [notes[1], notes[0]])
    })

    withStore(
      'an erasure empties what speaks of the customers, counts it, and leaves all others alone',
      async (store) => {
        await store.commit(talk())
        await store.commit(batch({ erasures: [erasure([customerId(1)])] }))
        const erased = await store.load('chats', chatId(1))
        assert.ok(erased?.phase === 'closed')
        assert.deepEqual(
          [erased.pageUrl, erased.secretHash, erased.rating],
          [null, '', { score: 1, comment: null, at: at(2) }],
        )
        assert.deepEqual(
          (await store.messages(chatId(1), { limit: 9 })).map((line) =>
            line.kind === 'text' ? line.text : line.kind === 'file' ? line.attachment.name : null,
          ),
          ['', ''],
        )
        const row = await store.load('customers', customerId(1))
        assert.deepEqual([row?.name, row?.erasedAt, row?.no], [null, at(9_000), 1])
        assert.equal(await store.load('customerKeys', 'email:one@example.org'), null)
        assert.deepEqual(await store.attachmentsOf(chatId(1)), [])
        assert.deepEqual(await store.customerNotes({ customerIds: [customerId(1)], before: null, limit: 9 }), [])
        const counts = {
          profiles: 1,
          keys: 1,
          notes: 1,
          chats: 1,
          messages: 2,
          asides: 0,
          keptAsEvidence: 0,
          files: 2,
          ratingComments: 1,
        }
        assert.deepEqual(await store.load('certificates', 'certificate-1'), {
          id: 'certificate-1',
          customerIds: [customerId(1)],
          erasedAt: at(9_000),
          byAgentId: agentId(1),
          counts: { ...counts, pageAddresses: 1, answers: 0 },
        })
        assert.deepEqual(await store.load('customers', customerId(2)), customer(2))
        assert.deepEqual(await store.load('chats', chatId(2)), closedChat(2))
        assert.equal((await store.messages(chatId(2), { limit: 9 })).length, 1)
        assert.equal((await store.journal(0, 9, 9)).length, 1)
      },
    )

    withStore('what the same batch still brings of an erased customer is erased too', async (store) => {
      await store.commit({ ...talk(), erasures: [erasure([customerId(1)])] })
      const lines = await store.messages(chatId(1), { limit: 9 })
      assert.ok(lines.every((line) => line.kind !== 'text' || line.text === ''))
      assert.equal((await store.load('certificates', 'certificate-1'))?.counts.messages, 2)
    })

    withStore('a file is doomed when the last attachment that uses it was erased', async (store) => {
      await store.commit(talk())
      await store.commit(batch({ erasures: [erasure([customerId(1)])] }))
      assert.deepEqual(await store.doomedFiles(), [own])
      assert.deepEqual([await store.usesFile(own), await store.usesFile(shared)], [false, true])
      await store.forgetDoomedFile(own)
      assert.deepEqual(await store.doomedFiles(), [])
      await store.commit(batch({ erasures: [erasure([customerId(2)], 'certificate-2')] }))
      assert.deepEqual(await store.doomedFiles(), [shared])
    })

    withStore('first answers that name the customer, a chat or a file of theirs go, others stay', async (store) => {
      const uuid = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`
      const [kim, chat, file, other] = [uuid(1), uuid(2), uuid(3), uuid(4)]
      const answers = [
        { id: 'names-customer', body: { customer: { id: kim } } },
        { id: 'names-chat', body: { list: [{ chatId: chat }] } },
        { id: 'names-file', body: { id: file, name: 'plan.pdf' } },
        { id: `${chat} to-them`, body: null },
        { id: 'other', body: { customer: { id: other } } },
      ].map((answer) => ({ ...answer, request: 'ff', at: at(1) }))
      const ofKim = { ...closedChat(1), id: chat as ChatId }
      const rows = [
        put('chats', { ...ofKim, customerId: kim as CustomerId }),
        put('attachments', { ...attachment(1, 1), id: file as AttachmentId, chatId: ofKim.id }),
      ]
      await store.commit(batch({ rows, answers }))
      await store.commit(batch({ erasures: [erasure([kim as CustomerId])] }))
      for (const { id } of answers) assert.equal((await store.answer(id)) === null, id !== 'other', id)
      assert.equal((await store.load('certificates', 'certificate-1'))?.counts.answers, 4)
    })

    withStore('the numbers in deliveries of an erased customer go, and the pending ones with them', async (store) => {
      const sent = { state: 'sent', nextAt: null } as const
      const rows = [
        put('chats', closedChat(1, { recorded: true })),
        put('chats', closedChat(2)),
        put('deliveries', delivery(1, 1, { ...sent, error: 'not reached: +27821234567' })),
        put('deliveries', delivery(2, 1)),
        put('deliveries', delivery(3, 2, sent)),
      ]
      await store.commit(batch({ rows, erasures: [erasure([customerId(1)])] }))
      const all = await store.deliveries({ state: null, chatId: null, before: null, limit: 9 })
      assert.deepEqual(all, [delivery(3, 2, sent), delivery(1, 1, { ...sent, phone: null })])
    })

    withStore('a person is certified once', async (store) => {
      await store.commit(batch({ erasures: [erasure([customerId(1)])] }))
      await assert.rejects(store.commit(batch({ erasures: [erasure([customerId(1)])] })))
    })
  })
}

const own = 'a'.repeat(64)
const shared = 'b'.repeat(64)

/** The first customer's chat with a line and a file, and the second's; one file is the same in both. */
function talk() {
  const rating = { score: 1, comment: 'a comment', at: at(2) }
  const text = textMessage(1, 1, 1, 'words')
  const file: FileMessage = {
    ...{ chatId: chatId(1), seq: 2, at: at(2), position: 1, kind: 'file', id: 'file' as MessageId },
    author: { kind: 'agent', id: agentId(1) },
    attachment: { id: attachment(1, 1).id, name: 'plan.pdf', mediaType: 'application/pdf', byteCount: 10 },
  }
  const note = { id: 'note-1' as CustomerNoteId, customerId: customerId(1), authorId: agentId(1), at: at(3), text: 'x' }
  const rows = [
    put('customers', { ...customer(1), email: 'one@example.org' }),
    put('customers', customer(2)),
    put('customerKeys', { id: 'email:one@example.org', customerId: customerId(1) }),
    put('customerNotes', note),
    put('chats', closedChat(1, { rating })),
    put('chats', closedChat(2)),
    put('attachments', { ...attachment(1, 1), sha256: own }),
    put('attachments', { ...attachment(2, 1), sha256: shared }),
    put('attachments', { ...attachment(3, 2), sha256: shared }),
  ]
  return batch({ rows, messages: [text, file, textMessage(2, 1, 1)], events: [posted(text)] })
}
