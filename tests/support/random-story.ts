import { type Actor, system } from '#domain/actor.ts'
import { availabilities } from '#domain/agent/agent.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, CannedResponseId, ChatId, MessageId, QueueId } from '#domain/ids.ts'
import { agent, ann, billing, bob, customer, eve, RuleDesk, support } from '../cast.ts'
import { Random } from './random.ts'

const agentIds: readonly AgentId[] = [ann, bob, eve]
const queueIds: readonly QueueId[] = [support, billing]
const canned = ['greeting', 'regards'] as readonly string[] as readonly CannedResponseId[]

/** Anybody does anything at any time at a desk without a disk; all events are kept, and time runs in leaps of up to days. */
export class RandomStory {
  readonly desk: RuleDesk
  readonly events: DeskEvent[] = []
  readonly beganAt: number
  readonly #random: Random
  readonly #chats: ChatId[] = []

  constructor(seed: number) {
    this.#random = new Random(seed)
    this.desk = new RuleDesk({
      ...{ wrapUpMs: 45_000, offerMs: 20_000, maxWaitMs: 900_000 },
    })
    this.beganAt = this.desk.now
    const { do: act } = this.desk
    this.desk.do = (command, actor) => {
      const events = act.call(this.desk, command, actor)
      this.events.push(...events)
      return events
    }
    const overflows = [{ when: 'waited', afterMs: 120_000, toQueueId: billing } as const]
    this.desk.do({ do: 'changeQueue', queueId: support, settings: { overflows } })
    for (const id of canned)
      this.desk.do({ do: 'addEntry', table: 'cannedResponses', id, settings: { name: id, text: 'Hm' } })
  }

  step(): void {
    const random = this.#random
    const fate = random.next()
    if (fate < 0.25) this.desk.pass(random.below(60_000))
    else if (fate < 0.27) this.desk.pass(random.below(40 * 60_000))
    else if (fate < 0.272) this.desk.pass(random.below(60 * 3_600_000))
    else if (fate < 0.36) this.#open()
    else if (fate < 0.42) this.#holdOut()
    else this.#anything()
  }

  #open(): void {
    const chatId = `chat-${this.#chats.length}` as ChatId
    this.#chats.push(chatId)
    this.desk.open(chatId, this.#random.pick(queueIds))
  }

  #anything(): void {
    const random = this.#random
    const chats = [...this.desk.state.chats.values()]
    const open = chats.filter(({ phase }) => phase !== 'closed')
    const chat = random.pick(open.length > 0 && random.next() < 0.9 ? open : chats)
    const agentId = random.pick(agentIds)
    if (!chat || random.next() < 0.3) {
      this.#setAvailability(agentId)
      return
    }
    const owner = 'agentId' in chat && chat.agentId ? agent(chat.agentId) : agent(agentId)
    const chatId = chat.id
    const ringing = chat.phase === 'offered' ? agent(random.pick(chat.offer.agentIds)) : agent(agentId)
    const heldOut = chat.phase === 'active' && chat.transfer ? agent(chat.transfer.toAgentId) : ringing
    const content = { text: 'Hm' }
    const messageId = random.uuid() as MessageId
    const doings: [Actor, Command][] = [
      [heldOut, { do: 'acceptOffer', chatId }],
      [heldOut, { do: 'acceptOffer', chatId }],
      [heldOut, { do: 'declineOffer', chatId }],
      [agent(agentId), { do: 'grabChat', chatId }],
      [owner, { do: 'postMessage', chatId, messageId, content }],
      [owner, { do: 'postMessage', chatId, messageId, content: { ...content, cannedResponseId: random.pick(canned) } }],
      [customer(chatId), { do: 'postMessage', chatId, messageId, content }],
      [customer(chatId), { do: 'postMessage', chatId, messageId, content }],
      [owner, { do: 'transferChat', chatId, to: { queueId: random.pick(queueIds) } }],
      [owner, { do: 'transferChat', chatId, to: { agentId } }],
      [random.next() < 0.7 ? owner : customer(chatId), { do: 'closeChat', chatId }],
      [owner, { do: 'finishWrapUp', chatId }],
      [owner, { do: 'holdChat', chatId }],
      [owner, { do: 'resumeChat', chatId }],
      [owner, { do: 'bringIn', chatId, agentId, purpose: random.pick(['consult', 'invite'] as const) }],
      [owner, { do: 'completeConsult', chatId, agentId }],
      [agent(agentId), { do: 'leaveChat', chatId, agentId: null }],
      [system, { do: 'assignChat', chatId, agentId }],
      [customer(chatId), { do: 'rateChat', chatId, score: 1 + random.below(5), comment: null }],
      [system, { do: 'noteAgentPresence', agentId, present: random.next() < 0.7 }],
      [system, { do: 'changeAgent', agentId, capacity: 1 + random.below(3), maxPerDay: random.below(4) * 5 }],
      [system, { do: random.next() < 0.4 ? 'suspendAgent' : 'resumeAgent', agentId }],
      [system, { do: 'noteCustomerPresence', chatId, present: random.next() < 0.7 }],
    ]
    const [actor, command] = random.pick(doings)
    this.#try(actor, command)
  }

  /** An owner turns to a colleague who is there, and who mostly answers in time: anybody doing anything seldom gets so far. */
  #holdOut(): void {
    const random = this.#random
    const active = [...this.desk.state.chats.values()].filter((chat) => chat.phase === 'active')
    const chat = random.pick(active)
    const agentId = random.pick(agentIds)
    if (!chat || chat.agentId === agentId) return
    const chatId = chat.id
    this.#try(system, { do: 'setAvailability', agentId, availability: 'available', awayReason: null })
    const purpose = random.pick(['consult', 'invite', null] as const)
    const owner = agent(chat.agentId)
    if (purpose) this.#try(owner, { do: 'bringIn', chatId, agentId, purpose })
    else this.#try(owner, { do: 'transferChat', chatId, to: { agentId } })
    this.desk.pass(random.below(25_000))
    this.#try(agent(agentId), { do: random.next() < 0.8 ? 'acceptOffer' : 'declineOffer', chatId })
  }

  #setAvailability(agentId: AgentId): void {
    const availability = this.#random.next() < 0.6 ? 'available' : this.#random.pick(availabilities)
    const awayReason = availability === 'away' ? this.#random.pick(['lunch', 'break', null] as const) : null
    this.#try(system, { do: 'setAvailability', agentId, availability, awayReason })
  }

  #try(actor: Actor, command: Command): void {
    const events = this.desk.try(command, actor)
    if (!isRefusal(events)) this.events.push(...events)
  }
}
