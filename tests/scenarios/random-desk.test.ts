import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { Committed } from '#desk/committed.ts'
import { Desk } from '#desk/desk.ts'
import { readState } from '#desk/memory.ts'
import { type Actor, system } from '#domain/actor.ts'
import { availabilities } from '#domain/agent/agent.ts'
import { apply } from '#domain/apply.ts'
import type { Command } from '#domain/commands.ts'
import type { AgentId, ChatId, CustomerId, MessageId, QueueId } from '#domain/ids.ts'
import { brokenInvariants } from '#domain/invariants.ts'
import { defaultQueueSettings, member, strategyNames } from '#domain/queue/queue.ts'
import { Refused } from '#domain/refusal.ts'
import { whyNotNow } from '#domain/routing/assess.ts'
import { DeskState } from '#domain/state.ts'
import type { Store } from '#ports/store.ts'
import { Fairness } from '../support/fairness.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { Random } from '../support/random.ts'

const seeds = (process.env['POLYDESK_TEST_SEEDS'] ?? '1 2 3').split(' ').map(Number)
const steps = 4_000

for (const seed of seeds) {
  test(`random commands from random actors break nothing (seed ${seed})`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'polydesk-random-'))
    const store = await openSqliteStore({ folder, readers: 1 })
    t.after(async () => {
      await store.close()
      await rm(folder, { recursive: true })
    })
    const story = new Story(seed, store)
    await story.begin()
    for (let step = 0; step < steps; step++) await story.step()
    await story.desk.stop()

    assert.deepEqual(story.warnings, [])
    assert.ok(story.done > steps / 4, `only ${story.done} commands were taken`)
    for (const type of [
      'chat.accepted',
      'chat.offerLapsed',
      'chat.offerDeclined',
      'chat.transferred',
      'chat.transferEnded',
      'chat.rated',
      'chat.offerWithdrawn',
      'chat.roundEnded',
    ])
      assert.ok(story.seen.has(type), `no ${type} in this story`)
    await assertStoreEqualsMemory(store, story.desk.state, story.clock)
    await assertReplayEqualsMemory(store, story.desk.state)
  })
}

interface Ask {
  readonly id: ChatId
  readonly customerId: CustomerId
}

/** A centre in which anybody does anything at any time. */
class Story {
  readonly clock = new ManualClock()
  readonly warnings: unknown[] = []
  readonly seen = new Set<string>()
  done = 0
  desk!: Desk
  readonly #random: Random
  readonly #fairness = new Fairness()
  readonly #store: Store
  readonly #agents: AgentId[] = []
  readonly #queues: QueueId[] = []
  readonly #chats: Ask[] = []

  constructor(seed: number, store: Store) {
    this.#random = new Random(seed)
    this.#store = store
  }

