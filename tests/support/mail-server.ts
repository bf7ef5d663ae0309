import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { selfSigned } from './self-signed.ts'

export interface Arrived {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly secure: boolean
  readonly raw: Buffer
  readonly letter: Email
}

/** A real mail server on this machine; its own certificate is one that nobody signed. */
export class MailServer {
  readonly arrived: Arrived[] = []
  readonly #server: SMTPServer
  readonly #waiting = new Set<() => void>()

  static open(t: TestContext, options: SMTPServerOptions = {}): Promise<MailServer> {
    return MailServer.openOn(t, 0, options)
  }

  static async openOn(t: TestContext, port: number, options: SMTPServerOptions): Promise<MailServer> {
    const server = new MailServer({ authOptional: true, logger: false, closeTimeout: 1, ...selfSigned, ...options })
    await new Promise<void>((listening) => server.#server.listen(port, '127.0.0.1', listening))
    t.after(() => server.close())
    return server
  }

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      ...options,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks)
          const { mailFrom, rcptTo } = session.envelope
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
          this.arrived.push({ envelope, secure: session.secure, raw, letter: await PostalMime.parse(raw) })
          done()
          for (const resolve of this.#waiting) resolve()
          this.#waiting.clear()
        })
      },
    })
    // A client that breaks off, as the tests want it to.
    this.#server.on('error', () => {})
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  /** So many letters arrived. */
  async until(count: number): Promise<void> {
    while (this.arrived.length < count) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  async close(): Promise<void> {
    if (this.#server.server.listening) await new Promise<void>((closed) => this.#server.close(closed))
  }
}
