import type { DatabaseSync } from 'node:sqlite'
import type { ClosedChat } from '#domain/chat/chat.ts'
import type { Certificate, Customer, ErasedCounts } from '#domain/customer/customer.ts'
import { erasedChat, erasedCustomer, isEvidence } from '#domain/customer/erased.ts'
import { type Delivery, erasedDelivery } from '#domain/delivery/delivery.ts'
import type { Erasure } from '#ports/store.ts'

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

type Counts = { -readonly [Kind in keyof ErasedCounts]: number }

/** Takes persons out of the rows. Call in a transaction; adds to `counts` what was still there. */
export function eraser(database: DatabaseSync) {
  const rowsOf = (sql: string) => {
    const statement = database.prepare(sql)
    return (id: string) => statement.all(id) as { id: string; row: string; sha256: string | null }[]
  }
  const customers = rowsOf('SELECT id, row, NULL AS sha256 FROM customers WHERE id = ?')
  const chats = rowsOf(
    "SELECT id, row, NULL AS sha256 FROM chats WHERE phase = 'closed' AND customer_id = ? ORDER BY ended_at, no",
  )
  const attachments = rowsOf('SELECT id, row, sha256 FROM attachments WHERE chat_id = ?')
  const setCustomer = database.prepare('UPDATE customers SET row = ? WHERE id = ?')
  const setChat = database.prepare('UPDATE chats SET row = ? WHERE id = ?')
  const deleteKeys = database.prepare('DELETE FROM customerKeys WHERE customer_id = ?')
  const deleteNotes = database.prepare('DELETE FROM customerNotes WHERE customer_id = ?')
  const emptyTexts = database.prepare(
    "UPDATE messages SET text = '' WHERE chat_id = ? AND kind = 'text' AND text <> ''",
  )
  const emptyAsides = database.prepare("UPDATE asides SET text = '' WHERE chat_id = ? AND text <> ''")
  const deleteAttributes = database.prepare('DELETE FROM chatAttributes WHERE chat_id = ?')
  const emptyNames = database.prepare(
    "UPDATE messages SET facts = json_set(facts, '$.name', '') WHERE chat_id = ? AND kind = 'file' AND facts ->> 'name' <> ''",
  )
  const deleteAttachment = database.prepare('DELETE FROM attachments WHERE id = ?')
  const doom = database.prepare(
    'INSERT INTO doomedFiles SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = ?1) ON CONFLICT DO NOTHING',
  )
  // Also of chats kept as evidence: the numbers say nothing of what was said, and nobody is to be written to any more.
  const dropDeliveries = database.prepare("DELETE FROM deliveries WHERE customer_id = ? AND state = 'pending'")
  const deliveries = rowsOf('SELECT id, row, NULL AS sha256 FROM deliveries WHERE customer_id = ?')
  const setDelivery = database.prepare('UPDATE deliveries SET row = ? WHERE id = ?')
  const answers = database.prepare('SELECT id, body FROM answers')
  const deleteAnswer = database.prepare('DELETE FROM answers WHERE id = ?')
  const putCertificate = database.prepare('INSERT INTO certificates (id, row) VALUES (?, ?)')

  function eraseCustomer(id: string, erasure: Erasure, counts: Counts): void {
    for (const { row } of customers(id)) {
      const customer = JSON.parse(row) as Customer
      if (customer.erasedAt === null) counts.profiles++
      setCustomer.run(JSON.stringify(erasedCustomer(customer, erasure.at)), id)
    }
    counts.keys += Number(deleteKeys.run(id).changes)
    counts.notes += Number(deleteNotes.run(id).changes)
    dropDeliveries.run(id)
    for (const delivery of deliveries(id))
      setDelivery.run(JSON.stringify(erasedDelivery(JSON.parse(delivery.row) as Delivery)), delivery.id)
  }

  function eraseChat(id: string, row: string, counts: Counts): boolean {
    const chat = JSON.parse(row) as ClosedChat
    if (isEvidence(chat)) {
      counts.keptAsEvidence++
      return false
    }
    if (chat.secretHash !== '') counts.chats++
    if (chat.pageUrl !== null) counts.pageAddresses++
    if (chat.rating?.comment) counts.ratingComments++
    setChat.run(JSON.stringify(erasedChat(chat)), id)
    counts.messages += Number(emptyTexts.run(id).changes) + Number(emptyNames.run(id).changes)
    deleteAttributes.run(id)
    counts.asides += Number(emptyAsides.run(id).changes)
    return true
  }

  function eraseFiles(chatId: string, gone: Set<string>, counts: Counts): void {
    for (const { id, sha256 } of attachments(chatId)) {
      gone.add(id)
      counts.files += Number(deleteAttachment.run(id).changes)
      if (sha256 !== null) doom.run(sha256)
    }
  }

  /** An answer speaks of a person when it names the person, one of their chats or files, or is one to them. */
  function eraseAnswers(gone: ReadonlySet<string>, counts: Counts): void {
    for (const { id, body } of answers.all() as { id: string; body: string }[])
      if (`${id} ${body}`.match(uuids)?.some((found) => gone.has(found)))
        counts.answers += Number(deleteAnswer.run(id).changes)
  }

  return {
    /** Adds the ids of what was erased to `gone`. */
    erase(erasure: Erasure, counts: Counts, gone: Set<string>): void {
      for (const customerId of erasure.customerIds) {
        gone.add(customerId)
        eraseCustomer(customerId, erasure, counts)
        for (const { id, row } of chats(customerId)) {
          if (!eraseChat(id, row, counts)) continue
          gone.add(id)
          eraseFiles(id, gone, counts)
        }
      }
    },

    eraseAnswers,

    certify({ certificateId: id, customerIds, at, byAgentId }: Erasure, counts: ErasedCounts): void {
      const certificate: Certificate = { id, customerIds, erasedAt: at, byAgentId, counts }
      putCertificate.run(id, JSON.stringify(certificate))
    },
  }
}

export function noCounts(): Counts {
  return {
    profiles: 0,
    keys: 0,
    notes: 0,
    chats: 0,
    messages: 0,
    asides: 0,
    keptAsEvidence: 0,
    files: 0,
    ratingComments: 0,
    pageAddresses: 0,
    answers: 0,
  }
}
