import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import type {
  AgentView,
  AsideView,
  ChatView,
  CustomerChatView,
  ExplanationView,
  MessageView,
  Problem,
  QueueView,
} from '#dialects/house/views.ts'
import { type Agent, Centre, type Customer } from './centre.ts'
import { FeedClient } from './feed-client.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The instant of a time of the day in Berlin, `HH:MM` or `HH:MM:SS`: told with its offset, so as not to come from the zone rules under test. */
export function berlin(time: string, on = '2026-01-06'): number {
  return Date.parse(`${on}T${time}+01:00`)
}

/** A centre through one Tuesday in Berlin: the clock goes by the times of that day, and people do what people do. */
export class Day {
  readonly centre: Centre
  readonly owner: Agent
  readonly #t: TestContext

  /** On Monday, when everything is set up. */
  static async before(t: TestContext): Promise<Day> {
    const centre = await Centre.open(t)
    return new Day(t, centre, await centre.owner())
  }

  private constructor(t: TestContext, centre: Centre, owner: Agent) {
    this.#t = t
    this.centre = centre
    this.owner = owner
  }

  /** Lets time pass until the clock shows this; it never goes back. */
  until(time: string, on?: string): void {
    const left = berlin(time, on) - this.centre.clock.now()
    assert.ok(left >= 0, `${time} is over`)
    this.centre.clock.pass(left)
  }

  async setsUp(path: string, entry: object): Promise<string> {
    return (await answered<{ entry: { id: string } }>(this.owner, 'POST', `/${path}`, entry)).entry.id
  }

  async opensQueue(name: string, settings: object): Promise<string> {
    return (await answered<{ queue: QueueView }>(this.owner, 'POST', '/queues', { name, ...settings })).queue.id
  }

  /** A new colleague, signed in; not at work yet. */
  async hires(name: string, settings: object): Promise<Agent> {
    const email = `${name.toLowerCase()}@example.org`
    const password = `${name}-password`
    await answered(this.owner, 'POST', '/agents', { name, email, password, ...settings })
    return this.centre.signIn(email, password)
  }

  /** A visitor asks for somebody, and is given a place. */
  async comes(name: string, queueId: string, text = `${name} asks`): Promise<Customer> {
    const customer = this.centre.customer()
    await customer.open({ queueId, name, message: { id: randomUUID(), text } })
    return customer
  }

  /** A visitor asks for somebody, and is turned away. */
  async isTurnedAway(queueId: string): Promise<Problem> {
    const { chatId, token } = this.centre.customer()
    const { status, body } = await this.centre.call<Problem>('POST', '/chats', { token, body: { chatId, queueId } })
    assert.equal(status, 409)
    return body
  }

  /** Keeps a page open, and what it was shown. */
  async opensPage({ token }: { readonly token: string }): Promise<FeedClient> {
    const page = new FeedClient(this.centre.base, token, 'websocket')
    this.#t.after(() => page.stop())
    await shows(page, () => page.openings.length > 0, 'its first snapshot')
    return page
  }
}

/** Waits until a page shows something; what never comes fails in seconds, and says what it was. */
export async function shows(page: FeedClient, holds: () => boolean, what: string): Promise<void> {
  const tooLate = AbortSignal.timeout(5_000)
  const late = new Promise<never>((_, reject) => {
    tooLate.addEventListener('abort', () => reject(new Error(`never shown: ${what}`)))
  })
  await Promise.race([page.until(holds), late])
}

