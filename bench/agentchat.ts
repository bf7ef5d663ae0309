import { randomUUID } from 'node:crypto'
import { argon2Passwords } from '#adapters/passwords-argon2/argon2-passwords.ts'
import { writeOpenChats } from './history.ts'
import { quantile } from './quantile.ts'

type Row = readonly [figure: string, measured: string, bar: string]

interface Started {
  readonly port: number
  stop(): Promise<void>
}

const email = 'ann@example.org'
const password = 'bench-password'

/** The AgentChat API with many open chats: its list page by page, and its messages beside the house API's in the same run. */
export async function benchAgentChat(
  folder: string,
  { chats, messages }: { readonly chats: number; readonly messages: number },
  start: (folder: string) => Promise<Started>,
): Promise<readonly Row[]> {
  const chatIds = await writeOpenChats(folder, chats, { email, passwordHash: await argon2Passwords.hash(password) })
  const server = await start(folder)
  try {
    const address = `http://127.0.0.1:${server.port}`
    const token = await logon(address)
    const rows: Row[] = []
    for (const withMessages of [false, true]) {
      const times = await listTimes(address, token, withMessages)
      rows.push([
        `GetChatList, ${chats.toLocaleString('en')} open chats, pages of 100${withMessages ? ' with messages' : ''}`,
        `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms over ${times.length} pages`,
        withMessages ? 'none' : '≤ 30 ms p99',
      ])
    }
    rows.push(await besideHouse(address, token, chatIds, messages))
    return rows
  } finally {
    await server.stop()
  }
}

async function logon(address: string): Promise<string> {
  const body = JSON.stringify({ EmailAddress: email, Password: password })
  const { SessionToken } = await json<{ SessionToken: string }>(`${address}/api/AgentLogon?Version=1`, null, body)
  return SessionToken
}

async function listTimes(address: string, token: string, withMessages: boolean): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < 4; round++)
    for (let after: number | null = 0; after !== null; ) {
      const query = `Version=1&SessionToken=${token}&ChatType=open&PageSize=100&IncludeMessages=${withMessages}`
      const from = performance.now()
      const page: { NextAfterChatID: number | null } = await json(
        `${address}/api/GetChatList?${query}${after ? `&AfterChatID=${after}` : ''}`,
      )
      // The first round warms up.
      if (round > 0) times.push(performance.now() - from)
      after = page.NextAfterChatID
    }
  return times
}

/** Both APIs in turn, in short pieces, so that whatever the machine does meanwhile happens to both. */
async function besideHouse(
  address: string,
  sessionToken: string,
  chatIds: readonly string[],
  messages: number,
): Promise<Row> {
  const { token } = await json<{ token: string }>(
    `${address}/house/v1/tokens`,
    null,
    JSON.stringify({ email, password }),
  )
  const text = 'The parcel left the house on Monday and should be with you by noon today.'
  const sendMessage = (at: number) =>
    json(
      `${address}/api/SendMessage?Version=1&SessionToken=${sessionToken}`,
      null,
      JSON.stringify({ ChatID: String(at + 1), MessageText: text }),
    )
  const post = (at: number) =>
    json(`${address}/house/v1/chats/${chatIds[at]}/messages`, token, JSON.stringify({ id: randomUUID(), text }))
  const pieces = 10
  const took = { agentChat: 0, house: 0 }
  await inParallel(messages / pieces, (at) => post(at % chatIds.length))
  await inParallel(messages / pieces, (at) => sendMessage(at % chatIds.length))
  for (let piece = 0; piece < pieces; piece++) {
    took.house += await inParallel(messages / pieces, (at) => post(at % chatIds.length))
    took.agentChat += await inParallel(messages / pieces, (at) => sendMessage(at % chatIds.length))
  }
  const rate = (ms: number) => (messages * 1_000) / ms
  const ratio = rate(took.agentChat) / rate(took.house)
  return [
    'SendMessage against the house API’s own, 8 in flight',
    `${rate(took.agentChat).toFixed(0)} against ${rate(took.house).toFixed(0)} messages/s: ${ratio.toFixed(2)} ×`,
    '≥ 0.8 ×',
  ]
}

/** Milliseconds for so many calls, eight at a time. */
async function inParallel(count: number, call: (at: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const from = performance.now()
  const worker = async () => {
    while (next < count) await call(next++)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return performance.now() - from
}

async function json<Body>(url: string, token: string | null = null, body: string | null = null): Promise<Body> {
  const response = await fetch(url, {
    method: body === null ? 'GET' : 'POST',
    headers: {
      ...(body !== null && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body !== null && { body }),
  })
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Body
}
