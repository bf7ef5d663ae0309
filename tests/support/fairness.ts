import assert from 'node:assert/strict'
import type { Agent } from '#domain/agent/agent.ts'
import { apply } from '#domain/apply.ts'
import type { Chat, QueuedChat } from '#domain/chat/chat.ts'
import type { DeskEvent, EventOf } from '#domain/events.ts'
import type { AgentId } from '#domain/ids.ts'
import { DeskState } from '#domain/state.ts'

/**
 * First by rank, first served: an offer may go past a waiting chat of a lower rank, in any queue, only if none of those asked
 * could have taken that one. Follows the journal on a desk of its own, so that it sees each offer as things stood just then,
 * and looks at every waiting chat anew; who could take one is said here once more, plainly.
 */
export class Fairness {
  readonly replica = new DeskState()
  /** Offers that were looked at, and chats that were rightly gone past. */
  offers = 0
  passed = 0

  see(event: DeskEvent): void {
    if (event.type === 'chat.offered') this.#check(event)
    const { words: _, ...fact } = event as DeskEvent & { readonly words?: unknown }
    apply(this.replica, fact as DeskEvent)
  }

  #check({ chatId, offer }: EventOf<'chat.offered'>): void {
    const offered = this.replica.chats.require(chatId)
    assert.equal(offered.phase, 'queued', `chat ${offered.no} was offered but does not wait`)
    this.offers++
    for (const agentId of offer.agentIds)
      assert.ok(
        this.#couldTake(agentId, offered as QueuedChat),
        `chat ${offered.no} was offered to one who cannot take it`,
      )
    for (const other of this.replica.chats.values()) {
      if (other.phase !== 'queued' || !isBefore(other, offered as QueuedChat)) continue
      this.passed++
      const robbed = offer.agentIds.filter((agentId) => this.#couldTake(agentId, other))
      assert.deepEqual(robbed, [], `chat ${offered.no} was offered past chat ${other.no}, whose turn it was`)
    }
  }

  /** Whether an agent who is free could take the chat: of its queue, skilled, not asked before, and waited for if anybody is. */
  #couldTake(agentId: AgentId, chat: QueuedChat): boolean {
    const agent = this.replica.agents.require(agentId)
    const queue = this.replica.queues.require(chat.queueId)
    const member = queue.members.find((one) => one.agentId === agentId)
    const relaxed = chat.place.relaxed > 0 ? (queue.relaxations[chat.place.relaxed - 1]?.needs ?? []) : null
    const needs = relaxed ?? [...queue.needs, ...chat.needs]
    const skilled = needs.every(({ skillId, weakestLevel }) =>
      agent.skills.some((skill) => skill.skillId === skillId && skill.level <= weakestLevel),
    )
    const asked = chat.round.passedOver.some((passed) => passed.agentId === agentId)
    return member?.receivesChats === true && skilled && !asked && this.#isFor(agent, chat)
  }

  /** A required agent is waited for always, another only while signed in and not suspended. */
  #isFor(agent: Agent, { place: { held } }: QueuedChat): boolean {
    if (!held || held.agentId === agent.id) return true
    const awaited = this.replica.agents.require(held.agentId)
    const there = awaited.enabled && !awaited.suspended && awaited.availability !== 'offline'
    return held.why !== 'required' && !there
  }
}

function isBefore(one: QueuedChat, other: QueuedChat & Chat): boolean {
  return one.place.rank < other.place.rank || (one.place.rank === other.place.rank && one.no < other.no)
}