/** Asks as an agent or a customer, and is answered. */
export async function answered<Body>(
  who: Agent | Customer,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Body> {
  const { status, body: answer } = await who.call<Body>(method, path, body)
  assert.ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(answer)}`)
  return answer
}

/** Asks, and is refused: the status and the code that say why. */
export async function refused(who: Agent | Customer, method: Method, path: string, body?: unknown): Promise<string> {
  const { status, body: problem } = await who.call<Problem>(method, path, body)
  return `${status} ${problem.code}`
}

/** Does something to a chat, and is shown how it then stands. */
export async function does(agent: Agent, what: string, { chatId }: Customer, body?: object): Promise<ChatView> {
  const method = what === 'disposition' ? 'PUT' : 'POST'
  return (await answered<{ chat: ChatView }>(agent, method, `/chats/${chatId}/${what}`, body)).chat
}

/** Comes to work, or goes on a break. */
export async function is(agent: Agent, availability: AgentView['availability'], awayReason?: string): Promise<void> {
  await answered(agent, 'PUT', '/me/availability', { availability, ...(awayReason && { awayReason }) })
}

/** It rings for this agent and nobody else, and they take it. */
export async function takes(agent: Agent, customer: Customer): Promise<void> {
  assert.deepEqual(await ringsFor(agent, customer), [agent.name])
  assert.equal((await does(agent, 'accept', customer)).agentId, agent.id)
}

/** For whom a chat rings, as one who may see it is told. */
export async function ringsFor(viewer: Agent, { chatId }: Customer): Promise<string[]> {
  const { offer } = await viewer.chat(chatId)
  const { agents } = await answered<{ agents: AgentView[] }>(viewer, 'GET', '/agents')
  return (offer?.agentIds ?? []).map((agentId) => agents.find(({ id }) => id === agentId)?.name ?? agentId)
}

export async function says(who: Agent | Customer, { chatId }: Customer, text: string): Promise<void> {
  await answered(who, 'POST', `/chats/${chatId}/messages`, { id: randomUUID(), text })
}

/** Writes beside the conversation. */
export async function tellsAside(agent: Agent, kind: AsideView['kind'], { chatId }: Customer, text: string) {
  await answered(agent, 'POST', `/chats/${chatId}/asides`, { id: randomUUID(), kind, text })
}

export async function explanation(viewer: Agent, { chatId }: Customer): Promise<ExplanationView> {
  return answered<ExplanationView>(viewer, 'GET', `/chats/${chatId}/explanation`)
}

/** Why each member of the chat's queue cannot take it; null: can. */
export async function whyNot(viewer: Agent, customer: Customer): Promise<Record<string, string | null>> {
  const { agents } = await explanation(viewer, customer)
  const members = agents.filter(({ why }) => why !== 'not-in-queue')
  return Object.fromEntries(members.map(({ name, why }) => [name, why]))
}

/** A conversation as either side reads it: what was said, and the codes of notices. */
export async function conversation(reader: Agent | Customer, { chatId }: Customer): Promise<string[]> {
  const { messages } = await answered<{ messages: MessageView[] }>(reader, 'GET', `/chats/${chatId}/messages`)
  return messages.map(lineOf)
}

/** A line as `Name: text`, or the code of a notice with the names it holds. */
export function lineOf(message: MessageView): string {
  if (message.kind === 'file') return `[${message.attachment.name}]`
  if (message.kind === 'text') return `${message.author.name}: ${message.text}`
  const { fromAgentName, agentName, queueName } = message
  return [message.code, fromAgentName, agentName, queueName].filter((part) => part !== null).join(' ')
}

/** The chat as its customer sees it. */
export async function chatOf(customer: Customer): Promise<CustomerChatView> {
  return (await answered<{ chat: CustomerChatView }>(customer, 'GET', `/chats/${customer.chatId}`)).chat
}

/** The ids of a list of chats. */
export async function listed(agent: Agent, scope: 'mine' | 'waiting' | 'team' | 'closed'): Promise<string[]> {
  const { chats } = await answered<{ chats: ChatView[] }>(agent, 'GET', `/chats?scope=${scope}`)
  return chats.map(({ id }) => id)
}

/** Closes a chat and does the paperwork. */
export async function ends(agent: Agent, customer: Customer, dispositionId: string): Promise<ChatView> {
  const { phase } = await does(agent, 'close', customer)
  await does(agent, 'disposition', customer, { dispositionId })
  return phase === 'closed' ? agent.chat(customer.chatId) : does(agent, 'finish-wrap-up', customer)
}

/** The place in the queue that the customer's page shows. */
export function placeOn(page: FeedClient): string | undefined {
  const place = page.other.findLast((frame) => frame.type === 'place')
  return place && `${place.number} of ${place.waiting}`
}

/** That none of these stands anywhere in what somebody was shown. */
export function assertHidden(shown: unknown, secrets: readonly string[]): void {
  const text = JSON.stringify(shown)
  assert.deepEqual(
    secrets.filter((secret) => text.includes(secret)),
    [],
    'was shown',
  )
}
