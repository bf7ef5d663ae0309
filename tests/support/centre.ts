import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { AgentView, ChatView, CustomerChatView, MeView, QueueView } from '#dialects/house/views.ts'
import type { Passwords } from '#ports/passwords.ts'
import { type App, type Replaced, startApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config/read-config.ts'
import { ManualClock } from './manual-clock.ts'

/** Tests sign in often: the real hash is slow on purpose and has its own test. */
const quickPasswords: Passwords = {
  hash: async (password) => `quick:${password}`,
  matches: async (password, hash) => hash === `quick:${password}`,
}

export interface Answer<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export const ownerPassword = 'owner-password'

/** A whole Polydesk on a free port of this machine, in a folder of its own, with a clock that the test moves. */
export class Centre {
  readonly clock = new ManualClock()
  readonly folder: string
  readonly #settings: Record<string, string>
  readonly #replaced: Replaced
  app!: App

  static async open(t: TestContext, settings: Record<string, string> = {}, replaced: Replaced = {}): Promise<Centre> {
    const centre = new Centre(await mkdtemp(join(tmpdir(), 'polydesk-test-')), settings, replaced)
    await centre.start()
    t.after(async () => {
      await centre.app.stop()
      await rm(centre.folder, { recursive: true })
    })
    return centre
  }

  private constructor(folder: string, settings: Record<string, string>, replaced: Replaced) {
    this.folder = folder
    this.#settings = { ...settings }
    this.#replaced = replaced
  }

  async start(): Promise<void> {
    const environment = {
      POLYDESK_PORT: '0',
      POLYDESK_DATA: this.folder,
      POLYDESK_LOG_LEVEL: 'silent',
      POLYDESK_OWNER_PASSWORD: ownerPassword,
      ...this.#settings,
    }
    const read = readConfig(environment)
    assert.ok(read.ok, read.ok ? '' : read.problems.join('\n'))
    const config: Config = read.config
    this.app = await startApp(config, {
      clock: this.clock,
      passwords: quickPasswords,
      checkAnswers: true,
      ...this.#replaced,
    })
  }

  /** Stops and starts on the same port, as an upgrade does. */
  async restart(): Promise<void> {
    this.#settings['POLYDESK_PORT'] = String(this.app.port)
    await this.app.stop()
    await this.start()
  }

  get base(): string {
    return `http://127.0.0.1:${this.app.port}/house/v1`
  }

  async call<Body = unknown>(
    method: string,
    path: string,
    { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Body }
  }

  async owner(): Promise<Agent> {
    return this.signIn('owner@localhost', ownerPassword)
  }

  async signIn(email: string, password: string): Promise<Agent> {
    const { status, body } = await this.call<{ token: string; agent: AgentView }>('POST', '/tokens', {
      body: { email, password },
    })
    assert.equal(status, 201)
    return new Agent(this, body.token, body.agent)
  }

  /** A new colleague, signed in; available in the given queues. */
  async agent(name: string, queueIds: readonly string[] = [], more: object = {}): Promise<Agent> {
    const owner = await this.owner()
    const email = `${name.toLowerCase()}@example.org`
    const password = `${name}-password`
    const added = await owner.call<{ agent: AgentView }>('POST', '/agents', { name, email, password, ...more })
    assert.equal(added.status, 201)
    const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
    for (const queue of body.queues.filter(({ id }) => queueIds.includes(id)))
      await owner.call('PATCH', `/queues/${queue.id}`, { memberIds: [...queue.memberIds, added.body.agent.id] })
    const agent = await this.signIn(email, password)
    await agent.call('PUT', '/me/availability', { availability: 'available' })
    return agent
  }

  /** A page of a customer, with the token it made itself. */
  customer(): Customer {
    return new Customer(this)
  }
}

/** A program that acts for an agent. */
export class Agent {
  readonly centre: Centre
  readonly token: string
  readonly id: string
  readonly name: string

  constructor(centre: Centre, token: string, { id, name }: AgentView) {
    this.centre = centre
    this.token = token
    this.id = id
    this.name = name
  }

  call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> {
    return this.centre.call<Body>(method, path, { token: this.token, body, ...(headers && { headers }) })
  }

  async chat(chatId: string): Promise<ChatView> {
    return (await this.call<{ chat: ChatView }>('GET', `/chats/${chatId}`)).body.chat
  }

  me(): Promise<Answer<MeView>> {
    return this.call<MeView>('GET', '/me')
  }
}

/** A customer's page and its one chat. */
export class Customer {
  readonly centre: Centre
  readonly chatId = randomUUID()
  readonly token = `${this.chatId}.${randomBytes(32).toString('base64url')}`

  constructor(centre: Centre) {
    this.centre = centre
  }

  call<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>> {
    return this.centre.call<Body>(method, path, { token: this.token, body, ...(headers && { headers }) })
  }

  async open(more: object = {}): Promise<CustomerChatView> {
    const { status, body } = await this.call<{ chat: CustomerChatView }>('POST', '/chats', {
      chatId: this.chatId,
      ...more,
    })
    assert.equal(status, 201, JSON.stringify(body))
    return body.chat
  }

  say(text: string, id: string = randomUUID()): Promise<Answer<{ seq: number; id: string }>> {
    return this.call('POST', `/chats/${this.chatId}/messages`, { id, text })
  }
}
