import { isIP } from 'node:net'

/** One environment variable: what it is for, what is accepted, and how its text is read. */
export interface Setting<Value> {
  readonly name: `POLYDESK_${string}`
  readonly what: string
  /** In words, for the error and the documentation. */
  readonly accepted: string
  /** As text, for the documentation; the value of an unset variable is `read('')` of this. */
  readonly fallback: string
  /** The value, or null when the text is not accepted. */
  readonly read: (text: string) => { readonly value: Value } | null
}

const setting = <Value>(setting: Setting<Value>): Setting<Value> => setting

const whole = (minimum: number, maximum: number) => (text: string) => {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= minimum && value <= maximum ? { value } : null
}

const unsetOr = (minLength: number, maxLength: number) => (text: string) => {
  if (text === '') return { value: null }
  return text.length >= minLength && text.length <= maxLength ? { value: text } : null
}

const wholeSetting = (
  name: Setting<number>['name'],
  what: string,
  minimum: number,
  maximum: number,
  fallback: number,
) =>
  setting({
    name,
    what,
    accepted: `a whole number from ${minimum} to ${maximum}`,
    fallback: String(fallback),
    read: whole(minimum, maximum),
  })

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Every setting, in the order of the documentation; the keys are those of the checked configuration. */
export const settings = {
  host: setting({
    name: 'POLYDESK_HOST',
    what: 'The address to listen on. The default reaches no other machine; `0.0.0.0` listens on all addresses.',
    accepted: 'an IP address or a host name',
    fallback: '127.0.0.1',
    read: (text) => (/^[A-Za-z0-9.:_-]+$/.test(text) ? { value: text } : null),
  }),
  port: wholeSetting('POLYDESK_PORT', 'The port to listen on; 0 takes any free one.', 0, 65_535, 8080),
  data: setting({
    name: 'POLYDESK_DATA',
    what: 'The folder that holds everything: the store, the files, the backups. It is made when it is not there.',
    accepted: 'a path',
    fallback: 'data',
    read: (text) => (text.trim() === '' ? null : { value: text }),
  }),
  publicUrl: setting<string | null>({
    name: 'POLYDESK_PUBLIC_URL',
    what: 'The address at which browsers reach Polydesk, when it stands behind a proxy. Unset: `http://localhost` and the port.',
    accepted: 'an http or https address without a path',
    fallback: '',
    read: (text) => {
      if (text === '') return { value: null }
      const url = URL.canParse(text) ? new URL(text) : null
      const plain =
        url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
      return plain ? { value: url.origin } : null
    },
  }),
  logLevel: setting({
    name: 'POLYDESK_LOG_LEVEL',
    what: 'How much is written to the log, which is lines of JSON on standard output.',
    accepted: `one of ${logLevels.join(', ')}`,
    fallback: 'info',
    read: (text) => {
      const value = logLevels.find((level) => level === text)
      return value ? { value } : null
    },
  }),
  ownerEmail: setting({
    name: 'POLYDESK_OWNER_EMAIL',
    what: 'The e-mail address with which the owner signs in; used once, when the data folder is empty.',
    accepted: 'an e-mail address',
    fallback: 'owner@localhost',
    read: (text) => (/^[^\s@]+@[^\s@]+$/.test(text) && text.length <= 200 ? { value: text } : null),
  }),
  ownerPassword: setting<string | null>({
    name: 'POLYDESK_OWNER_PASSWORD',
    what: "The owner's first password, for unattended installs; used once, when the data folder is empty. Unset: one is generated and printed once.",
    accepted: '10 to 200 characters',
    fallback: '',
    read: unsetOr(10, 200),
  }),
  zone: setting<string | null>({
    name: 'POLYDESK_ZONE',
    what: 'The time zone in which *today* begins at midnight; used once, when the data folder is empty. Unset: that of the machine.',
    accepted: 'an IANA time zone such as Europe/Berlin',
    fallback: '',
    read: (text) => (text === '' ? { value: null } : isZone(text) ? { value: text } : null),
  }),
  identitySecret: setting<string | null>({
    name: 'POLYDESK_IDENTITY_SECRET',
    what: 'With which your site signs who its customers are: HMAC-SHA256 over their external id, in hex. Unset: nobody is believed.',
    accepted: '16 to 200 characters',
    fallback: '',
    read: unsetOr(16, 200),
  }),
  botOrigins: setting<readonly string[]>({
    name: 'POLYDESK_BOT_ORIGINS',
    what: 'Where the programs are that welcome flows may ask; nothing else is ever called. Unset: none, and such a flow goes on to a person.',
    accepted: 'origins such as https://bot.example.org, with commas between them',
    fallback: '',
    read: (text) => {
      const value = list(text)
      return value.every(isOrigin) ? { value } : null
    },
  }),
  smtpUrl: setting<string | null>({
    name: 'POLYDESK_SMTP_URL',
    what: 'The mail server: `smtps` is TLS from the start; `smtp` goes over to TLS when the server offers it, and with `?requireTLS=true` does nothing without. `?tls.rejectUnauthorized=false` takes any certificate. Unset: letters are put down in `outbox` in the data folder.',
    accepted:
      'an address such as smtps://name:password@mail.example.org:465, what is special in the password percent-encoded',
    fallback: '',
    read: (text) => (text === '' ? { value: null } : isMailServer(text) ? { value: text } : null),
  }),
  mailFrom: setting({
    name: 'POLYDESK_MAIL_FROM',
    what: 'Who letters are from. Needed with `POLYDESK_SMTP_URL`: few mail servers send for localhost.',
    accepted: 'an e-mail address, or a name with one: Polydesk <desk@example.org>',
    fallback: 'Polydesk <polydesk@localhost>',
    read: (text) => (senderForm.test(text) && text.length <= 300 ? { value: text } : null),
  }),
  channels: setting<readonly Channel[]>({
    name: 'POLYDESK_CHANNELS',
    what: 'Messaging channels, by which customers are phone numbers: a name for each, and where the gateway of its provider takes messages. Unset: none.',
    accepted:
      'name=https://address pairs with commas between them; names of up to 32 small letters, digits and hyphens; http for this machine alone',
    fallback: '',
    read: (text) => {
      const value = list(text).map(channelOf)
      const named = value.filter((channel) => channel !== null)
      const names = new Set(named.map(({ name }) => name))
      return named.length === value.length && names.size === named.length ? { value: named } : null
    },
  }),
  channelSecret: setting<string | null>({
    name: 'POLYDESK_CHANNEL_SECRET',
    what: 'With which messages between the gateways and Polydesk are signed, in both directions (Standard Webhooks). Required with channels.',
    accepted: '24 to 200 characters; those that begin with `whsec_` are read as base64',
    fallback: '',
    read: (text) => (text.startsWith('whsec_') && !isBase64(text.slice(6)) ? null : unsetOr(24, 200)(text)),
  }),
  phoneCountry: setting<string | null>({
    name: 'POLYDESK_PHONE_COUNTRY',
    what: 'The country in which phone numbers without a country code are read. Unset: numbers come with their country code.',
    accepted: 'an ISO 3166 country of two letters, such as ZA',
    fallback: '',
    read: (text) => (text === '' ? { value: null } : isRegion(text) ? { value: text } : null),
  }),
  trustedProxies: setting<readonly string[]>({
    name: 'POLYDESK_TRUSTED_PROXIES',
    what: 'Proxies whose `X-Forwarded-For` is believed when visitors are told apart by address. Unset: none.',
    accepted: 'IP addresses or ranges such as 10.0.0.0/8, with commas between them',
    fallback: '',
    read: (text) => {
      const value = list(text)
      return value.every(isRange) ? { value } : null
    },
  }),
  widgetOrigins: setting<readonly string[] | null>({
    name: 'POLYDESK_WIDGET_ORIGINS',
    what: 'Sites that may embed the widget. `*` is any site.',
    accepted: '* or origins such as https://www.example.org, with commas between them',
    fallback: '*',
    read: (text) => {
      if (text === '*') return { value: null }
      const value = list(text)
      return value.length > 0 && value.every(isOrigin) ? { value } : null
    },
  }),
  apiOrigins: setting<readonly string[]>({
    name: 'POLYDESK_API_ORIGINS',
    what: 'Sites whose pages may read the answers of the Chime APIs (CORS). Unset: none.',
    accepted: 'origins such as https://portal.example.org, with commas between them',
    fallback: '',
    read: (text) => {
      const value = list(text)
      return value.every(isOrigin) ? { value } : null
    },
  }),
  chimeOpen: setting({
    name: 'POLYDESK_CHIME_OPEN',
    what: 'Set to `1`, the Chime API tells agents, their state, and what was said in any chat to whoever asks, as the vendor’s does. Unset: they need an API key.',
    accepted: '0 or 1',
    fallback: '0',
    read: (text) => (text === '0' || text === '1' ? { value: text === '1' } : null),
  }),
  attachmentLimitMb: wholeSetting(
    'POLYDESK_ATTACHMENT_LIMIT_MB',
    'The largest file that can be sent in a chat, in megabytes.',
    1,
    1_000,
    20,
  ),
  messageLimit: wholeSetting('POLYDESK_MESSAGE_LIMIT', 'The longest message, in characters.', 100, 50_000, 10_000),
  chatsPerAddressPerMinute: wholeSetting(
    'POLYDESK_CHATS_PER_ADDRESS_PER_MINUTE',
    'How many chats one address may open in a minute.',
    1,
    100_000,
    60,
  ),
  messagesPerVisitorPerMinute: wholeSetting(
    'POLYDESK_MESSAGES_PER_VISITOR_PER_MINUTE',
    'How many messages one visitor may send in a minute.',
    1,
    100_000,
    120,
  ),
  readers: wholeSetting('POLYDESK_READERS', 'Threads that answer questions about the past.', 1, 8, 1),
} as const

