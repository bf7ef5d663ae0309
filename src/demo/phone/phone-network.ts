import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Committed } from '#desk/committed.ts'
import type { Desk } from '#desk/desk.ts'
import type { ChatId } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'
import { isSigned, signed } from '#wire/webhooks/signature.ts'
import { Phone, type PhoneMark } from './phone.ts'
import { PhoneFiles } from './phone-files.ts'

/** The channel by which the made-up phones are reached. */
export const phoneChannel = 'phone'
const phonesKept = 200
const bodyLimit = 32 * 1024 * 1024

/** What the desk sends for a phone. */
interface Outgoing {
  readonly messageId: string
  readonly to: string
  readonly text?: string
  readonly attachment?: { readonly name: string; readonly base64: string }
}

/** What a phone sends. */
export interface PhoneWrites {
  /** Made by the page: the same again is sent only once. */
  readonly id: string
  readonly name?: string
  readonly text?: string
  readonly attachment?: { readonly name: string; readonly base64: string }
}

/** Why the desk took nothing, in its own words. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
  readonly status: number

  constructor(status: number, reason: string) {
    super(reason)
    this.status = status
  }
}

/**
 * The provider of the channel `phone` in demo mode: a server on this machine alone, which gets what the desk sends and tells
 * the desk what phones send, both by signed HTTP as any provider does. No browser sees the secret.
 */
export class PhoneNetwork {
  readonly files = new PhoneFiles()
  readonly #secret: string
  readonly #clock: Pick<Clock, 'now'>
  readonly #server: Server
  readonly #phones = new Map<string, Phone>()
  #inbound = ''

  /** Listens on a free port; `secret` null: one of its own. */
  static async open(secret: string | null, clock: Pick<Clock, 'now'>): Promise<PhoneNetwork> {
    const network = new PhoneNetwork(secret ?? randomBytes(24).toString('base64url'), clock)
    await new Promise<void>((resolve) => network.#server.listen(0, '127.0.0.1', resolve))
    return network
  }

  private constructor(secret: string, clock: Pick<Clock, 'now'>) {
    this.#secret = secret
    this.#clock = clock
    this.#server = createServer((request, response) => {
      this.#receive(request)
        .catch(() => 400)
        .then((status) => response.writeHead(status).end())
    })
  }

  /** With which the desk is configured. */
  get channel(): { readonly name: string; readonly url: string; readonly secret: string } {
    const { port } = this.#server.address() as AddressInfo
    return { name: phoneChannel, url: `http://127.0.0.1:${port}/messages`, secret: this.#secret }
  }

  /** From now on phones reach the desk; `base` is where its API is on this machine. */
  connect(desk: Desk, base: string): () => void {
    this.#inbound = `${base}/channels/${phoneChannel}/inbound`
    return desk.watch({ committed: (committed) => this.#follow(desk, committed), reset: () => {} })
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  /** The phone with this number (E.164); the oldest that is off makes room for a new one. */
  phone(number: string): Phone {
    let phone = this.#phones.get(number)
    if (phone) return phone
    this.#phones.set(number, (phone = new Phone(number)))
    for (const [oldest, { isOn }] of this.#phones) {
      if (this.#phones.size <= phonesKept) break
      if (!isOn && oldest !== number) this.#phones.delete(oldest)
    }
    return phone
  }

  /** The phone sends; throws `NotTaken` when the desk does not take it, and then it was never sent. */
  async send(phone: Phone, { id, name, text, attachment }: PhoneWrites): Promise<void> {
    if (!phone.has(id)) {
      const file = attachment ? await this.files.put(attachment.name, Buffer.from(attachment.base64, 'base64')) : null
      phone.add({ id, from: 'phone', at: this.#clock.now(), text: text ?? null, file, mark: 'sent' })
    }
    const message = { type: 'message', messageId: id, from: phone.number, name, text, attachment }
    await this.#tell(message).catch((error: unknown) => {
      phone.takeBack(id)
      throw error
    })
    phone.mark(id, 'delivered')
  }

  /** The phone has this line, or it was read there: the desk is told when that is news. */
  async confirm(phone: Phone, mark: Exclude<PhoneMark, 'sent'>, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (!phone.isFurther(id, mark)) continue
      // Marked when the desk knows: what fails is told again.
      await this.#tell({ type: 'receipt', messageId: id, mark })
      phone.mark(id, mark)
    }
  }

  /** The phone was switched on: what waited for it has arrived. */
  async switchedOn(phone: Phone): Promise<void> {
    const waiting = phone.lines.filter(({ from, mark }) => from === 'desk' && mark === 'sent')
    await this.confirm(
      phone,
      'delivered',
      waiting.map(({ id }) => id),
    )
  }

  async #tell(body: object): Promise<void> {
    const text = JSON.stringify(body)
    const response = await fetch(this.#inbound, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed(this.#secret, randomUUID(), this.#clock.now(), text) },
      body: text,
      signal: AbortSignal.timeout(15_000),
    })
    const answer = await response.text()
    if (!response.ok) throw new NotTaken(response.status, answer)
  }

  async #receive(request: IncomingMessage): Promise<number> {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of request) {
      size += (part as Buffer).length
      if (size > bodyLimit) return 413
      parts.push(part as Buffer)
    }
    const body = Buffer.concat(parts)
    if (!isSigned(this.#secret, request.headers, this.#clock.now(), body)) return 401
    const { messageId, to, text, attachment } = JSON.parse(body.toString('utf8')) as Outgoing
    const phone = this.phone(to)
    if (phone.has(messageId)) return 200
    const file = attachment ? await this.files.put(attachment.name, Buffer.from(attachment.base64, 'base64')) : null
    phone.add({ id: messageId, from: 'desk', at: this.#clock.now(), text: text ?? null, file, mark: 'sent' })
    // A phone that is off gets it when it is switched on. The receipt does not hold up the answer.
    if (phone.isOn) void this.confirm(phone, 'delivered', [messageId]).catch(() => {})
    return 202
  }

  /** Providers are not told what agents read; the demo looks, so that the ticks are whole. */
  #follow({ state }: Desk, { events }: Committed): void {
    const phoneOf = (chatId: ChatId) => {
      const address = state.chats.get(chatId)?.address
      return address?.channel === phoneChannel ? this.#phones.get(address.phone) : undefined
    }
    for (const event of events) {
      if (event.type === 'chat.messagePosted' && event.author.kind === 'customer')
        phoneOf(event.chatId)?.stands(event.chatId, event.seq)
      if (event.type === 'chat.marked' && event.side === 'agent')
        phoneOf(event.chatId)?.readUpTo(event.chatId, event.mark.read)
    }
  }
}
