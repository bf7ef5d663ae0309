import { type Actor, system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, member, type QueueSettings } from '#domain/queue/queue.ts'
import type { Refusal } from '#domain/refusal.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'

/** The people of the rule tests: Ann and Bob answer in the queue Support, Kim and Lee ask. */
export const ann = 'ann' as AgentId
export const bob = 'bob' as AgentId
export const eve = 'eve' as AgentId
export const support = 'support' as QueueId
export const billing = 'billing' as QueueId
export const kims = 'kims-chat' as ChatId
export const lees = 'lees-chat' as ChatId

export const agent = (agentId: AgentId): Actor => ({ kind: 'agent', agentId, via: 'test' })
export const customer = (chatId: ChatId): Actor => ({
  kind: 'customer',
  chatId,
  customerId: `customer of ${chatId}` as CustomerId,
  via: 'test',
})

/** A desk without a disk: what is not in memory does not exist. Time stands still until the test moves it. */
export class RuleDesk {
  readonly state = new DeskState()
  now = 1_000_000
  /** What was done to set the desk up. */
  readonly setUp: readonly DeskEvent[]

  constructor(settings: Partial<QueueSettings> = {}) {
    const setUp: DeskEvent[] = []
    const begin = (command: Command) => setUp.push(...this.do(command))
    for (const agentId of [ann, bob, eve]) {
      const words = { name: agentId, email: `${agentId}@example.org`, passwordHash: '' }
      begin({ do: 'addAgent', agentId, role: 'agent', capacity: 2, ...words })
    }
    const members = [member(ann), member(bob)]
    begin({
      do: 'addQueue',
      queueId: support,
      settings: { ...defaultQueueSettings, name: 'Support', members, ...settings },
    })
    begin({
      do: 'addQueue',
      queueId: billing,
      settings: { ...defaultQueueSettings, name: 'Billing', members: [member(eve)] },
    })
    this.setUp = setUp
  }

  /** Does it and expects it to be done. */
  do(command: Command, actor: Actor = system): readonly DeskEvent[] {
    const result = this.try(command, actor)
    if (isRefusal(result)) throw new Error(`${command.do} was refused: ${result.code}`)
    return result
  }

  try(command: Command, actor: Actor): readonly DeskEvent[] | Refusal {
    return step(this.state, command, actor, this.now as Instant)
  }

  /** The stable code with which it is refused, or null. */
  refusal(command: Command, actor: Actor): string | null {
    const result = this.try(command, actor)
    return isRefusal(result) ? result.code : null
  }

  available(...agentIds: AgentId[]): this {
    for (const agentId of agentIds)
      this.do({ do: 'setAvailability', agentId, availability: 'available', awayReason: null })
    return this
  }

  open(chatId: ChatId, queueId = support): this {
    this.state.chats.noteAbsent(chatId)
    const customerId = `customer of ${chatId}` as CustomerId
    this.state.customers.noteAbsent(customerId)
    const none = { name: null, email: null, pageUrl: null, locale: null, message: null }
    this.do({ do: 'openChat', chatId, customerId, queueId, secretHash: `secret of ${chatId}`, ...none })
    return this
  }

  /** Kim's chat, accepted by Ann. */
  talking(): this {
    this.available(ann).open(kims)
    this.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
    return this
  }

  say(text: string, actor: Actor, id: string = text, chatId = kims): readonly DeskEvent[] {
    return this.do({ do: 'postMessage', chatId, messageId: id as MessageId, content: { text } }, actor)
  }

  chat(chatId: ChatId) {
    return this.state.chats.require(chatId)
  }

  /** Lets time pass and everything happen that is due on the way. */
  pass(ms: number): this {
    const until = this.now + ms
    for (let next = this.state.deadlines.first(); next && next.at <= until; next = this.state.deadlines.first()) {
      this.now = Math.max(this.now, next.at)
      this.do({ do: 'passTime' })
    }
    this.now = until
    return this
  }
}