const senderForm =
  /^(?:[^\p{Cc}<>"]*<[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]+>|[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]+)$/u
const mailServerOptions: Readonly<Record<string, string>> = { requireTLS: 'true', 'tls.rejectUnauthorized': 'false' }

function isMailServer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname) || url.hash)
    return false
  if (!/^(?:%[0-9a-f]{2}|[^%])*$/i.test(url.username + url.password)) return false
  return [...url.searchParams].every(([name, value]) => mailServerOptions[name] === value)
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

/** A messaging channel, as it is configured. */
interface Channel {
  readonly name: string
  readonly url: string
}

function channelOf(text: string): Channel | null {
  const [, name, url] = /^([a-z0-9-]{1,32})=(https?:.+)$/.exec(text) ?? []
  if (!name || !url || !URL.canParse(url)) return null
  const { protocol, hostname, username, password } = new URL(url)
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  return (protocol === 'https:' || loopback) && !username && !password ? { name, url } : null
}

function isBase64(text: string): boolean {
  return text !== '' && Buffer.from(text, 'base64').toString('base64') === text
}

function isRegion(text: string): boolean {
  return (
    /^[A-Z]{2}$/.test(text) && new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(text) !== undefined
  )
}

function isZone(text: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(text) || text === 'UTC'
}

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  return version !== 0 && rest.length === 0 && (bits === undefined || whole(0, version === 4 ? 32 : 128)(bits) !== null)
}
