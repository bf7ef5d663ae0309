import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Actor, system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { AgentId, ChatId, MessageId } from '#domain/ids.ts'
import { Refused } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { Anybody } from '../support/anybody.ts'
import { type Agent, Centre, type Customer } from '../support/centre.ts'
import { FeedClient } from '../support/feed-client.ts'
import { Random } from '../support/random.ts'
import { RandomCentre } from '../support/random-centre.ts'
import { RightsOracle } from '../support/rights-oracle.ts'

const seeds = (process.env['POLYDESK_TEST_SEEDS'] ?? '1 2 4').split(' ').map(Number)
const looks = 12
const doings = 25
/** Those who look on stay signed in: they are asked what they see. */
const lockingOut: readonly Command['do'][] = [
  'endLogin',
  'setPassword',
  'resetPassword',
  'changeAgent',
  'eraseCustomer',
]

for (const seed of seeds)
  test(`feed, lists and search show exactly what one may see, and customers no aside (seed ${seed})`, async (t) => {
    const house = await House.open(t, seed)
    for (let look = 0; look < looks; look++) {
      for (let doing = 0; doing < doings; doing++) await house.live()
      await house.settle()
      for (const viewer of house.viewers) await house.checkAgent(viewer)
      for (const visitor of house.visitors) await house.checkCustomer(visitor)
    }
    assert.ok(house.asides > 2, `only ${house.asides} asides were written`)
    assert.ok(house.hidden > 100, `only ${house.hidden} things were hidden from somebody`)
  })

interface Viewer {
  readonly agent: Agent
  readonly feed: FeedClient
}

interface Preview {
  readonly outcomes: readonly { readonly chatId: string }[]
}

interface Visitor {
  readonly customer: Customer
  readonly feed: FeedClient
}

/** A random centre behind HTTP, some agents and customers of which look on all the time. */
class House {
  readonly viewers: Viewer[] = []
  readonly visitors: Visitor[] = []
  asides = 0
  hidden = 0
  readonly #centre: Centre
  readonly #random: Random
  readonly #anybody: Anybody
  readonly #rooms: RandomCentre

  static async open(t: TestContext, seed: number): Promise<House> {
    const house = new House(await Centre.open(t), new Random(seed))
    await house.#begin()
    t.after(() => {
      for (const { feed } of [...house.viewers, ...house.visitors]) feed.stop()
    })
    return house
  }

  private constructor(centre: Centre, random: Random) {
    this.#centre = centre
    this.#random = random
    this.#rooms = new RandomCentre(random)
    this.#anybody = new Anybody(random, this.#rooms, () => this.#state)
  }

