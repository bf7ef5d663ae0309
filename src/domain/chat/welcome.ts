import { system } from '../actor.ts'
import { isRefusal } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { FlowNames } from '../flow/carry-out.ts'
import { menuAsText } from '../flow/menu-as-text.ts'
import { flowOf, hasMenu, menuFlow } from '../flow/menu-flow.ts'
import { flowDue } from '../flow/pass-flow-time.ts'
import type { FlowEffect, FlowTurn } from '../flow/run.ts'
import type { ChatId, FlowId, Instant, QueueId, SkillId, TagId } from '../ids.ts'
import type { EntryOf } from '../organisation/entries.ts'
import { enterQueue, placeIn } from '../queue/enter-queue.ts'
import { firstQueue } from '../queue/first-queue.ts'
import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import { fillText } from '../texts/fill-text.ts'
import { type Spoken, textValues } from '../texts/text-values.ts'
import { overflowed } from './overflowed.ts'
import { autoTags, isTaggable } from './tag-chat.ts'

/** What a turn of a flow needs to know of the chat it leads. */
export interface Led {
  readonly id: ChatId
  readonly no: number
  /** As they call themselves. */
  readonly customer: Spoken['customer']
  readonly queueId: QueueId
  readonly priority: number
  readonly lastSeq: number
  readonly attributes: Readonly<Record<string, string>>
  readonly tagIds: readonly TagId[]
  /** How many steps of its run are known already. */
  readonly stepCount: number
}

/** What a turn of its flow does to a chat: the steps it took, then each effect in order. */
export function flowFacts(
  state: DeskState,
  flow: EntryOf<'flows'>,
  chat: Led,
  { run, effects }: FlowTurn,
  at: Instant,
): Fact[] {
  const chatId = chat.id
  const steps = run.steps.slice(chat.stepCount)
  const waiting = run.phase === 'waiting' ? run : null
  const dueAt = flowDue(flow, run)
  if (steps.length === 0 && effects.length === 0 && !waiting) return []
  const stands = waiting && dueAt !== null ? { nodeId: waiting.nodeId, enteredAt: waiting.enteredAt, dueAt } : null
  const facts: Fact[] = [{ type: 'chat.flowWent', chatId, steps, stands, words: { run: waiting } }]
  const teller = new Teller(state, flow, chat, at)
  for (const effect of effects) facts.push(...teller.tell(effect))
  return facts
}

/** Tells the effects of one turn one after another; lines get their numbers as they come. */
class Teller {
  readonly #state: DeskState
  readonly #flow: EntryOf<'flows'>
  readonly #chat: Led
  readonly #at: Instant
  #seq: number
  #tagIds: readonly TagId[]

  constructor(state: DeskState, flow: EntryOf<'flows'>, chat: Led, at: Instant) {
    this.#state = state
    this.#flow = flow
    this.#chat = chat
    this.#at = at
    this.#seq = chat.lastSeq
    this.#tagIds = chat.tagIds
  }

