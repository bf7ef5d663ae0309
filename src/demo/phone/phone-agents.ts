import type { Desk } from '#desk/desk.ts'
import type { Actor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { Command } from '#domain/commands.ts'
import type { AgentId, ChatId, MessageId } from '#domain/ids.ts'
import { takesChats } from '#domain/metrics/estimate-wait.ts'
import type { Clock } from '#ports/clock.ts'
import type { Ids } from '#ports/ids.ts'
import { answersToPhones } from '../lines.ts'
import { phoneChannel } from './phone-network.ts'

const silentMs = 180_000
const goodbye = /\b(bye|cheers|thanks|thank you|dankie|enkosi|ngiyabonga)\b/i

/** What a phone said last, and how often it was answered. */
interface Talk {
  readonly last: 'question' | 'picture' | 'goodbye'
  readonly answerCount: number
}

/**
 * The made-up agents' side of chats with phones: they take them unless a real agent is there to,
 * answer each line, and close on a thank-you or a silence.
 */
export class PhoneAgents {
  readonly #desk: Desk
  readonly #clock: Pick<Clock, 'now'>
  readonly #ids: Ids
  readonly #do: (actor: Actor, command: Command) => Promise<void>
  readonly #talks = new Map<ChatId, Talk>()
  readonly #unwatch: () => void

  constructor(desk: Desk, clock: Pick<Clock, 'now'>, ids: Ids, act: (actor: Actor, command: Command) => Promise<void>) {
    this.#desk = desk
    this.#clock = clock
    this.#ids = ids
    this.#do = act
    this.#unwatch = desk.watch({
      committed: ({ events }) => {
        for (const event of events) {
          if (event.type === 'chat.ended') this.#talks.delete(event.chatId)
          if (event.type !== 'chat.messagePosted' || event.author.kind !== 'customer') continue
          const text = event.words && 'text' in event.words ? event.words.text : ''
          const last = event.attachmentId ? 'picture' : goodbye.test(text) ? 'goodbye' : 'question'
          this.#talks.set(event.chatId, { last, answerCount: this.#talks.get(event.chatId)?.answerCount ?? 0 })
        }
      },
      reset: () => {},
    })
  }

  stop(): void {
    this.#unwatch()
  }

  /** One turn in every chat with a phone that one of these agents has or is offered. */
  async tick(agentIds: ReadonlySet<AgentId>): Promise<void> {
    for (const chat of [...this.#desk.state.chats.values()]) {
      if (chat.address?.channel !== phoneChannel) continue
      const ringing = chat.phase === 'offered' ? chat.offer.agentIds.find((id) => agentIds.has(id)) : undefined
      const answer = this.#isPersonThere(chat, agentIds) ? 'declineOffer' : 'acceptOffer'
      if (ringing) await this.#do(agentActor(ringing), { do: answer, chatId: chat.id })
      else if (chat.phase === 'active' && agentIds.has(chat.agentId)) await this.#answer(chat)
    }
  }

  /** Whether somebody real takes chats of the department: then they are to have those with phones. */
  #isPersonThere({ queueId }: Chat, madeUp: ReadonlySet<AgentId>): boolean {
    const { state } = this.#desk
    const people = state.queues.require(queueId).members.filter(({ agentId }) => !madeUp.has(agentId))
    return people.some(({ agentId }) => takesChats(state.agents.get(agentId)))
  }

  async #answer(chat: Extract<Chat, { phase: 'active' }>): Promise<void> {
    const { id: chatId, lastSeq, lastMessageAt, openedAt } = chat
    const actor = agentActor(chat.agentId)
    if (chat.unansweredSince === null) {
      if (this.#clock.now() - (lastMessageAt ?? openedAt) > silentMs) await this.#do(actor, { do: 'closeChat', chatId })
      return
    }
    const { last, answerCount } = this.#talks.get(chatId) ?? { last: 'question', answerCount: 0 }
    this.#talks.set(chatId, { last, answerCount: answerCount + 1 })
    await this.#do(actor, { do: 'markChat', chatId, delivered: lastSeq, read: lastSeq })
    const { questions, picture, farewell } = answersToPhones
    const text =
      last === 'picture' ? picture : last === 'goodbye' ? farewell : (questions[answerCount % questions.length] ?? '')
    const messageId = this.#ids.uuid() as MessageId
    await this.#do(actor, { do: 'postMessage', chatId, messageId, content: { text } })
    if (last === 'goodbye') await this.#do(actor, { do: 'closeChat', chatId })
  }
}

/** As whom the demo acts for one of its agents. */
export function agentActor(agentId: AgentId): Actor {
  return { kind: 'agent', agentId, via: 'demo' }
}
