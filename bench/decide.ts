import { takeChanged } from '#desk/committed.ts'
import type { Actor } from '#domain/actor.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, member, strategyNames } from '#domain/queue/queue.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import { Random } from '../tests/support/random.ts'
import { quantile } from './quantile.ts'

/** Microseconds of decide + apply + route, median and p99, by command, in a centre of 300 agents and 5,000 open chats. */
export function benchDecide(): {
  readonly median: number
  readonly p99: number
  readonly byCommand: Record<string, number>
} {
  const random = new Random(7)
  const state = new DeskState()
  let now = Date.UTC(2026, 0, 5)
  const run = (actor: Actor, command: Command) => {
    const result = step(state, command, actor, (now += 1) as Instant)
    if (isRefusal(result)) throw new Error(`${command.do} was refused: ${result.code}`)
    takeChanged(state, result)
  }
  const agents = Array.from({ length: 300 }, () => random.uuid() as AgentId)
  agents.forEach((agentId, index) => {
    const fields = {
      name: `A ${index}`,
      email: `${index}@example.org`,
      role: 'agent',
      capacity: 10,
      passwordHash: '',
    } as const
    run(system, { do: 'addAgent', agentId, ...fields })
    run(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
  })
  const queues = strategyNames
    .filter((name) => name !== 'broadcast')
    .map((strategy) => ({ strategy, id: random.uuid() as QueueId }))
  for (const { id, strategy } of queues) {
    const members = agents.filter(() => random.next() < 0.4).map(member)
    run(system, {
      do: 'addQueue',
      queueId: id,
      settings: { ...defaultQueueSettings, name: strategy, strategy, members, wrapUpMs: 0 },
    })
  }
  const open = () => {
    const chatId = random.uuid() as ChatId
    state.chats.noteAbsent(chatId)
    const customerId = random.uuid() as CustomerId
    state.customers.noteAbsent(customerId)
    const none = { name: null, email: null, pageUrl: null, locale: null, message: null, secretHash: '' }
    return { do: 'openChat', chatId, customerId, queueId: random.pick(queues).id, ...none } as const
  }
  const acceptAll = () => {
    for (const chat of [...state.chats.values()])
      if (chat.phase === 'offered')
        run(
          { kind: 'agent', agentId: chat.offer.agentIds[0] as AgentId, via: 'bench' },
          { do: 'acceptOffer', chatId: chat.id },
        )
  }
  for (let count = 0; count < 5_000; count++) {
    run(system, open())
    if (count % 50 === 0) acceptAll()
  }
  acceptAll()

  const times: { readonly name: string; readonly us: number }[] = []
  const timed = (actor: Actor, command: Command) => {
    const from = performance.now()
    run(actor, command)
    times.push({ name: command.do, us: (performance.now() - from) * 1_000 })
  }
  for (let round = 0; round < 20_000; round++) {
    const chat = random.pick(busy(state))
    const agent: Actor = { kind: 'agent', agentId: chat.agentId, via: 'bench' }
    if (round % 10 < 7)
      timed(agent, {
        do: 'postMessage',
        chatId: chat.id,
        messageId: random.uuid() as MessageId,
        content: { text: 'Hello' },
      })
    else if (round % 10 < 8) timed(system, open())
    else {
      timed(agent, { do: 'closeChat', chatId: chat.id })
      const closed = state.chats.get(chat.id)
      if (closed) state.evictChat(closed)
      const { ringing } = state.load(chat.agentId)
      if (ringing) timed(agent, { do: 'acceptOffer', chatId: ringing })
    }
  }
  const byCommand: Record<string, number> = {}
  for (const name of new Set(times.map((time) => time.name)))
    byCommand[name] = quantile(
      times.filter((time) => time.name === name).map(({ us }) => us),
      0.5,
    )
  const all = times.map(({ us }) => us)
  return { median: quantile(all, 0.5), p99: quantile(all, 0.99), byCommand }
}

let cache: { at: number; chats: { id: ChatId; agentId: AgentId }[] } = { at: -1_000, chats: [] }
/** Chats with an owner; looked up now and then, since looking is not what is measured. */
function busy(state: DeskState) {
  if (state.position - cache.at > 200 || cache.chats.some(({ id }) => state.chats.get(id)?.phase !== 'active')) {
    const chats = [...state.chats.values()]
      .filter((chat) => chat.phase === 'active')
      .map(({ id, agentId }) => ({ id, agentId }))
    cache = { at: state.position, chats: chats.slice(0, 500) }
  }
  return cache.chats
}