  tell(effect: FlowEffect): Fact[] {
    switch (effect.do) {
      case 'say':
        return [this.#say(menuAsText(effect))]
      case 'set':
        return this.#set(effect.sets)
      case 'askBot': {
        const { askNo, timeoutMs, line } = effect
        const asked = { chatId: this.#chat.id, flowId: this.#flow.id, nodeId: '', askNo, timeoutMs }
        return [{ type: 'chat.botAsked', ...asked, nodeId: this.#botNode(effect.url), words: { line } }]
      }
      case 'toQueue':
        return this.#toQueue(effect)
      case 'end':
        return [this.#ended('deflected', 'ended-deflected')]
    }
  }

  /** The address is looked up in the flow when the program is asked: it does not belong in the journal. */
  #botNode(url: string): string {
    return this.#flow.nodes.find((node) => node.kind === 'bot' && node.url === url)?.id ?? ''
  }

  #say(text: string): Fact {
    const queue = this.#state.queues.get(this.#chat.queueId) ?? null
    const { no: chatNo, customer } = this.#chat
    const spoken = { chatNo, queue, customer, agent: null, position: null, botName: this.#flow.name }
    const words = { text: fillText(text, textValues(spoken)) }
    return { type: 'chat.said', chatId: this.#chat.id, seq: ++this.#seq, source: { flowId: this.#flow.id }, words }
  }

  #set({ tagIds = [], attributes = {} }: Extract<FlowEffect, { do: 'set' }>['sets']): Fact[] {
    const chatId = this.#chat.id
    const facts: Fact[] = []
    const fresh = (tagIds as readonly TagId[]).filter(
      (tagId) => isTaggable(this.#state, tagId) && !this.#tagIds.includes(tagId),
    )
    if (fresh.length > 0) facts.push({ type: 'chat.tagged', chatId, tagIds: fresh })
    this.#tagIds = [...this.#tagIds, ...fresh]
    const names = Object.keys(attributes)
    if (names.length > 0) facts.push({ type: 'chat.attributesSet', chatId, names, words: { attributes } })
    return facts
  }

  #toQueue({ queueId, skillIds }: Extract<FlowEffect, { do: 'toQueue' }>): Fact[] {
    const state = this.#state
    const chatId = this.#chat.id
    const wanted = (queueId && state.queues.get(queueId)) || this.#queueOfChat()
    const coming = { since: this.#at, priority: this.#chat.priority, held: null, visited: [] }
    const entered = enterQueue(state, wanted, coming, this.#at)
    if (isRefusal(entered))
      return [
        entered.code === 'queue.full'
          ? this.#ended('abandoned', 'ended-full', wanted.id)
          : this.#ended('afterHours', 'ended-after-hours', wanted.id),
      ]
    const known = (skillIds as readonly SkillId[]).filter((skillId) => state.skills.get(skillId))
    const needs = known.map((skillId) => ({ skillId, weakestLevel: 10 }))
    const place = entered.why ? placeIn(wanted, coming, this.#at) : entered.place
    const facts: Fact[] = [{ type: 'chat.queued', chatId, queueId: wanted.id, needs, place }]
    facts.push(...autoTags(state, { id: chatId, tagIds: this.#tagIds }, entered.queue))
    if (entered.why) facts.push(overflowed(chatId, this.#seq++, wanted, entered))
    return facts
  }

  /** Where it was to go by itself, unless that queue was disabled meanwhile. */
  #queueOfChat(): Queue {
    const queue = this.#state.queues.require(this.#chat.queueId)
    return queue.enabled ? queue : (firstQueue(this.#state) ?? queue)
  }

  #ended(
    ending: 'deflected' | 'afterHours' | 'abandoned',
    code: 'ended-deflected' | 'ended-after-hours' | 'ended-full',
    queueId?: QueueId,
  ): Fact {
    const asked = queueId && { queueId }
    const end = { ending, endedBy: system.kind, agentId: null, ...asked, wrapUpEndsAt: null } as const
    return { type: 'chat.ended', chatId: this.#chat.id, ...end, seq: ++this.#seq, notice: { code } }
  }
}

/** How commands in a flow find queues and skills. */
export function flowNames(state: DeskState): FlowNames {
  return {
    queueByNo: (no) => [...state.queues.values()].find((queue) => queue.no === no && queue.enabled)?.id ?? null,
    skillByName: (name) => {
      const wanted = name.trim().toLowerCase()
      return [...state.skills.values()].find((skill) => skill.name.trim().toLowerCase() === wanted)?.id ?? null
    },
  }
}

/** The flow that a chat which names no queue begins with: the one asked for, else the centre's, else the welcome menu if any queue is in it. */
export function welcomeFlow(state: DeskState, flowId: FlowId | null): EntryOf<'flows'> | null {
  const wanted = flowId ?? state.settings.welcomeFlowId
  if (wanted) return flowOf(state, wanted)
  return hasMenu(state) ? menuFlow(state) : null
}