  async begin(): Promise<void> {
    const warn = (...warning: unknown[]) => this.warnings.push(warning)
    this.desk = await Desk.open({ store: this.#store, clock: this.clock, warn, fatal: warn })
    const committed = ({ events }: Committed) => {
      for (const event of events) {
        this.seen.add(event.type)
        this.#fairness.see(event)
      }
    }
    this.desk.watch({ committed, reset: () => warn('reset') })
    for (let no = 1; no <= 12; no++) {
      const agentId = this.#random.uuid() as AgentId
      const role = no === 1 ? 'admin' : 'agent'
      await this.#do(system, {
        do: 'addAgent',
        agentId,
        name: `Agent ${no}`,
        email: `${no}@example.org`,
        role,
        capacity: 1 + (no % 3),
        passwordHash: 'x',
      })
      this.#agents.push(agentId)
    }
    for (const strategy of strategyNames) {
      const queueId = this.#random.uuid() as QueueId
      const members = this.#agents.filter(() => this.#random.next() < 0.5).map(member)
      const times = { offerMs: 20_000, wrapUpMs: 15_000, retryMs: 30_000, maxWaitMs: 300_000, goneMs: 60_000 }
      await this.#do(system, {
        do: 'addQueue',
        queueId,
        settings: { ...defaultQueueSettings, ...times, name: strategy, strategy, members },
      })
      this.#queues.push(queueId)
    }
  }

  async step(): Promise<void> {
    const random = this.#random
    if (random.next() < 0.1) this.clock.pass(random.below(20_000))
    else await Promise.all(Array.from({ length: 1 + random.below(4) }, () => this.#do(...this.#anything())))
    const broken = brokenInvariants(this.desk.state)
    assert.deepEqual(broken, [])
    for (const agent of this.desk.state.agents.values()) {
      const { chats, ringing } = this.desk.state.load(agent.id)
      assert.ok(chats + (ringing ? 1 : 0) <= agent.capacity, `agent ${agent.no} is above capacity`)
    }
  }

  #anything(): [Actor, Command] {
    const random = this.#random
    const agentId = random.pick(this.#agents)
    const agent: Actor = { kind: 'agent', agentId, via: 'test' }
    const chat = this.#chats.length > 0 && random.next() > 0.1 ? this.#someChat() : this.#newChat()
    const customer: Actor = { kind: 'customer', customerId: chat.customerId, chatId: chat.id, via: 'test' }
    const chatId = chat.id
    const messageId = random.uuid() as MessageId
    const ringing = this.desk.state.load(agentId).ringing ?? chatId
    const held = [...this.desk.state.chats.values()].filter((row) => 'agentId' in row && row.agentId === agentId)
    const heldId = held.length > 0 ? random.pick(held).id : chatId
    const actives = [...this.desk.state.chats.values()].filter((row) => row.phase === 'active')
    const active = actives.length > 0 ? random.pick(actives) : { id: chatId, agentId }
    const owner: Actor = { kind: 'agent', agentId: active.agentId, via: 'test' }
    const free = this.#agents.filter(
      (id) => whyNotNow(this.desk.state.agents.require(id), this.desk.state.load(id)) === null,
    )
    const ended = [...this.desk.state.chats.values()].filter((row) => 'ending' in row && row.ending === 'completed')
    const { id: endedId, customerId: ofEnded } =
      ended.length > 0 ? random.pick(ended) : { id: chatId, customerId: chat.customerId }
    const rater: Actor = { kind: 'customer', customerId: ofEnded, chatId: endedId, via: 'test' }
    const doings: [Actor, Command][] = [
      [
        system,
        {
          do: 'openChat',
          chatId,
          customerId: chat.customerId,
          secretHash: 'h',
          queueId: random.pick(this.#queues),
          name: 'Kim',
          email: null,
          pageUrl: null,
          locale: null,
          message: { id: messageId, text: 'Hello' },
        },
      ],
      [agent, { do: 'acceptOffer', chatId: ringing }],
      [agent, { do: 'acceptOffer', chatId: ringing }],
      [agent, { do: 'declineOffer', chatId: ringing }],
      [agent, { do: 'grabChat', chatId }],
      [agent, { do: 'postMessage', chatId: heldId, messageId, content: { text: 'Yes?' } }],
      [customer, { do: 'postMessage', chatId, messageId, content: { text: 'Hm' } }],
      [
        random.next() < 0.5 ? agent : customer,
        { do: 'markChat', chatId: heldId, delivered: random.below(9), read: random.below(9) },
      ],
      [owner, { do: 'transferChat', chatId: active.id, to: { queueId: random.pick(this.#queues) } }],
      [
        owner,
        { do: 'transferChat', chatId: active.id, to: { agentId: random.pick(free.length > 0 ? free : this.#agents) } },
      ],
      [owner, { do: 'takeBackTransfer', chatId: active.id }],
      [random.next() < 0.7 ? agent : customer, { do: 'closeChat', chatId: heldId }],
      [agent, { do: 'finishWrapUp', chatId: heldId }],
      [rater, { do: 'rateChat', chatId: endedId, score: 1 + random.below(5), comment: null }],
      [
        agent,
        {
          do: 'setAvailability',
          agentId,
          availability: random.next() < 0.7 ? 'available' : random.pick(availabilities),
          awayReason: null,
        },
      ],
      [system, { do: 'noteCustomerPresence', chatId, present: random.next() < 0.7 }],
      [system, { do: 'noteAgentPresence', agentId, present: random.next() < 0.7 }],
    ]
    return random.pick(doings)
  }

  #someChat() {
    // Mostly the young ones, as in life, but now and then one that left memory long ago.
    const { length } = this.#chats
    const from = this.#random.next() < 0.9 ? Math.max(0, length - 40) : 0
    return this.#chats[from + this.#random.below(length - from)] as Ask
  }

  #newChat() {
    const chat = { id: this.#random.uuid() as ChatId, customerId: this.#random.uuid() as CustomerId }
    this.#chats.push(chat)
    return chat
  }

  async #do(actor: Actor, command: Command): Promise<void> {
    try {
      await this.desk.execute(actor, command, { answer: () => null })
      this.done++
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
}

async function assertStoreEqualsMemory(store: Store, live: DeskState, clock: ManualClock): Promise<void> {
  const { state: stored } = await readState(store, clock.now())
  assert.equal(stored.position, live.position)
  assert.deepEqual({ ...stored.lastNo }, { ...live.lastNo })
  for (const table of ['agents', 'queues', 'credentials', 'logins', 'intervals', 'agentClocks', 'queuePaces'] as const)
    assert.deepEqual(
      sorted<{ id: string }>(stored[table].values()),
      sorted<{ id: string }>(live[table].values()),
      table,
    )
  assert.deepEqual(
    sorted(stored.chats.values()),
    sorted([...live.chats.values()].filter(({ phase }) => phase !== 'closed')),
  )
}

async function assertReplayEqualsMemory(store: Store, live: DeskState): Promise<void> {
  const events = await store.journal(0, live.position, live.position + 1)
  assert.deepEqual(
    events.map(({ position }) => position),
    Array.from({ length: live.position }, (_, index) => index + 1),
  )
  const replayed = new DeskState()
  for (const event of events) apply(replayed, event)
  for (const table of ['agents', 'queues', 'chats', 'intervals', 'agentClocks', 'queuePaces'] as const)
    for (const row of live[table].values())
      assert.deepEqual(withoutWords(replayed[table].get(row.id)), withoutWords(row))
  for (const row of replayed.chats.values())
    assert.deepEqual(withoutWords(await store.load('chats', row.id)), withoutWords(row))
}

/** Rows but for what the journal never holds. */
function withoutWords(row: object | null | undefined): object {
  const plain = JSON.parse(JSON.stringify(row ?? null)) as Record<string, unknown>
  for (const words of ['name', 'email', 'secretHash', 'pageUrl', 'locale']) delete plain[words]
  return plain
}

function sorted<Row extends { readonly id: string }>(rows: Iterable<Row>): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
}
