import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { batchOf, takeChanged } from '#desk/committed.ts'
import type { Actor } from '#domain/actor.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import { Random } from '../tests/support/random.ts'

/** Fills a data folder with closed chats, each of which was really opened, answered and closed. */
export async function writeHistory(folder: string, chats: number): Promise<void> {
  const store = await openSqliteStore({ folder, readers: 1 })
  const random = new Random(3)
  const state = new DeskState()
  let now = Date.UTC(2026, 0, 5)
  let events: DeskEvent[] = []
  const run = (actor: Actor, command: Command) => {
    const result = step(state, command, actor, (now += 100) as Instant)
    if (isRefusal(result)) throw new Error(`${command.do} was refused: ${result.code}`)
    events.push(...result)
  }
  const flush = async () => {
    await store.commit(batchOf(takeChanged(state, events), []))
    events = []
  }
  const agentId = random.uuid() as AgentId
  const agent: Actor = { kind: 'agent', agentId, via: 'bench' }
  const queueId = random.uuid() as QueueId
  run(system, {
    do: 'addAgent',
    agentId,
    name: 'Ann',
    email: 'ann@example.org',
    role: 'admin',
    capacity: 5,
    passwordHash: '',
  })
  run(system, {
    do: 'addQueue',
    queueId,
    settings: { ...defaultQueueSettings, name: 'General', members: [member(agentId)], wrapUpMs: 0 },
  })
  run(agent, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
  for (let count = 0; count < chats; count++) {
    const chatId = random.uuid() as ChatId
    const customerId = random.uuid() as CustomerId
    state.chats.noteAbsent(chatId)
    state.customers.noteAbsent(customerId)
    const message = { id: random.uuid() as MessageId, text: 'Where is my parcel?' }
    run(system, {
      do: 'openChat',
      chatId,
      customerId,
      queueId,
      name: `Customer ${count}`,
      email: null,
      pageUrl: null,
      locale: null,
      secretHash: '',
      message,
    })
    run(agent, { do: 'acceptOffer', chatId })
    run(agent, { do: 'postMessage', chatId, messageId: random.uuid() as MessageId, content: { text: 'On its way.' } })
    run(agent, { do: 'closeChat', chatId })
    if (count % 500 === 499) await flush()
    const chat = state.chats.get(chatId)
    if (chat && count % 500 !== 499) closed.push(chat)
    if (count % 500 === 499) for (const old of closed.splice(0)) state.evictChat(old)
  }
  await flush()
  await store.close()
}

const closed: Parameters<DeskState['evictChat']>[0][] = []
