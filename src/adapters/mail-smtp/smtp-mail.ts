import type { Transporter } from 'nodemailer'
import type { Mail } from '#ports/mail.ts'
import { messageOf, readSender } from '#wire/mail/message.ts'
import { serverOf } from './server-of.ts'

export interface SmtpMailOptions {
  /** As in `POLYDESK_SMTP_URL`; may hold a password, which is never part of an error. */
  readonly url: string
  /** An address, or `Name <address>`. */
  readonly from: string
}

/** Sends letters through a mail server, over a few connections that are kept. */
export function smtpMail({ url, from }: SmtpMailOptions): Mail {
  const sender = readSender(from)
  if (!sender) throw new Error('who letters are from is not an address')
  const server = serverOf(url)
  let opened: Promise<Transporter> | null = null
  const secrets = secretsOf(server.auth)
  return {
    async send(letter) {
      try {
        opened ??= openTransport(server)
        await (await opened).sendMail(messageOf(sender, letter))
      } catch (error) {
        // A new error: the one of the library carries the server's words and commands along.
        throw new Error(withoutSecrets(wordsOf(error), secrets))
      }
    },
    async check() {
      try {
        opened ??= openTransport(server)
        await (await opened).verify()
      } catch (error) {
        throw new Error(withoutSecrets(wordsOf(error, 'the mail server cannot be used'), secrets))
      }
    },
    close: () => void opened?.then((transport) => transport.close({ force: true })),
  }
}

/** Loaded with the first letter: an idle server need not hold it in memory. */
async function openTransport(server: ReturnType<typeof serverOf>): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    ...server,
    pool: true,
    maxConnections: 2,
    // Only for a kept connection that the server closed meanwhile.
    maxRequeues: 1,
    dnsTimeout: 10_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    idleTimeout: 60_000,
  })
}

/** The password as it may stand in what a server answers, longest first. */
function secretsOf(auth: ReturnType<typeof serverOf>['auth']): string[] {
  const { user = '', pass = '' } = (auth ?? {}) as { user?: string; pass?: string }
  if (pass === '') return []
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  return [base64(`\0${user}\0${pass}`), base64(pass), encodeURIComponent(pass), pass]
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
}

function wordsOf(error: unknown, what = 'the letter could not be sent'): string {
  if (!(error instanceof Error)) return what
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  return `${what}: ${error.message}${code}`
}
