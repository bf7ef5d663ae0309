import { botAnswered, botFailed } from '#domain/flow/answer-bot.ts'
import { answerFlow } from '#domain/flow/answer-flow.ts'
import { beginFlow } from '#domain/flow/begin-flow.ts'
import type { FlowNames } from '#domain/flow/carry-out.ts'
import type { KnownToFlow } from '#domain/flow/check-node.ts'
import type { Flow, FlowNode } from '#domain/flow/flow.ts'
import { flowDue, passFlowTime } from '#domain/flow/pass-flow-time.ts'
import type { FlowEffect, FlowRun, FlowTurn } from '#domain/flow/run.ts'
import { type Instant, later, type QueueId } from '#domain/ids.ts'

export const sales = 'queue-sales' as QueueId
export const support = 'queue-support' as QueueId
export const minute = 60_000

export const known: KnownToFlow = {
  queueIds: new Set([sales, support]),
  tagIds: new Set(['tag-new', 'tag-bill']),
  skillIds: new Set(['skill-german', 'skill-repairs']),
}

export const names: FlowNames = {
  queueByNo: (no) => [null, sales, support][no] ?? null,
  skillByName: (name) => (name === 'German' ? 'skill-german' : null),
}

/** A flow of these nodes that begins at the first. */
export function flowOf(...nodes: FlowNode[]): Flow {
  return { name: 'Welcome', startNodeId: nodes[0]?.id ?? '', nodes }
}

/** One customer on a flow, and the clock beside them. */
export class FlowTalk {
  readonly flow: Flow
  at = 1_000_000 as Instant
  run: FlowRun
  /** Of the last turn. */
  effects: readonly FlowEffect[]

  constructor(flow: Flow) {
    this.flow = flow
    const { run, effects } = beginFlow(flow, { flowId: 'flow-1', flowVersion: 3 }, this.at)
    this.run = run
    this.effects = effects
  }

  wait(ms: number): this {
    this.at = later(this.at, ms)
    return this.#turn(passFlowTime(this.flow, this.run, this.at))
  }

  answer(line: string): this {
    return this.#turn(answerFlow(this.flow, this.run, line, names, this.at))
  }

  botAnswers(...lines: string[]): this {
    return this.botAnswersTo(this.run.askCount, ...lines)
  }

  botAnswersTo(askNo: number, ...lines: string[]): this {
    return this.#turn(botAnswered(this.flow, this.run, { askNo, lines }, names, this.at))
  }

  botFails(askNo = this.run.askCount): this {
    return this.#turn(botFailed(this.flow, this.run, askNo, this.at))
  }

  get due(): Instant | null {
    return flowDue(this.flow, this.run)
  }

  /** Where the run is: a node's id while it waits, else how it ended. */
  get where(): string {
    return this.run.phase === 'waiting' ? this.run.nodeId : this.run.phase
  }

  /** What was said in the last turn. */
  get said(): readonly string[] {
    return this.effects.flatMap((effect) => (effect.do === 'say' ? [effect.text] : []))
  }

  #turn({ run, effects }: FlowTurn): this {
    this.run = run
    this.effects = effects
    return this
  }
}
