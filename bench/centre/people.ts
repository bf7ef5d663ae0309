import { mayChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import type { ActiveChat } from '#domain/chat/chat.ts'
import type { AgentId, ChatId, QueueId } from '#domain/ids.ts'
import { whyNotNow } from '#domain/routing/assess.ts'
import { setAvailable, type WholeCentre } from './build.ts'

/** A chat that is talked in, and its owner. */
export interface Talk {
  readonly chat: ActiveChat
  readonly owner: AgentActor
}

/** Brings about, untimed, what a command needs before it, and puts the centre back as full as it was. */
export class People {
  readonly #whole: WholeCentre
  readonly #supervisors: readonly AgentId[]

  constructor(whole: WholeCentre) {
    this.#whole = whole
    const { state } = whole.centre
    const led = [...state.authorizations.values()].map(({ agentId }) => agentId)
    this.#supervisors = whole.busy.filter((agentId) => led.includes(agentId))
  }

  anyone(): AgentId {
    return this.#whole.centre.random.pick(this.#whole.busy)
  }

  talk(of: AgentId = this.anyone()): Talk {
    for (let agentId = of; ; agentId = this.anyone()) {
      const chat = this.#whole.centre.talkOf(agentId)
      if (chat) return { chat, owner: this.#whole.centre.as(agentId) }
    }
  }

  /** A supervisor, with a chat of an agent they see and whose chats they may take over. */
  supervised(): Talk & { readonly supervisor: AgentActor } {
    const { centre } = this.#whole
    const { state, random } = centre
    const supervisor = state.agents.require(random.pick(this.#supervisors))
    for (;;) {
      const talk = this.talk()
      const owner = state.agents.require(talk.chat.agentId)
      if (owner.id === supervisor.id || !state.rights.seesAgent(supervisor, owner)) continue
      if (mayChat(state, supervisor.id, 'takeOver', talk.chat)) return { ...talk, supervisor: centre.as(supervisor.id) }
    }
  }

  /** A chat that rings for an agent, because another of theirs was closed. */
  ring(): { readonly chatId: ChatId; readonly agentId: AgentId } {
    for (;;) {
      const agentId = this.anyone()
      if (!this.#whole.centre.talkOf(agentId)) continue
      this.makeRoom(agentId)
      const { ringing } = this.#whole.centre.state.load(agentId)
      if (ringing) return { chatId: ringing, agentId }
      this.topUp(agentId)
    }
  }

  /** One chat fewer, and one more somewhere in a line, so that the centre stays as it is. */
  makeRoom(agentId: AgentId): void {
    const { centre } = this.#whole
    const chat = centre.talkOf(agentId)
    if (!chat) return
    centre.do({ do: 'closeChat', chatId: chat.id }, centre.as(agentId))
    this.closed(chat.id)
  }

  /** What follows a closed chat: paperwork done, out of memory, and somebody new. */
  closed(chatId: ChatId): void {
    this.#leave(chatId)
    this.#whole.centre.open(this.anyQueue())
  }

  /** One chat is over, and its agent takes one of those who wait: after somebody came. */
  serveOne(): void {
    const { chat, owner } = this.talk()
    this.#whole.centre.do({ do: 'closeChat', chatId: chat.id }, owner)
    this.#leave(chat.id)
    this.topUp(chat.agentId)
  }

  #leave(chatId: ChatId): void {
    const { centre } = this.#whole
    const chat = centre.state.chats.get(chatId)
    if (chat?.phase === 'wrapUp') centre.do({ do: 'finishWrapUp', chatId }, centre.as(chat.agentId))
    centre.forgetClosed(chatId)
  }

  anyQueue(): QueueId {
    return this.#whole.centre.random.pick(this.#whole.queues)
  }

  /** A queue that the agent is a member of, with somebody in its line if there is one. */
  queueOf(agentId: AgentId): QueueId {
    const { state, random } = this.#whole.centre
    const queueIds = [...state.queuesOf(agentId)]
    const inNeed = queueIds.filter((queueId) => state.line(queueId).length > 0)
    return random.pick(inNeed.length > 0 ? inNeed : queueIds)
  }

  /** An agent who is away, with room for one chat. */
  withRoom(): AgentId {
    const { agentId } = this.talk().chat
    this.leaveRoom(agentId)
    return agentId
  }

  /** Available, and with as many chats as they can have. */
  topUp(agentId: AgentId): void {
    const { centre } = this.#whole
    const { state } = centre
    const agent = state.agents.require(agentId)
    if (agent.availability !== 'available' || agent.notResponding) setAvailable(centre, agentId)
    while (state.load(agentId).ringing) centre.acceptWhatRings(agentId)
    while (state.load(agentId).chats < agent.capacity)
      centre.do({ do: 'reassignChats', from: { chatIds: [centre.waiting().id] }, to: { agentId } })
  }

  /** A place for one more chat, that nobody is offered. */
  leaveRoom(agentId: AgentId): void {
    const { centre } = this.#whole
    centre.do({ do: 'setAvailability', agentId, availability: 'away', awayReason: null })
    this.makeRoom(agentId)
  }

  /** Nobody has room, but for those who fit nobody. */
  topUpAll(): void {
    const { state } = this.#whole.centre
    for (const agentId of this.#whole.busy) {
      const { chats, ringing } = state.load(agentId)
      const { capacity, availability } = state.agents.require(agentId)
      if (ringing || chats < capacity || availability !== 'available') this.topUp(agentId)
    }
  }

  /** A chat ends whose queue leaves time for paperwork. */
  beginWrapUp(): void {
    const { centre } = this.#whole
    for (;;) {
      const { chat, owner } = this.talk()
      if (centre.state.queues.require(chat.queueId).wrapUpMs === 0) continue
      centre.do({ do: 'closeChat', chatId: chat.id }, owner)
      return
    }
  }

  /** A talk with a free colleague of its owner's unit, whom the owner may ask. */
  talkWithColleague(): Talk & { readonly colleagueId: AgentId } {
    const { state, random } = this.#whole.centre
    const free = this.#whole.agents.slice(this.#whole.busy.length)
    const unitOf = (agentId: AgentId) => state.rights.unitOf(state.agents.require(agentId))
    for (;;) {
      const talk = this.talk()
      const colleagueId = random.pick(free)
      if (unitOf(colleagueId) !== unitOf(talk.chat.agentId)) continue
      if (whyNotNow(state.agents.require(colleagueId), state.load(colleagueId)) === null)
        return { ...talk, colleagueId }
    }
  }
}
