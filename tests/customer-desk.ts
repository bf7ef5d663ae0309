import type { Actor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { sightQuestionOf } from '#domain/customer/sights.ts'
import type { Introduction } from '#domain/customer/whoever-asks.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, CertificateId, ChatId, CustomerId, CustomerNoteId, QueueId } from '#domain/ids.ts'
import type { Refusal } from '#domain/refusal.ts'
import { MissingRow } from '#domain/table.ts'
import { agent, ann, RuleDesk, support } from './cast.ts'

export const ada = 'ada' as AgentId
export const certificate = 'certificate' as CertificateId

/** The rule desk with an administrator, Ada, on which people introduce themselves: what is not in memory does not exist. */
export class CustomerDesk extends RuleDesk {
  constructor() {
    super({ wrapUpMs: 0 })
    const words = { name: 'Ada', email: 'ada@example.org', passwordHash: '' }
    this.do({ do: 'addAgent', agentId: ada, role: 'admin', capacity: 2, ...words })
  }

  override try(command: Command, actor: Actor): readonly DeskEvent[] | Refusal {
    for (;;) {
      try {
        return super.try(command, actor)
      } catch (error) {
        if (!(error instanceof MissingRow)) throw error
        this.#noteAbsent(error)
      }
    }
  }

  /** Somebody opens a chat and says who they are; returns whose chat it became. */
  ask(no: number, introduction: Partial<Introduction> = {}, queueId: QueueId = support): CustomerId {
    const chatId = chatOf(no)
    const customerId = `customer-${no}` as CustomerId
    const rest = { name: null, email: null, pageUrl: `https://example.org/${no}`, locale: null, message: null }
    this.do({ do: 'openChat', chatId, queueId, secretHash: `secret ${no}`, customerId, ...rest, ...introduction })
    return this.chat(chatId).customerId
  }

  /** Ann takes the chat, and it ends. */
  serve(no: number): this {
    this.do({ do: 'grabChat', chatId: chatOf(no) }, agent(ann))
    this.do({ do: 'closeChat', chatId: chatOf(no) }, agent(ann))
    return this
  }

  customerRow(customerId: CustomerId) {
    return this.state.customers.require(customerId)
  }

  #noteAbsent({ table, id }: MissingRow): void {
    if (table === 'customerSights') this.state.sights.note(sightQuestionOf(id), false)
    else this.state[table as 'customers'].noteAbsent(id)
  }
}

export const chatOf = (no: number) => `chat-${no}` as ChatId
export const noteOf = (no: number) => `note-${no}` as CustomerNoteId
