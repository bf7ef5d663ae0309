import type { Desk } from '#desk/desk.ts'
import { type Actor, system } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Command } from '#domain/commands.ts'
import type { AgentId, ChatId, CustomerId, MessageId, QueueId } from '#domain/ids.ts'
import { later } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import { Refused } from '#domain/refusal.ts'
import type { Clock } from '#ports/clock.ts'
import type { Ids } from '#ports/ids.ts'
import { departments, toldByPhone } from './departments.ts'
import { agents, conversations, customers } from './lines.ts'
import { agentActor as agent, PhoneAgents } from './phone/phone-agents.ts'

const tickMs = 1_000
const openAtOnce = 10
const historyChats = 40
const domain = '@demo.invalid'

/** A sample centre with people who keep talking, so that every screen shows life (`npm start -- --demo`). */
export class Demo {
  readonly #desk: Desk
  readonly #clock: Clock
  readonly #ids: Ids
  /** How far each chat's conversation is: what is left over from before a restart has nothing more to say. */
  readonly #turns = new Map<ChatId, number>()
  readonly #phoneAgents: PhoneAgents
  #cancel: () => void = () => {}

  constructor(desk: Desk, clock: Clock, ids: Ids) {
    this.#desk = desk
    this.#clock = clock
    this.#ids = ids
    this.#phoneAgents = new PhoneAgents(desk, clock, ids, (actor, command) => this.#do(actor, command))
  }

  async start(): Promise<void> {
    if (this.#agentIds().length === 0) await this.#setUp()
    await this.#tellPhones()
    for (const agentId of this.#agentIds())
      await this.#do(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
    this.#arm()
  }

  stop(): void {
    this.#cancel()
    this.#phoneAgents.stop()
  }

  #agentIds(): AgentId[] {
    return [...this.#desk.state.agents.values()].filter(({ email }) => email.endsWith(domain)).map(({ id }) => id)
  }

  async #setUp(): Promise<void> {
    const agentIds: AgentId[] = []
    for (const name of agents) {
      const agentId = this.#ids.uuid() as AgentId
      const email = `${name.split(' ')[0]?.toLowerCase()}${domain}`
      // No password opens these: nobody can sign in as a made-up person.
      await this.#do(system, { do: 'addAgent', agentId, name, email, role: 'agent', capacity: 3, passwordHash: '' })
      agentIds.push(agentId)
    }
    for (const [index, { name, strategy }] of departments.entries()) {
      const members = agentIds.filter((_, place) => place % departments.length === index || place % 4 === 0).map(member)
      const settings = { ...defaultQueueSettings, name, strategy, members, wrapUpMs: 15_000 }
      await this.#do(system, { do: 'addQueue', queueId: this.#ids.uuid() as QueueId, settings })
    }
    for (const agentId of agentIds)
      await this.#do(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
    for (let count = 0; count < historyChats; count++) await this.#wholeChat()
  }

  /** A centre that was set up by an older demo is told too. What somebody set themselves stays. */
  async #tellPhones(): Promise<void> {
    for (const { id: queueId, name, menu } of this.#desk.state.queues.values()) {
      const index = departments.findIndex((department) => department.name === name) + 1
      if (index > 0 && !menu) await this.#do(system, { do: 'changeQueue', queueId, settings: toldByPhone(index) })
    }
  }

