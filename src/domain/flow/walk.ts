import type { Instant, QueueId } from '../ids.ts'
import { collect } from './collect.ts'
import { type Flow, type FlowSets, type MenuNode, nodeOf } from './flow.ts'
import type { Collected, FlowEffect, FlowRun, FlowSource, FlowStep, FlowTurn, FlowWait, StepEnd } from './run.ts'

/** What a run carries from node to node. */
interface Luggage extends FlowSource {
  readonly collected: Collected
  readonly steps: readonly FlowStep[]
  readonly askCount: number
}

/** One turn in the making: the engine's only mutable object, alive for one input. */
export class Walk {
  readonly #flow: Flow
  readonly #at: Instant
  readonly #effects: FlowEffect[] = []
  #luggage: Luggage

  constructor(flow: Flow, { flowId, flowVersion, collected, steps, askCount }: Luggage, at: Instant) {
    this.#flow = flow
    this.#luggage = { flowId, flowVersion, collected, steps, askCount }
    this.#at = at
  }

  say(text: string): this {
    this.#effects.push({ do: 'say', text })
    return this
  }

  set(sets: FlowSets | undefined): this {
    if (!sets) return this
    this.#luggage = { ...this.#luggage, collected: collect(this.#luggage.collected, sets) }
    this.#effects.push({ do: 'set', sets })
    return this
  }

  /** Records that a node was left now. */
  leave(nodeId: string, enteredAt: Instant, end: StepEnd, choice: string | null = null): this {
    const note = nodeOf(this.#flow, nodeId)?.note ?? null
    const step: FlowStep = { nodeId, choice, note, end, enteredAt, leftAt: this.#at }
    this.#luggage = { ...this.#luggage, steps: [...this.#luggage.steps, step] }
    return this
  }

  /** Asks an agent of that queue, else of the one set on the way, and ends the run. */
  toQueue(queueId: QueueId | null = null): FlowTurn {
    const { collected } = this.#luggage
    this.#effects.push({ do: 'toQueue', ...collected, queueId: queueId ?? collected.queueId })
    return this.#turn({ ...this.#luggage, phase: 'queued', endedAt: this.#at })
  }

  /** Ends the run before an agent was asked for. */
  deflect(): FlowTurn {
    this.#effects.push({ do: 'end', ending: 'deflected' })
    return this.#turn({ ...this.#luggage, phase: 'deflected', endedAt: this.#at })
  }

  /** Stays at a node and waits for any words of the customer. */
  awaitCustomer(nodeId: string, enteredAt: Instant): FlowTurn {
    return this.#await(nodeId, enteredAt, { for: 'customer', since: this.#at, retriesSpent: 0 })
  }

  /** Stays at a bot node, asks it the next question and waits for its answer. */
  askBot(nodeId: string, enteredAt: Instant, bot: { url: string; timeoutMs: number }, line: string | null): FlowTurn {
    const askNo = this.#luggage.askCount + 1
    this.#luggage = { ...this.#luggage, askCount: askNo }
    this.#effects.push({ do: 'askBot', askNo, url: bot.url, timeoutMs: bot.timeoutMs, line })
    return this.#await(nodeId, enteredAt, { for: 'bot', since: this.#at, askNo, unsent: [] })
  }

  /**
   * Goes on at a node and through all that need no input. In a checked flow no node comes twice on such a way; in any other
   * the count of nodes is the bound, and an agent the way out.
   */
  enter(nodeId: string): FlowTurn {
    let nextId = nodeId
    for (let passed = 0; passed < this.#flow.nodes.length; passed++) {
      const node = nodeOf(this.#flow, nextId)
      if (!node) break
      switch (node.kind) {
        case 'say':
          this.say(node.text).set(node.sets).leave(node.id, this.#at, 'passed')
          nextId = node.next
          break
        case 'menu':
          return this.askMenu(node, node.text, this.#at, 0)
        case 'ask':
          return this.say(node.text).awaitCustomer(node.id, this.#at)
        case 'bot':
          return this.askBot(node.id, this.#at, node, null)
        case 'queue':
          return this.leave(node.id, this.#at, 'passed').toQueue(node.queueId)
        case 'end':
          if (node.text !== undefined) this.say(node.text)
          return this.leave(node.id, this.#at, 'passed').deflect()
      }
    }
    return this.toQueue()
  }

  /** Says a menu's text together with its choices and waits for one of them. */
  askMenu({ id, choices }: MenuNode, text: string, enteredAt: Instant, retriesSpent: number): FlowTurn {
    const offered = choices.map(({ key, label }) => ({ key, label }))
    this.#effects.push({ do: 'say', text, choices: offered })
    return this.#await(id, enteredAt, { for: 'customer', since: this.#at, retriesSpent, choices: offered })
  }

  #await(nodeId: string, enteredAt: Instant, wait: FlowWait): FlowTurn {
    return this.#turn({ ...this.#luggage, phase: 'waiting', nodeId, enteredAt, wait })
  }

  #turn(run: FlowRun): FlowTurn {
    return { run, effects: this.#effects }
  }
}
