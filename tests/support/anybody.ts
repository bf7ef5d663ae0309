import { type Actor, system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { AgentId, ChatId, CustomerId } from '#domain/ids.ts'
import type { DeskState } from '#domain/state.ts'
import { AnyCommand, type Asked } from './any-command.ts'
import type { Random } from './random.ts'
import type { RandomCentre } from './random-centre.ts'

/** What is done all day long; everything else now and then. */
const daily = [
  'acceptOffer',
  'acceptOffer',
  'acceptOffer',
  'declineOffer',
  'grabChat',
  'postMessage',
  'postMessage',
  'postAside',
  'transferChat',
  'takeBackTransfer',
  'bringIn',
  'bringIn',
  'completeConsult',
  'closeChat',
  'finishWrapUp',
  'rateChat',
  'setAvailability',
  'setAvailability',
  'setAvailability',
  'resumeAgent',
  'noteAgentPresence',
  'noteCustomerPresence',
] as const satisfies readonly Command['do'][]

/** Thinks of any command about any chat, mostly by somebody who has to do with it. */
export class Anybody {
  readonly #random: Random
  readonly #any: AnyCommand
  readonly #state: () => DeskState
  readonly #asked: Asked[] = []
  readonly #taken = new Set<Command['do']>()

  constructor(random: Random, centre: RandomCentre, state: () => DeskState) {
    this.#random = random
    this.#any = new AnyCommand(random, centre, state)
    this.#state = state
  }

  /** `dailyShare` of what is not an opened chat is everyday work; the rest is spread over all commands there are. */
  anything(dailyShare = 0): [Actor, Command] {
    const random = this.#random
    const untaken = this.#any.names.filter((name) => !this.#taken.has(name))
    const often =
      random.next() < dailyShare ? daily : untaken.length > 0 && random.next() < 0.5 ? untaken : this.#any.names
    const name = random.next() < 0.15 ? 'openChat' : random.pick(often)
    const comes = name === 'openChat' || name === 'receiveMessage'
    const chat = comes || this.#asked.length === 0 ? this.#newChat() : this.#chatFor(name)
    const agentId = this.#whoFor(name, chat)
    const own = { kind: 'customer', customerId: chat.customerId, chatId: chat.chatId, via: 'test' } as const
    const agent: Actor = { kind: 'agent', agentId, via: 'test' }
    const fate = random.next()
    const routine =
      comes ||
      name === 'noteDelivery' ||
      name === 'confirmDelivery' ||
      name === 'noteApiKeyUse' ||
      name === 'resumeAgent' ||
      name.endsWith('Presence')
    const isDoor = name === 'askPasswordReset' || name === 'resetPassword' || name === 'startLogin'
    const bySystem = routine || fate < (isDoor ? 0.8 : this.#setsUp(name) ? 0.3 : 0.1)
    const byCustomer = name === 'rateChat' ? fate < 0.8 : !this.#setsUp(name) && fate < 0.2
    return [bySystem ? system : byCustomer ? own : agent, this.#any.make(name, { agentId, chat })]
  }

  /** This command was done, and not refused: others are tried more often from now on. */
  noteTaken(name: Command['do']): void {
    this.#taken.add(name)
  }

  /** A chat that was opened elsewhere is talked about too. */
  hearOf(chat: Asked): void {
    this.#asked.push(chat)
  }

  #setsUp(name: Command['do']): boolean {
    return /Entry|Queue|Agent|Outage|Centre|Role|Availability/.test(name)
  }

  /** Mostly a young one, as in life, but now and then one that left memory long ago; for a verdict one that is over. */
  #chatFor(name: Command['do']): Asked {
    const random = this.#random
    const asked = name !== 'eraseCustomer' && random.next() < 0.9 ? this.#asked.slice(-40) : this.#asked
    const fits = asked.filter(({ chatId }) => {
      const chat = this.#state().chats.get(chatId)
      if (name === 'eraseCustomer') return !chat || chat.phase === 'closed'
      if (name === 'rateChat') return chat && 'ending' in chat
      const heldOut = chat?.phase === 'active' && chat.transfer !== null
      if (name === 'takeBackTransfer') return heldOut
      const has = (...parts: string[]) =>
        chat?.phase === 'active' && chat.participants.some(({ part }) => parts.includes(part))
      if (name === 'completeConsult') return has('consult')
      if (name === 'leaveChat') return has('consult', 'invited', 'silent', 'whisper')
      return name === 'acceptOffer' || name === 'declineOffer'
        ? heldOut || chat?.phase === 'offered'
        : chat?.phase === 'active'
    })
    return random.pick(fits.length > 0 && random.next() < 0.7 ? fits : asked)
  }

  /** Mostly somebody who may. */
  #whoFor(name: Command['do'], chat: Asked): AgentId {
    if (name === 'endLogin' || name === 'extendLogin') return this.#signedIn()
    if (name === 'replayDelivery') return this.#administrator()
    return this.#random.next() < 0.7 ? this.#insider(chat) : this.#someAgent()
  }

  #signedIn(): AgentId {
    const logins = [...this.#state().logins.values()]
    return logins.length > 0 && this.#random.next() < 0.8 ? this.#random.pick(logins).agentId : this.#someAgent()
  }

  #administrator(): AgentId {
    const found = [...this.#state().agents.values()].filter(({ role, enabled }) => role === 'admin' && enabled)
    return found.length > 0 ? this.#random.pick(found).id : this.#someAgent()
  }

  #someAgent(): AgentId {
    return this.#random.pick([...this.#state().agents.values()]).id
  }

  #newChat(): Asked {
    const chat = { chatId: this.#random.uuid() as ChatId, customerId: this.#random.uuid() as CustomerId }
    this.#asked.push(chat)
    return chat
  }

  #insider({ chatId }: Asked): AgentId {
    const random = this.#random
    const chat = this.#state().chats.get(chatId)
    if (chat?.phase === 'offered') return random.pick(chat.offer.agentIds)
    if (chat?.phase === 'active' && chat.transfer && random.next() < 0.5) return chat.transfer.toAgentId
    const managers = chat ? (this.#state().queues.get(chat.queueId)?.managerIds ?? []) : []
    if (managers.length > 0 && random.next() < 0.3) return random.pick(managers)
    return chat && 'agentId' in chat && chat.agentId ? chat.agentId : this.#someAgent()
  }
}
