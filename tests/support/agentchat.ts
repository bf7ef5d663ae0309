import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { storedAs } from '#dialects/agentchat/auth.ts'
import { system } from '#domain/actor.ts'
import { type AgentId, later } from '#domain/ids.ts'
import type { Centre } from './centre.ts'

export interface Answer<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/** The body of an AgentChat error. */
export interface AgentChatError {
  readonly ErrorNumber: number
  readonly ErrorName: string
  readonly ErrorMessage: string
  readonly Parameters: readonly { readonly Parameter: string; readonly Accepted: string }[]
}

const posts = /^(AgentLogon|SetPassword|SendMessage|AddComment|Create\w+|Update\w+|AddTag|RemoveTag)$/
const deletes = /^Delete\w+$/

/** A program that speaks the AgentChat API, signed in or not. */
export class AgentChat {
  readonly centre: Centre
  token: string | null

  constructor(centre: Centre, token: string | null = null) {
    this.centre = centre
    this.token = token
  }

  /** Signs in and goes on with the token. */
  static async logon(centre: Centre, email: string, password: string): Promise<AgentChat> {
    const { status, body } = await new AgentChat(centre).call<{ SessionToken: string }>('AgentLogon', {
      EmailAddress: email,
      Password: password,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return new AgentChat(centre, body.SessionToken)
  }

  /** Calls a method by its documented verb: fields go into the body of a POST, else into the query. */
  async call<Body = unknown>(
    name: string,
    fields: Readonly<Record<string, unknown>> = {},
    query: Readonly<Record<string, string | null>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const method = posts.test(name) ? 'POST' : deletes.test(name) ? 'DELETE' : 'GET'
    const common = { Version: '1.0', ...(this.token && { SessionToken: this.token }), ...query }
    const asked = method === 'POST' ? common : { ...fields, ...common }
    const search = new URLSearchParams(
      Object.entries(asked).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])),
    )
    const response = await fetch(`http://127.0.0.1:${this.centre.app.port}/api/${name}?${search}`, {
      method,
      headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
      ...(method === 'POST' && { body: JSON.stringify(fields) }),
    })
    const text = await response.text()
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as Body }
  }

  /** The answer's body, which must be a success. */
  async ok<Body>(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Body> {
    const { status, body } = await this.call<Body>(name, fields)
    assert.equal(status, 200, `${name}: ${JSON.stringify(body)}`)
    return body
  }

  /** The error that the call must end in, as `status name`, and its parameters. */
  async refused(
    name: string,
    fields: Readonly<Record<string, unknown>> = {},
    query: Readonly<Record<string, string | null>> = {},
  ): Promise<string> {
    const { status, body } = await this.call<AgentChatError>(name, fields, query)
    assert.ok(status >= 400, `${name} was done`)
    assert.ok(body.ErrorNumber >= 1000 && body.ErrorMessage.length > 0, JSON.stringify(body))
    return [status, body.ErrorName, ...body.Parameters.map(({ Parameter }) => Parameter)].join(' ')
  }
}

/** Signed in as an agent without a password: for tests that are about something else. */
export async function agentChatAs(centre: Centre, agentId: string): Promise<AgentChat> {
  const token = randomBytes(16).toString('hex')
  const expiresAt = later(centre.clock.now(), 1_800_000)
  const login = { ...storedAs(token), agentId: agentId as AgentId, use: 'program', expiresAt } as const
  await centre.app.desk.execute(system, { do: 'startLogin', ...login }, { answer: () => null })
  return new AgentChat(centre, token)
}
