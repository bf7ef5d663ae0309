import assert from 'node:assert/strict'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, Instant, QueueId } from '#domain/ids.ts'

interface Standing {
  readonly no: number
  queueId: QueueId
  since: Instant
  waits: boolean
  ringing: readonly AgentId[]
  passedOver: AgentId[]
}

/**
 * First in, first out, checked from the events alone: an offer may go past a chat that waits longer in the same queue only
 * if everybody asked had already passed that chat over in this round.
 */
export class Fairness {
  readonly #chats = new Map<ChatId, Standing>()

  see(event: DeskEvent): void {
    if (!('chatId' in event)) return
    const chat = this.#chats.get(event.chatId)
    if (event.type === 'chat.opened') {
      const { queueId, at } = event
      const no = this.#chats.size + 1
      this.#chats.set(event.chatId, { no, queueId, since: at, waits: true, ringing: [], passedOver: [] })
    }
    if (!chat) return
    switch (event.type) {
      case 'chat.offered':
        this.#check(chat, event.offer.agentIds)
        Object.assign(chat, { waits: false, ringing: event.offer.agentIds })
        return
      case 'chat.offerDeclined':
        chat.passedOver.push(event.agentId)
        stopRinging(chat, [event.agentId])
        return
      case 'chat.offerWithdrawn':
        stopRinging(chat, [event.agentId])
        return
      case 'chat.offerLapsed':
        chat.passedOver.push(...event.agentIds)
        stopRinging(chat, event.agentIds)
        return
      case 'chat.roundEnded':
        chat.passedOver = []
        return
      case 'chat.transferred':
        Object.assign(chat, { queueId: event.toQueueId, since: event.at, waits: true, passedOver: [event.fromAgentId] })
        return
      case 'chat.accepted':
      case 'chat.ended':
        Object.assign(chat, { waits: false, ringing: [], passedOver: [] })
    }
  }

  #check(offered: Standing, agentIds: readonly AgentId[]): void {
    for (const other of this.#chats.values()) {
      const earlier = other.since < offered.since || (other.since === offered.since && other.no < offered.no)
      if (!other.waits || other.queueId !== offered.queueId || !earlier) continue
      const robbed = agentIds.filter((agentId) => !other.passedOver.includes(agentId))
      assert.deepEqual(robbed, [], `chat ${offered.no} was offered past chat ${other.no}, which waits longer`)
    }
  }
}

function stopRinging(chat: Standing, agentIds: readonly AgentId[]): void {
  chat.ringing = chat.ringing.filter((agentId) => !agentIds.includes(agentId))
  chat.waits = chat.ringing.length === 0
}
