import { takeChanged } from '#desk/committed.ts'
import { type Actor, type AgentActor, system } from '#domain/actor.ts'
import type { ActiveChat, QueuedChat } from '#domain/chat/chat.ts'
import type { Command } from '#domain/commands.ts'
import { sightQuestionOf } from '#domain/customer/sights.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, CustomerId, Instant, QueueId } from '#domain/ids.ts'
import type { Refusal } from '#domain/refusal.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import { MissingRow } from '#domain/table.ts'
import { Random } from '../../tests/support/random.ts'

/** One command and who gives it; without anybody the desk itself. */
export interface Act {
  readonly command: Command
  readonly actor?: Actor
}

/** How long decide, apply, route and fold took, in microseconds; and what came of it. */
export interface Done {
  readonly us: number
  readonly events: readonly DeskEvent[]
}

type OpenChat = Extract<Command, { do: 'openChat' }>

/** A desk without a disk, in which commands are done and timed: what is not in memory does not exist. */
export class Centre {
  readonly state = new DeskState()
  readonly random: Random
  now = Date.UTC(2026, 0, 5, 9)
  /** Every chat that was opened, for picking some that wait; the closed ones are taken out as they are met. */
  readonly #opened: ChatId[] = []

  constructor(seed: number) {
    this.random = new Random(seed)
  }

  id<Id extends string>(): Id {
    return this.random.uuid() as Id
  }

  /** Does it and expects it to be done. */
  do(command: Command, actor: Actor = system): readonly DeskEvent[] {
    return this.timed({ command, actor }).events
  }

  /** Rows that must be loaded first are not there, and that is known before the time is taken. */
  timed({ command, actor = system }: Act): Done {
    this.now += 1
    for (;;) {
      const from = performance.now()
      const result = this.#stepped(command, actor)
      if (!result) continue
      if (!isRefusal(result)) takeChanged(this.state, result)
      const us = (performance.now() - from) * 1_000
      if (isRefusal(result)) throw new Error(`${command.do} was refused: ${JSON.stringify(result)}`)
      return { us, events: result }
    }
  }

  #stepped(command: Command, actor: Actor): readonly DeskEvent[] | Refusal | null {
    try {
      return step(this.state, command, actor, this.now as Instant)
    } catch (error) {
      if (!(error instanceof MissingRow)) throw error
      this.#noteMissing(error)
      return null
    }
  }

  #noteMissing({ table, id }: MissingRow): void {
    const { state } = this
    if (table === 'customerSights') state.sights.note(sightQuestionOf(id), true)
    else if (table === 'usedMessageIds') state.restoreUsedMessageIds(id as ChatId, new Map())
    else state[table as 'chats'].noteAbsent(id)
  }

  /** What somebody who comes to a queue asks for; nobody has been here before. */
  newcomer(queueId: QueueId, more: Partial<OpenChat> = {}): OpenChat {
    const [chatId, customerId] = [this.id<ChatId>(), this.id<CustomerId>()]
    this.state.chats.noteAbsent(chatId)
    this.state.customers.noteAbsent(customerId)
    this.#opened.push(chatId)
    const none = { name: null, email: null, pageUrl: null, locale: null, message: null, secretHash: 'h' }
    return { do: 'openChat', chatId, customerId, queueId, ...none, ...more }
  }

  open(queueId: QueueId, more: Partial<OpenChat> = {}): ChatId {
    const command = this.newcomer(queueId, more)
    this.do(command)
    return command.chatId
  }

  as(agentId: AgentId): AgentActor {
    return { kind: 'agent', agentId, via: 'bench' }
  }

  chat(chatId: ChatId) {
    return this.state.chats.require(chatId)
  }

  /** One of the chats an agent talks in; null when they talk in none. */
  talkOf(agentId: AgentId): ActiveChat | null {
    for (const chatId of this.state.heldBy(agentId)) {
      const chat = this.state.chats.get(chatId)
      if (chat?.phase === 'active' && chat.agentId === agentId && !chat.transfer) return chat
    }
    return null
  }

  /** Somebody who waits in a line, or at least in this one. */
  waiting(of?: QueueId): QueuedChat {
    const [first] = of ? this.state.line(of).chats : []
    if (first) return this.chat(first.id) as QueuedChat
    for (;;) {
      const at = this.random.below(this.#opened.length)
      const chat = this.state.chats.get(this.#opened[at] as ChatId)
      if (chat?.phase === 'queued') return chat
      if (chat && chat.phase !== 'closed') continue
      this.#opened[at] = this.#opened.at(-1) as ChatId
      this.#opened.pop()
    }
  }

  /** Accepts what rings for the agent, if anything does. */
  acceptWhatRings(agentId: AgentId): void {
    const { ringing } = this.state.load(agentId)
    if (ringing) this.do({ do: 'acceptOffer', chatId: ringing }, this.as(agentId))
  }

  /** Closed chats leave memory, as they do once they are on disk. */
  forgetClosed(chatId: ChatId): void {
    const chat = this.state.chats.get(chatId)
    if (chat?.phase === 'closed') this.state.evictChat(chat)
  }
}
