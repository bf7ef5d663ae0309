import type { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import { isPending, type PendingDelivery } from '#domain/delivery/delivery.ts'
import type { NoteDelivery } from '#domain/delivery/note-delivery.ts'
import { retryAt } from '#domain/delivery/retry-at.ts'
import { later } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'
import type { Files } from '#ports/files.ts'
import type { Gateway, NotDelivered, Outgoing } from '#ports/gateway.ts'
import type { Store } from '#ports/store.ts'
import { Lanes } from './lanes.ts'

export interface DeliverParts {
  readonly desk: Desk
  readonly store: Store
  readonly files: Files
  readonly gateway: Gateway
  readonly clock: Clock
  readonly warn: (problem: string, error: unknown) => void
}

/** The pause after something of our own broke: a provider's failures have their own times. */
const brokenPauseMs = 1_000

/**
 * Sends the lines that are on their way to phones, once they are on disk, each customer's in order. What is cut short (a
 * restart) is sent again with the same id. Returns how to stop.
 */
export function deliverMessages(parts: DeliverParts): () => void {
  const { desk, clock, warn } = parts
  let stopped = false
  const lanes = new Lanes(clock, async (delivery) => {
    try {
      const outcome = await tried(parts, delivery)
      if (outcome) await desk.execute(system, { do: 'noteDelivery', deliveryId: delivery.id, outcome }, nobodyAsks)
      // It leaves its lane with the commit that says so, and until then the lane must not go on.
      else await desk.durable()
      return null
    } catch (error) {
      if (!stopped) warn('a line on its way to a phone could not be handled', error)
      return later(clock.now(), brokenPauseMs)
    }
  })
  const begin = async () => {
    lanes.clear()
    // What is decided but not on disk yet is told by its commit.
    const pending = await desk.ask((state) => [...state.deliveries.values()].filter(isPending))
    for (const delivery of pending) {
      const now = desk.state.deliveries.get(delivery.id)
      if (now && isPending(now)) lanes.put(now)
    }
  }
  const start = () => void begin().catch((error: unknown) => warn('pending lines could not be taken up', error))
  const unwatch = desk.watch({
    committed: ({ rows }) => {
      for (const [id, delivery] of rows.deliveries) {
        if (delivery && isPending(delivery)) lanes.put(delivery)
        else lanes.remove(id)
      }
    },
    reset: start,
  })
  start()
  return () => {
    stopped = true
    unwatch()
    lanes.stop()
  }
}

const nobodyAsks = { answer: () => null }

/** How one try came out; null when the line is not to be sent any more. */
async function tried(parts: DeliverParts, delivery: PendingDelivery): Promise<NoteDelivery['outcome'] | null> {
  // Erased since it was put in its lane: not on disk yet, perhaps, but nobody is to be written to any more.
  if (parts.desk.state.deliveries.get(delivery.id)?.state !== 'pending') return null
  const outgoing = await outgoingOf(parts, delivery)
  if (!outgoing) return { failed: 'the file is gone', retryAt: null }
  try {
    await parts.gateway.deliver(delivery.channel, outgoing)
    return { sent: true }
  } catch (error) {
    const { message, final = false, retryAfterMs = null } = error as Partial<NotDelivered>
    const failed = message ?? 'the gateway broke'
    return { failed, retryAt: final ? null : retryAt(delivery, parts.clock.now(), retryAfterMs) }
  }
}

/** The line as it goes out; null when what it says is not there. */
async function outgoingOf(parts: DeliverParts, delivery: PendingDelivery): Promise<Outgoing | null> {
  const { id: messageId, chatId, channel, phone: to, seq } = delivery
  const { desk, store, files } = parts
  const [line] = await store.messages(chatId, { after: seq - 1, limit: 1 })
  const chatNo = await desk.ask((state) => state.chats.require(chatId).no)
  if (!line || line.kind === 'notice' || line.id !== messageId) return null
  const head = { messageId, channel, to, chatNo }
  if (line.kind === 'text') return { ...head, content: { text: line.text } }
  const { id, name, mediaType } = line.attachment
  const bytes = await files.get(await desk.ask((state) => state.attachments.require(id).sha256))
  return bytes && { ...head, content: { attachment: { name, mediaType, bytes: await wholeOf(bytes) } } }
}

async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}
