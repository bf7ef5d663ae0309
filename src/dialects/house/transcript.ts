import type { Chat } from '#domain/chat/chat.ts'
import { nameIn } from '#domain/customer/customer.ts'
import type { HouseParts } from './house.ts'
import { presentMessage } from './present.ts'
import type { MessageView } from './views.ts'

const page = 500

export const transcriptFormats = ['text', 'html', 'json'] as const
export type TranscriptFormat = (typeof transcriptFormats)[number]

interface Format {
  readonly mediaType: string
  readonly ending: string
  readonly head: (chat: Chat) => string
  readonly line: (message: MessageView, first: boolean) => string
  readonly foot: string
}

/** A transcript in each of its forms: what it is called, and how it is written line by line. */
export const transcriptForms: Readonly<Record<TranscriptFormat, Format>> = {
  text: {
    mediaType: 'text/plain; charset=utf-8',
    ending: 'txt',
    head: (chat) => `${titleOf(chat)}\n\n`,
    line: textLine,
    foot: '',
  },
  html: {
    mediaType: 'text/html; charset=utf-8',
    ending: 'html',
    head: (chat) =>
      `<!doctype html><html lang="${escaped(chat.locale ?? 'en')}"><meta charset="utf-8"><title>${escaped(titleOf(chat))}</title>` +
      `<h1>${escaped(titleOf(chat))}</h1><ol>\n`,
    line: htmlLine,
    foot: '</ol></html>\n',
  },
  json: {
    mediaType: 'application/json; charset=utf-8',
    ending: 'json',
    head: ({ id, no, openedAt }) => `${JSON.stringify({ id, no, openedAt }).slice(0, -1)},"messages":[`,
    line: (message, first) => `${first ? '' : ','}${JSON.stringify(message)}`,
    foot: ']}',
  },
}

/** The conversation, read page by page: what customer and agents said to each other, and nothing of what agents said aside. */
export async function* transcript(
  { desk, store }: HouseParts,
  chat: Chat,
  format: TranscriptFormat,
): AsyncGenerator<string> {
  const { head, line, foot } = transcriptForms[format]
  const customer = desk.state.customers.get(chat.customerId) ?? (await store.load('customers', chat.customerId))
  yield head(chat)
  for (let after = 0; ; ) {
    const messages = await store.messages(chat.id, { after, limit: page })
    for (const message of messages) {
      yield line(presentMessage(message, desk.state, nameIn(chat, customer)), after === 0)
      after = message.seq
    }
    if (messages.length < page) break
  }
  yield foot
}

function titleOf(chat: Chat): string {
  return `Chat ${chat.no}, ${new Date(chat.openedAt).toISOString()}`
}

function textLine(message: MessageView): string {
  const { who, what } = told(message)
  const time = new Date(message.at).toISOString()
  // Every further line is indented, so that nobody can write a line that looks like somebody else's.
  return who === null ? `[${time}] -- ${what}\n` : `[${time}] ${who}: ${what.replaceAll('\n', '\n    ')}\n`
}

function htmlLine(message: MessageView): string {
  const { who, what } = told(message)
  const time = new Date(message.at).toISOString()
  const said = escaped(what).replaceAll('\n', '<br>')
  const body = who === null ? `<em>${said}</em>` : `<b>${escaped(who)}</b>: <span dir="auto">${said}</span>`
  return `<li value="${message.seq}"><time datetime="${time}">${time}</time> ${body}\n`
}

/** Who said what; nobody in the case of a notice. */
function told(message: MessageView): { readonly who: string | null; readonly what: string } {
  if (message.kind === 'notice') {
    const names = [message.fromAgentName, message.agentName, message.queueName].filter((name) => name !== null)
    return { who: null, what: `${message.code}${names.length > 0 ? ` (${names.join(' > ')})` : ''}` }
  }
  const who = message.author.name ?? message.author.kind
  return { who, what: message.kind === 'text' ? message.text : `[file] ${message.attachment.name}` }
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
