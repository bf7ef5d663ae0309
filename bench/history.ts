import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { batchOf, takeChanged } from '#desk/committed.ts'
import type { Actor } from '#domain/actor.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import type { Store } from '#ports/store.ts'
import { Random } from '../tests/support/random.ts'

/** Fills a data folder with closed chats, each of which was really opened, answered and closed. */
export async function writeHistory(folder: string, chats: number): Promise<void> {
  const past = await Past.begin(folder, { email: 'ann@example.org', passwordHash: '', capacity: 5 })
  for (let count = 0; count < chats; count++) {
    past.answered(`Customer ${count}`)
    past.close()
    if (count % 500 === 499) await past.write()
  }
  await past.end()
}

/** Fills a data folder with chats that are all open, of one agent who can sign in; their ids in the order of their numbers. */
export async function writeOpenChats(
  folder: string,
  chats: number,
  { email, passwordHash }: { readonly email: string; readonly passwordHash: string },
): Promise<readonly ChatId[]> {
  const past = await Past.begin(folder, { email, passwordHash, capacity: chats })
  const chatIds: ChatId[] = []
  for (let count = 0; count < chats; count++) {
    chatIds.push(past.answered(`Customer ${count}`))
    if (count % 500 === 499) await past.write()
  }
  await past.end()
  return chatIds
}

/** A desk that lives through its past at once, with one agent in one queue. */
class Past {
  readonly #store: Store
  readonly #random = new Random(3)
  readonly #state = new DeskState()
  readonly #queueId: QueueId
  readonly #agent: Actor
  #now = Date.UTC(2026, 0, 5)
  #events: DeskEvent[] = []
  #last: ChatId | null = null
  #closed: ChatId[] = []

  static async begin(
    folder: string,
    ann: { readonly email: string; readonly passwordHash: string; readonly capacity: number },
  ): Promise<Past> {
    return new Past(await openSqliteStore({ folder, readers: 1 }), ann)
  }

  private constructor(store: Store, ann: { email: string; passwordHash: string; capacity: number }) {
    this.#store = store
    const agentId = this.#random.uuid() as AgentId
    this.#queueId = this.#random.uuid() as QueueId
    this.#agent = { kind: 'agent', agentId, via: 'bench' }
    this.#run(system, { do: 'addAgent', agentId, name: 'Ann', role: 'admin', ...ann })
    const settings = { ...defaultQueueSettings, name: 'General', members: [member(agentId)], wrapUpMs: 0 }
    this.#run(system, { do: 'addQueue', queueId: this.#queueId, settings })
    this.#run(this.#agent, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
  }

  /** Somebody asks, and is answered. */
  answered(name: string): ChatId {
    const chatId = this.#random.uuid() as ChatId
    const customerId = this.#random.uuid() as CustomerId
    this.#state.chats.noteAbsent(chatId)
    this.#state.customers.noteAbsent(customerId)
    const message = { id: this.#random.uuid() as MessageId, text: 'Where is my parcel?' }
    const none = { email: null, pageUrl: null, locale: null }
    const asks = { chatId, customerId, queueId: this.#queueId, name, secretHash: '', message, ...none }
    this.#run(system, { do: 'openChat', ...asks })
    this.#run(this.#agent, { do: 'acceptOffer', chatId })
    const messageId = this.#random.uuid() as MessageId
    this.#run(this.#agent, { do: 'postMessage', chatId, messageId, content: { text: 'On its way.' } })
    this.#last = chatId
    return chatId
  }

  /** The chat that was answered last. */
  close(): void {
    if (!this.#last) return
    this.#run(this.#agent, { do: 'closeChat', chatId: this.#last })
    this.#closed.push(this.#last)
  }

  async write(): Promise<void> {
    await this.#store.commit(batchOf(takeChanged(this.#state, this.#events), []))
    this.#events = []
    for (const chatId of this.#closed.splice(0)) this.#state.evictChat(this.#state.chats.require(chatId))
  }

  async end(): Promise<void> {
    await this.write()
    await this.#store.close()
  }

  #run(actor: Actor, command: Command): void {
    const result = step(this.#state, command, actor, (this.#now += 100) as Instant)
    if (isRefusal(result)) throw new Error(`${command.do} was refused: ${result.code}`)
    this.#events.push(...result)
  }
}
