import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { NewApiKeyView } from '#dialects/house/api-keys.ts'
import type { ChatView, QueueView } from '#dialects/house/views.ts'
import type { Replaced } from '../../src/app.ts'
import { type Agent, Centre, type Customer } from './centre.ts'

export interface ChimeAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Of an answer in JSON. */
  readonly json: unknown
}

/** A program that speaks the Chime API, with an API key or without. */
export class Chime {
  readonly centre: Centre
  readonly key: string | null

  constructor(centre: Centre, key: string | null = null) {
    this.centre = centre
    this.key = key
  }

  /** Asks at a path below `/Chime`. */
  async call(path: string, init: RequestInit = {}): Promise<ChimeAnswer> {
    const response = await fetch(`http://127.0.0.1:${this.centre.app.port}/Chime${path}`, {
      ...init,
      headers: { ...(this.key && { authorization: `Bearer ${this.key}` }), ...init.headers },
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null }
  }

  /** The answer of a method below `/Chime/Api`, which must be a success. */
  async ok<Body>(name: string, query: Readonly<Record<string, unknown>> = {}): Promise<Body> {
    const { status, text, json } = await this.call(`/Api/${name}?${search(query)}`)
    assert.equal(status, 200, `${name}: ${text}`)
    return json as Body
  }

  /** The error in which a method below `/Chime/Api` must end, as `status text`. */
  async refused(name: string, query: Readonly<Record<string, unknown>> = {}): Promise<string> {
    return said(await this.call(`/Api/${name}?${search(query)}`))
  }

  post(path: string, body: string, mediaType = 'application/json'): Promise<ChimeAnswer> {
    return this.call(path, { method: 'POST', body, headers: { 'content-type': mediaType } })
  }
}

/** An error as `status text`. */
export function said({ status, text, headers }: ChimeAnswer): string {
  assert.match(headers.get('content-type') ?? '', /^text\/plain/)
  return `${status} ${text}`
}

function search(query: Readonly<Record<string, unknown>>): URLSearchParams {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
}

/** A service desk: Ann answers in English, Bob in Italian; the owner and both have keys. */
export async function serviceDesk(t: TestContext, settings: Record<string, string> = {}, replaced: Replaced = {}) {
  const centre = await Centre.open(t, settings, replaced)
  const owner = await centre.owner()
  const addQueue = async (name: string, more: object = {}): Promise<QueueView> => {
    const { body } = await owner.call<{ queue: QueueView }>('POST', '/queues', { name, wrapUpMs: 0, ...more })
    return body.queue
  }
  const english = await addQueue('Service Desk English', { description: 'Service desk queue for English' })
  const italian = await addQueue('Service Desk Italian', { description: 'Service desk queue for Italian' })
  const ann = await centre.agent('Ann', [english.id])
  const bob = await centre.agent('Bob', [italian.id])
  const withKey = async (agent: Agent): Promise<Chime> => {
    const { body } = await agent.call<NewApiKeyView>('PUT', `/agents/${agent.id}/api-key`)
    return new Chime(centre, body.key)
  }
  /** A chat that waits in the English queue, or rings. */
  const waiting = async (more: object = {}): Promise<{ customer: Customer; no: number }> => {
    const customer = centre.customer()
    await customer.open({ queueId: english.id, ...more })
    const { body } = await owner.call<{ chat: ChatView }>('GET', `/chats/${customer.chatId}`)
    return { customer, no: body.chat.no }
  }
  /** A chat that Ann took. */
  const talking = async (more: object = {}) => {
    const chat = await waiting(more)
    const { status, body } = await ann.call('POST', `/chats/${chat.customer.chatId}/accept`)
    assert.equal(status, 200, JSON.stringify(body))
    return chat
  }
  const chime = new Chime(centre)
  return { centre, owner, english, italian, ann, bob, chime, withKey, waiting, talking, addQueue }
}
