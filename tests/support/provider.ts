import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { DeskEvent } from '#domain/events.ts'
import { isSigned, signed } from '#wire/webhooks/signature.ts'
import type { Answer, Centre } from './centre.ts'

export const channelSecret = 'the secret of all channels'

/** What came to the provider. */
export interface Got {
  readonly webhookId: string
  readonly isSigned: boolean
  readonly body: {
    readonly type: string
    readonly messageId: string
    readonly channel: string
    readonly to: string
    readonly chatNo: number
    readonly text?: string
    readonly attachment?: { readonly name: string; readonly mediaType: string; readonly base64: string }
  }
}

interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A provider of messaging on a port of this machine, and the phones behind it. */
export class Provider {
  readonly got: Got[] = []
  /** How it answers; the test sets it. */
  reply: (got: Got) => Reply | Promise<Reply> = () => ({ status: 200 })
  readonly events: DeskEvent[] = []
  centre!: Centre
  readonly #server: Server
  readonly #waits = new Set<() => void>()

  static async open(t: TestContext): Promise<Provider> {
    const provider = new Provider()
    const server = provider.#server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => {
      server.closeAllConnections()
      server.close()
    })
    return provider
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const body = Buffer.concat(parts)
      const got: Got = {
        webhookId: String(request.headers['webhook-id']),
        isSigned: isSigned(channelSecret, request.headers, this.centre.clock.now(), body),
        body: JSON.parse(body.toString()) as Got['body'],
      }
      this.got.push(got)
      this.#looked()
      const { status, headers = {} } = await this.reply(got)
      response.writeHead(status, headers).end()
    })
  }

  get settings(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo
    return { POLYDESK_CHANNELS: `sms=http://127.0.0.1:${port}/sms`, POLYDESK_CHANNEL_SECRET: channelSecret }
  }

  /** Watches what happens there; again after each start. */
  watch(centre: Centre): void {
    this.centre = centre
    centre.app.desk.watch({
      committed: ({ events }) => {
        this.events.push(...events)
        this.#looked()
      },
      reset: () => {},
    })
  }

  /** Resolves when it holds: looked at whenever something came or happened. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return
        this.#waits.delete(look)
        resolve()
      }
      this.#waits.add(look)
      look()
    })
  }

  /** Resolves when so many facts of this kind happened. */
  happened(type: DeskEvent['type'], count: number): Promise<void> {
    return this.until(() => this.events.filter((event) => event.type === type).length >= count)
  }

  get texts(): readonly (string | undefined)[] {
    return this.got.map(({ body }) => body.text)
  }

  /** A phone writes. */
  message(from: string, text: string, more: object = {}): Promise<Answer<{ chatNo: number; duplicate: boolean }>> {
    return this.post({ type: 'message', messageId: randomUUID(), from, text, ...more })
  }

  receipt(messageId: string, mark: string): Promise<Answer<{ chatNo: number; duplicate: boolean }>> {
    return this.post({ type: 'receipt', messageId, mark })
  }

  /** Signed so many milliseconds ago. */
  post<Body>(body: unknown, channel = 'sms', secret = channelSecret, agoMs = 0): Promise<Answer<Body>> {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = signed(secret, randomUUID(), this.centre.clock.now() - agoMs, text)
    return this.centre.call<Body>('POST', `/channels/${channel}/inbound`, { body: text, headers })
  }

  #looked(): void {
    for (const look of [...this.#waits]) look()
  }
}