  /** A chat from question to rating in one go, for the history. */
  async #wholeChat(): Promise<void> {
    const chatId = await this.#ask()
    const chat = this.#desk.state.chats.get(chatId)
    const agentId = chat?.phase === 'offered' ? chat.offer.agentIds[0] : undefined
    if (!chat || !agentId) return
    await this.#do(agent(agentId), { do: 'acceptOffer', chatId })
    for (;;) {
      const before = this.#desk.state.chats.get(chatId)
      if (before?.phase !== 'active' || !(await this.#sayNext(before))) break
    }
    await this.#do(agent(agentId), { do: 'closeChat', chatId })
    await this.#do(customer(chat), { do: 'rateChat', chatId, score: 3 + Math.floor(Math.random() * 3), comment: null })
    await this.#do(agent(agentId), { do: 'finishWrapUp', chatId })
  }

  #arm(): void {
    const at = later(this.#clock.now(), tickMs)
    this.#cancel = this.#clock.wakeAt(at, () => void this.#tick().finally(() => this.#arm()))
  }

  /** One second of the centre's life. */
  async #tick(): Promise<void> {
    const made = new Set(this.#agentIds())
    const open = [...this.#desk.state.chats.values()].filter((chat) => chat.phase !== 'closed' && this.#isOurs(chat))
    if (open.filter(({ phase }) => phase !== 'wrapUp').length < openAtOnce && chance(0.35)) await this.#ask()
    for (const chat of open) {
      const ringing = chat.phase === 'offered' ? chat.offer.agentIds.find((agentId) => made.has(agentId)) : undefined
      if (ringing && chance(0.3)) await this.#do(agent(ringing), { do: 'acceptOffer', chatId: chat.id })
      if (chat.phase === 'active' && made.has(chat.agentId) && chance(0.25) && !(await this.#sayNext(chat)))
        await this.#do(agent(chat.agentId), { do: 'closeChat', chatId: chat.id })
      if (chat.phase === 'wrapUp' && !chat.rating && chance(0.1))
        await this.#do(customer(chat), {
          do: 'rateChat',
          chatId: chat.id,
          score: 3 + Math.floor(Math.random() * 3),
          comment: null,
        })
    }
    await this.#phoneAgents.tick(made)
    for (const agentId of made)
      if (this.#desk.state.agents.get(agentId)?.notResponding && chance(0.1))
        await this.#do(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
  }

  /** Whether the chat's customer is one of ours. */
  #isOurs(chat: Chat): boolean {
    return this.#desk.state.customers.get(chat.customerId)?.email?.endsWith(domain) ?? false
  }

  async #ask(): Promise<ChatId> {
    const named: readonly string[] = departments.map(({ name }) => name)
    const ours = [...this.#desk.state.queues.values()].filter(({ name }) => named.includes(name))
    const name = pick(customers)
    const chatId = this.#ids.uuid() as ChatId
    this.#turns.set(chatId, 0)
    await this.#do(system, {
      do: 'openChat',
      chatId,
      customerId: this.#ids.uuid() as CustomerId,
      secretHash: '',
      queueId: pick(ours).id,
      name,
      email: `${name.toLowerCase()}${domain}`,
      pageUrl: null,
      locale: 'en',
      message: { id: this.#ids.uuid() as MessageId, text: this.#question() },
    })
    return chatId
  }

  /** The question that goes with the turns of the chat that is opened next. */
  #question(): string {
    const no = this.#desk.state.lastNo.chats + 1
    return (conversations[no % conversations.length] as (typeof conversations)[number]).ask
  }

  /** The next line of the chat's conversation; false when all is said. */
  async #sayNext(chat: Chat): Promise<boolean> {
    if (chat.phase !== 'active') return false
    const turn = this.#turns.get(chat.id)
    const { turns } = conversations[chat.no % conversations.length] as (typeof conversations)[number]
    const text = turn === undefined ? undefined : turns[turn]
    if (turn === undefined || text === undefined) {
      this.#turns.delete(chat.id)
      return false
    }
    this.#turns.set(chat.id, turn + 1)
    // The agent and the customer take turns.
    const author = turn % 2 === 0 ? agent(chat.agentId) : customer(chat)
    await this.#do(author, {
      do: 'postMessage',
      chatId: chat.id,
      messageId: this.#ids.uuid() as MessageId,
      content: { text },
    })
    return true
  }

  /** Real people may be quicker than the made-up ones: what is refused is left alone. */
  async #do(actor: Actor, command: Command): Promise<void> {
    await this.#desk.execute(actor, command, { answer: () => null }).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
    })
  }
}

function customer({ id, customerId }: Chat): Actor {
  return { kind: 'customer', chatId: id, customerId, via: 'demo' }
}

function chance(share: number): boolean {
  return Math.random() < share
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)] as Item
}
