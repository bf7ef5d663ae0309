import { DatabaseSync } from 'node:sqlite'
import { Random } from '../tests/support/random.ts'

const linesPerChat = 20
/** One line in so many has the rare word. */
const rareEvery = 100_000
const queueCount = 20
const agentCount = 100
const wordCount = 20_000
/** Where the lines begin, and how far they lie apart. */
export const firstAt = Date.UTC(2025, 0, 1)
const apartMs = 30_000

/** An id of the form ours have, from a number. */
export function numberedId(kind: number, no: number): string {
  return `019${kind}0000-0000-7000-8000-${no.toString(16).padStart(12, '0')}`
}

export const queueOf = (no: number) => numberedId(1, no % queueCount)

/**
 * Puts closed chats with so many lines into an empty store, past the writer, since only what is found matters here. Words
 * are as unevenly spread as people's; `parcel` is in 30 % of the lines, `on its way` in 2 %, `zebra` in very few.
 */
export function writeLines(file: string, lines: number): void {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN')
  const addChat = database.prepare('INSERT INTO chats (id, row) VALUES (?, ?)')
  const addCustomer = database.prepare('INSERT INTO customers (id, row) VALUES (?, ?)')
  const addMessage = database.prepare("INSERT INTO messages VALUES (?, ?, ?, ?, ?, 'text', ?, ?, ?, NULL)")
  const addEvent = database.prepare(
    "INSERT INTO journal VALUES (?, ?, 'chat.messagePosted', ?, NULL, NULL, 'system', NULL, NULL, 'bench', ?)",
  )
  const random = new Random(11)
  const words = Array.from({ length: wordCount }, () => syllables(random))
  for (let position = 1; position <= lines; position++) {
    const chatNo = Math.ceil(position / linesPerChat)
    const chatId = numberedId(2, chatNo)
    const customerId = numberedId(3, chatNo)
    const at = firstAt + position * apartMs
    if (position % linesPerChat === 1) {
      addChat.run(chatId, JSON.stringify(chatRow(chatNo, chatId, customerId, at)))
      const name = `${random.pick(words)} ${random.pick(words)}`
      const customer = { id: customerId, no: chatNo, name, email: `${chatNo}@example.org`, addedAt: at }
      addCustomer.run(customerId, JSON.stringify(customer))
    }
    const seq = ((position - 1) % linesPerChat) + 1
    const text = line(random, words, position, lines)
    addMessage.run(chatId, seq, numberedId(4, position), at, position, 'customer', customerId, text)
    addEvent.run(position, at, chatId, `{"seq":${seq}}`)
  }
  database.exec('COMMIT')
  database.close()
}

function chatRow(no: number, id: string, customerId: string, at: number): object {
  const place = { queueId: queueOf(no), agentId: numberedId(5, no % agentCount), customerId }
  return {
    id,
    no,
    phase: 'closed',
    ...place,
    openedAt: at,
    endedAt: at,
    closedAt: at,
    lastSeq: linesPerChat,
    ending: 'completed',
  }
}

function line(random: Random, words: readonly string[], position: number, lines: number): string {
  const said: string[] = []
  const count = 5 + random.below(11)
  // The third power of an even spread: few words are said often, most hardly ever.
  for (let place = 0; place < count; place++) said.push(words[Math.floor(random.next() ** 3 * words.length)] ?? '')
  if (random.next() < 0.3) said.splice(random.below(said.length), 0, 'parcel')
  if (random.next() < 0.02) said.splice(random.below(said.length), 0, 'on its way')
  if (position % rareEvery === 0) said.push('zebra')
  if (position === lines) said.push('newestword')
  return said.join(' ')
}

function syllables(random: Random): string {
  const parts = [
    'ba',
    'de',
    'fi',
    'go',
    'ku',
    'la',
    'me',
    'ni',
    'po',
    'ru',
    'sa',
    'te',
    'vi',
    'wo',
    'xu',
    'zen',
    'ter',
    'ing',
  ]
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(parts)).join('')
}
