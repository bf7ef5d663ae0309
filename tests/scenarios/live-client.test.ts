import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChatId } from '#domain/ids.ts'
import { createAgentClient } from '../../web/kit/agent-client.ts'
import { createCustomerClient } from '../../web/kit/customer-client.ts'
import type { AgentLive, CustomerLive, LiveClient } from '../../web/kit/live-types.ts'
import { messageState } from '../../web/kit/message-state.ts'
import { memoryOutbox } from '../../web/kit/outbox-store.ts'
import { here, type Surroundings } from '../../web/kit/surroundings.ts'
import { Centre } from '../support/centre.ts'
import { type Transport, transports } from '../support/feed-client.ts'

for (const transport of transports) {
  test(`two pages talk, the server is restarted in between: every line once, in order, on both (${transport})`, async (t) => {
    const centre = await Centre.open(t)
    const owner = await centre.owner()
    await owner.call('PUT', '/me/availability', { availability: 'available' })
    const { chatId, token } = centre.customer()
    await centre.call('POST', '/chats', { token, body: { chatId, name: 'Kim' } })
    const surroundings = only(transport)
    const shared = { base: centre.base, surroundings }
    const kim = createCustomerClient({ ...shared, chatId, token, outbox: memoryOutbox() })
    const ann = createAgentClient({ ...shared, agentId: owner.id, token: owner.token, outbox: memoryOutbox() })
    t.after(() => {
      kim.stop()
      ann.stop()
    })
    kim.start()
    ann.start()
    await until(ann, ({ chats }) => chats.get(chatId)?.phase === 'offered')
    await owner.call('POST', `/chats/${chatId}/accept`)
    ann.open(chatId)
    await until(kim, ({ chat, link }) => chat?.phase === 'active' && link.transport === transport)

    const written: string[] = []
    const say = (client: LiveClient<AgentLive> | LiveClient<CustomerLive>, text: string) =>
      written.push(client.post(chatId, text))
    for (let no = 1; no <= 10; no++) say(no % 2 ? kim : ann, `before ${no}`)
    const restarted = centre.restart()
    for (let no = 1; no <= 10; no++) say(no % 2 ? kim : ann, `during ${no}`)
    await restarted
    for (let no = 1; no <= 10; no++) say(no % 2 ? kim : ann, `after ${no}`)

    const all = written.length + 1
    for (const client of [kim, ann])
      await until<AgentLive | CustomerLive>(
        client as never,
        ({ logs, pending }) => logs.get(chatId)?.messages.length === all && pending.length === 0,
      )
    const [atKim, atAnn] = [kim, ann].map((client) => client.get().logs.get(chatId)?.messages ?? [])
    assert.deepEqual(atKim, atAnn)
    assert.deepEqual(
      atKim?.map(({ seq }) => seq),
      Array.from({ length: all }, (_, index) => index + 1),
    )
    const ids = atKim?.flatMap((message) => (message.kind === 'notice' ? [] : [message.id]))
    assert.deepEqual([...(ids ?? [])].sort(), [...written].sort())
    for (const side of ['customer', 'agent'] as const) {
      const texts: string[] | undefined = atKim?.flatMap((message) =>
        message.kind === 'text' && message.author.kind === side ? [message.text] : [],
      )
      const odd = side === 'customer' ? [1, 3, 5, 7, 9] : [2, 4, 6, 8, 10]
      assert.deepEqual(
        texts,
        ['before', 'during', 'after'].flatMap((when) => odd.map((no) => `${when} ${no}`)),
      )
    }

    ann.read(chatId, all)
    const last = atKim?.at(-1)
    await until(kim, ({ chat }) => Boolean(chat && last && messageState(last, chat.marks, 'customer') === 'read'))
  })
}

for (const transport of ['websocket', 'poll'] as const)
  test(`a text made from a canned response that is gone meanwhile is said all the same (${transport})`, async (t) => {
    const centre = await Centre.open(t)
    const owner = await centre.owner()
    await owner.call('PUT', '/me/availability', { availability: 'available' })
    const kim = centre.customer()
    await kim.open({ name: 'Kim' })
    const chatId = kim.chatId as ChatId
    assert.equal((await owner.call('POST', `/chats/${chatId}/accept`)).status, 200)
    const greeting = { name: 'Greeting', text: 'Hello.' }
    const made = await owner.call<{ entry: { id: string } }>('POST', '/canned-responses', greeting)
    const { id } = made.body.entry
    const surroundings = only(transport)
    const parts = { base: centre.base, surroundings, outbox: memoryOutbox() }
    const ann = createAgentClient({ ...parts, agentId: owner.id, token: owner.token })
    t.after(() => ann.stop())
    ann.start()
    ann.open(chatId)
    await until(ann, ({ link, chats }) => link.transport === transport && chats.has(chatId))
    const say = async (text: string) => {
      const messageId = ann.post(chatId, text, id)
      await until(ann, ({ pending }) => !pending.some((message) => message.id === messageId))
    }
    await say('Hello.')
    assert.equal((await owner.call('DELETE', `/canned-responses/${id}`)).status, 204)
    await say('Hello again.')
    const lines = ann.get().logs.get(chatId)?.messages ?? []
    assert.deepEqual(
      lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])),
      ['Hello.', 'Hello again.'],
    )
    const { tally } = centre.app.desk.state.chats.require(chatId)
    assert.deepEqual(tally?.canned, { [id]: 1 })
  })

/** A place where only this transport comes up. */
function only(transport: Transport): Surroundings {
  return {
    ...here,
    WebSocket: transport === 'websocket' ? here.WebSocket : null,
    fetch: (input, init) =>
      transport === 'poll' && String(input).includes('/feed/events')
        ? Promise.reject(new Error('blocked'))
        : here.fetch(input, init),
    // Pauses between tries are there for the server's sake; here they only cost time: 2 % of them is enough.
    random: () => -0.96,
  }
}

function until<Live extends AgentLive | CustomerLive>(
  client: LiveClient<Live>,
  holds: (live: Live) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(
          new Error(
            `never came: ${JSON.stringify(client.get().link)} ${JSON.stringify(client.get().pending).slice(0, 500)}`,
          ),
        ),
      20_000,
    )
    const look = () => {
      if (!holds(client.get())) return
      clearTimeout(late)
      stop()
      resolve()
    }
    const stop = client.subscribe(look)
    look()
  })
}
