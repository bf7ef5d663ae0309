import type { Chat } from '#domain/chat/chat.ts'
import { nameIn } from '#domain/customer/customer.ts'
import type { HouseParts } from './house.ts'
import { presentMessage } from './present.ts'
import type { MessageView } from './views.ts'

const page = 500

/** The conversation as lines of text, read page by page. */
export async function* transcriptText({ desk, store }: HouseParts, chat: Chat): AsyncGenerator<string> {
  const customer = desk.state.customers.get(chat.customerId) ?? (await store.load('customers', chat.customerId))
  yield `Chat ${chat.no}, ${new Date(chat.openedAt).toISOString()}\n\n`
  for (let after = 0; ; ) {
    const messages = await store.messages(chat.id, { after, limit: page })
    for (const message of messages) yield line(presentMessage(message, desk.state, nameIn(chat, customer)))
    const last = messages.at(-1)
    if (!last || messages.length < page) return
    after = last.seq
  }
}

function line(message: MessageView): string {
  const time = new Date(message.at).toISOString()
  if (message.kind === 'notice') {
    const names = [message.fromAgentName, message.agentName, message.queueName].filter((name) => name !== null)
    return `[${time}] -- ${message.code}${names.length > 0 ? ` (${names.join(' > ')})` : ''}\n`
  }
  const author = message.author.name ?? message.author.kind
  const said = message.kind === 'text' ? message.text : `[file] ${message.attachment.name}`
  // Every further line is indented, so that nobody can write a line that looks like somebody else's.
  return `[${time}] ${author}: ${said.replaceAll('\n', '\n    ')}\n`
}