  get #state(): DeskState {
    return this.#centre.app.desk.state
  }

  async #begin(): Promise<void> {
    const { desk } = this.#centre.app
    for (const command of this.#rooms.commands) await desk.execute(system, command, { answer: () => null })
    for (const agentId of this.#rooms.agentIds)
      await this.#do(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
    for (const agentId of this.#rooms.agentIds.slice(0, 8)) {
      const agent = await this.#centre.signIn(this.#state.agents.require(agentId).email, 'x')
      this.viewers.push({ agent, feed: new FeedClient(this.#centre.base, agent.token, 'websocket') })
    }
    for (const queueId of this.#rooms.queueIds) {
      // Nobody gives up: there shall be chats in which agents have something to say to each other.
      const patience = { maxWaitMs: 7_200_000, goneMs: 7_200_000, idleWarnMs: null, idleCloseMs: null, hoursId: null }
      await this.#do(system, { do: 'changeQueue', queueId, settings: { ...patience, lengthLimit: null } })
      const customer = this.#centre.customer()
      const { status } = await customer.call('POST', '/chats', { chatId: customer.chatId, queueId })
      if (status !== 201) continue
      const chatId = customer.chatId as ChatId
      this.visitors.push({ customer, feed: new FeedClient(this.#centre.base, customer.token, 'websocket') })
      this.#anybody.hearOf({ chatId, customerId: this.#state.chats.require(chatId).customerId })
    }
    assert.ok(this.visitors.length > 2)
  }

  async live(): Promise<void> {
    if (this.#random.next() < 0.1) this.#centre.clock.pass(this.#random.below(10_000))
    const [actor, command] = this.#anybody.anything(0.5)
    if (!lockingOut.includes(command.do)) await this.#do(actor, command)
    if (this.#random.next() < 0.2) await this.#talkAside()
    if (this.#random.next() < 0.1) this.#random.pick(this.viewers).feed.cut()
  }

  /** Somebody is given a customer's chat and writes beside it, where the customer must never read. */
  async #talkAside(): Promise<void> {
    const random = this.#random
    const chatId = random.pick(this.visitors).customer.chatId as ChatId
    const agentId = random.pick(this.#rooms.agentIds)
    await this.#do(system, { do: 'assignChat', chatId, agentId })
    const chat = this.#state.chats.get(chatId)
    if (chat?.phase !== 'active') return
    const owner: Actor = { kind: 'agent', agentId: chat.agentId, via: 'test' }
    const kind = random.pick(['note', 'consult'] as const)
    const messageId = random.uuid() as MessageId
    await this.#do(owner, { do: 'postAside', chatId, messageId, kind, text: `aside words ${random.below(100)}` })
  }

  /** Until all that happened is on disk. Then the clock stands still, and everybody has been told or soon is. */
  async settle(): Promise<void> {
    let position = -1
    while (position !== this.#state.position) {
      position = this.#state.position
      await this.#centre.app.desk.durable()
    }
  }

  async checkAgent({ agent, feed }: Viewer): Promise<void> {
    const state = this.#state
    const oracle = new RightsOracle(state)
    const id = agent.id as AgentId
    const actor: Actor = { kind: 'agent', agentId: id, via: 'test' }
    const seen = {
      agents: [...state.agents.values()].filter((row) => oracle.seesAgent(id, row)),
      queues: [...state.queues.values()].filter((row) => oracle.seesQueue(id, row)),
      chats: [...state.chats.values()].filter(
        (row) => row.phase !== 'closed' && row.phase !== 'welcome' && oracle.seesChat(actor, row),
      ),
    }
    const hiddenCount = state.agents.size + state.queues.size - seen.agents.length - seen.queues.length
    this.hidden += hiddenCount
    const tables = ['agents', 'queues', 'chats'] as const
    const isTold = () =>
      tables.every((table) => String(idsOf(feed.tables[table].values())) === String(idsOf(seen[table])))
    // Each question is a way to the server and back, on which the last frames come.
    for (let turn = 0; turn < 1_000 && !isTold(); turn++) await agent.me()
    for (const table of tables)
      same(idsOf(feed.tables[table].values()), idsOf(seen[table]), `feed of ${agent.id}: ${table}`)
    for (const { chatId } of feed.asides) assert.ok(state.chats.get(chatId))

    same(idsOf(await list(agent, '/agents', 'agents')), idsOf(seen.agents), 'GET /agents')
    same(idsOf(await list(agent, '/queues', 'queues')), idsOf(seen.queues), 'GET /queues')
    const open = [
      ...(await list(agent, '/chats?scope=team', 'chats')),
      ...(await list(agent, '/chats?scope=waiting', 'chats')),
    ]
    const mine = await list(agent, '/chats?scope=mine', 'chats')
    same(idsOf([...open, ...mine]), idsOf(seen.chats), 'GET /chats')
    const closed = [...state.chats.values()].filter((row) => row.phase === 'closed' && oracle.seesChat(actor, row))
    same(idsOf(await list(agent, '/chats?scope=closed&limit=200', 'chats')), idsOf(closed), 'GET /chats?scope=closed')
    const { body } = await agent.call<{ hits: { chatId: ChatId }[] }>('GET', '/search?q=words&limit=100')
    for (const { chatId } of body.hits)
      assert.ok(oracle.readsChat(id, state.chats.require(chatId)), `${agent.id} found words of chat ${chatId}`)
    for (const path of ['teams', 'business-units', 'dispositions', 'away-reasons', 'authorizations'] as const) {
      const table =
        ({ 'business-units': 'businessUnits', 'away-reasons': 'awayReasons' } as const)[path as 'away-reasons'] ?? path
      const entries = [...state[table as 'teams'].values()].filter((row) =>
        oracle.seesEntry(id, table as 'teams', row.id),
      )
      same(idsOf(await list(agent, `/${path}`, 'entries')), idsOf(entries), `GET /${path}`)
    }
    const outages = [...state.outages.values()].filter(({ queueId }) =>
      seen.queues.some((queue) => queue.id === queueId),
    )
    same(idsOf(await list(agent, '/outages', 'outages')), idsOf(outages), 'GET /outages')
    await this.#checkRights(agent, oracle)
    await this.#checkPreview(agent, oracle)
  }

  /** One chat, seen or not: the answers about it are there for those who see it, and tell only of agents whom they see. */
  async #checkRights(agent: Agent, oracle: RightsOracle): Promise<void> {
    const actor: Actor = { kind: 'agent', agentId: agent.id as AgentId, via: 'test' }
    const chat = this.#random.pick([...this.#state.chats.values()])
    const sees = oracle.seesChat(actor, chat)
    const reads = oracle.readsChat(actor.agentId, chat)
    const explained = await agent.call<{ agents: { agentId: AgentId }[] }>('GET', `/chats/${chat.id}/explanation`)
    assert.equal(explained.status, sees ? 200 : 404)
    for (const { agentId } of sees ? explained.body.agents : [])
      assert.ok(oracle.seesAgent(actor.agentId, this.#state.agents.require(agentId)))
    for (const [path, allowed] of [
      ['', sees],
      ['/messages', reads],
      ['/asides', reads],
      ['/transcript', reads],
    ] as const)
      assert.equal((await agent.call('GET', `/chats/${chat.id}${path}`)).status, allowed ? 200 : sees ? 403 : 404, path)
    const other = this.#random.pick([...this.#state.agents.values()])
    for (const question of ['rights', 'history']) {
      const { status } = await agent.call('GET', `/agents/${other.id}/${question}`)
      assert.equal(status === 404, !oracle.seesAgent(actor.agentId, other), question)
    }
    const history = await agent.call('GET', `/chats/${chat.id}/history`)
    assert.equal(history.status === 404, !sees, 'history of a chat')
  }

  /** Moving all chats of an agent is shown for those of them that one sees, and not at all to where one does not see. */
  async #checkPreview(agent: Agent, oracle: RightsOracle): Promise<void> {
    const actor: Actor = { kind: 'agent', agentId: agent.id as AgentId, via: 'test' }
    const from = this.#random.pick([...this.#state.agents.values()])
    const queue = this.#random.pick([...this.#state.queues.values()])
    const asked = { from: { agentId: from.id }, to: { queueId: queue.id } }
    const { status, body } = await agent.call<Preview>('POST', '/chats/reassign/preview', asked)
    const may = oracle.seesAgent(actor.agentId, from) && oracle.seesQueue(actor.agentId, queue)
    assert.equal(status, may ? 200 : 404)
    if (!may) return
    const theirs = [...this.#state.chats.values()].filter((row) => row.phase === 'active' && row.agentId === from.id)
    const shown = body.outcomes.map(({ chatId }) => chatId).sort()
    same(shown, idsOf(theirs.filter((row) => oracle.seesChat(actor, row))), 'the preview')
  }

  async checkCustomer({ customer, feed }: Visitor): Promise<void> {
    const path = `/chats/${customer.chatId}`
    const answers = await Promise.all(['', '/messages', '/transcript'].map((more) => customer.call('GET', path + more)))
    const asides = await customer.call('GET', `${path}/asides`)
    assert.equal(asides.status, 403)
    const told = JSON.stringify([answers.map(({ body }) => body), feed.chat, feed.messages, feed.asides, feed.other])
    assert.doesNotMatch(told, /aside words/)
    const watchers = this.#state.chats.get(customer.chatId)
    if (watchers?.phase === 'active')
      for (const { agentId, part } of watchers.participants)
        if (part === 'silent') assert.ok(!JSON.stringify(answers[0]?.body).includes(agentId))
  }

  async #do(actor: Actor, command: Command): Promise<void> {
    try {
      const { desk } = this.#centre.app
      const written = await desk.execute(actor, command, { answer: (_, events) => events.map(({ type }) => type) })
      if (written.includes('chat.asidePosted')) this.asides++
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  }
}

async function list(agent: Agent, path: string, name: string): Promise<{ readonly id: string }[]> {
  const { status, body } = await agent.call<Record<string, { id: string }[]>>('GET', path)
  assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`)
  return body[name] ?? []
}

function idsOf(rows: Iterable<{ readonly id: string }>): string[] {
  return [...new Set([...rows].map(({ id }) => id))].sort()
}

function same(shown: readonly string[], seen: readonly string[], what: string): void {
  const more = shown.filter((id) => !seen.includes(id))
  const less = seen.filter((id) => !shown.includes(id))
  assert.deepEqual({ more, less }, { more: [], less: [] }, what)
}
