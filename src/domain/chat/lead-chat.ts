import { mustBeSystem } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import { botAnswered, botFailed } from '../flow/answer-bot.ts'
import { answerFlow } from '../flow/answer-flow.ts'
import { flowOf } from '../flow/menu-flow.ts'
import { passFlowTime } from '../flow/pass-flow-time.ts'
import type { FlowTurn } from '../flow/run.ts'
import type { ChatId, FlowId, Instant } from '../ids.ts'
import type { EntryOf } from '../organisation/entries.ts'
import type { DeskState } from '../state.ts'
import type { WelcomeChat } from './chat.ts'
import { flowFacts, flowNames } from './welcome.ts'

export interface AnswerBot {
  readonly do: 'answerBot'
  readonly chatId: ChatId
  readonly askNo: number
  readonly lines: readonly string[]
}

export interface FailBot {
  readonly do: 'failBot'
  readonly chatId: ChatId
  readonly askNo: number
}

/** The outside program of a flow answered; too late it changes nothing. */
export const answerBot: Verb<AnswerBot> = (state, { chatId, askNo, lines }, actor, at) => {
  mustBeSystem(actor)
  const chat = state.chats.require(chatId)
  if (chat.phase !== 'welcome') return nothing
  return led(state, chat, at, (flow) => botAnswered(flow, chat.run, { askNo, lines }, flowNames(state), at))
}

/** It could not be asked, or answered nonsense: the flow goes on to a person. */
export const failBot: Verb<FailBot> = (state, { chatId, askNo }, actor, at) => {
  mustBeSystem(actor)
  const chat = state.chats.require(chatId)
  if (chat.phase !== 'welcome') return nothing
  return led(state, chat, at, (flow) => botFailed(flow, chat.run, askNo, at))
}

/** What follows from a line that the customer typed, which takes the next number itself. */
export function lineTyped(state: DeskState, chat: WelcomeChat, line: string, at: Instant): readonly Fact[] {
  return led(state, { ...chat, lastSeq: chat.lastSeq + 1 }, at, (flow) =>
    answerFlow(flow, chat.run, line, flowNames(state), at),
  )
}

/** What time does to a chat that is led by a flow. */
export function flowTimePassed(state: DeskState, chat: WelcomeChat, at: Instant): readonly Fact[] {
  return led(state, chat, at, (flow) => passFlowTime(flow, chat.run, at))
}

function led(
  state: DeskState,
  chat: WelcomeChat,
  at: Instant,
  turn: (flow: EntryOf<'flows'>) => FlowTurn,
): readonly Fact[] {
  const { id, no, queueId, priority, lastSeq, attributes, tagIds, flowSteps } = chat
  const customer = chat.stated ?? state.customers.get(chat.customerId) ?? null
  const stepCount = flowSteps?.length ?? 0
  const flow = flowOf(state, chat.run.flowId) ?? goneFlow(chat.run.flowId as FlowId)
  return flowFacts(
    state,
    flow,
    { id, no, customer, queueId, priority, lastSeq, attributes, tagIds, stepCount },
    turn(flow),
    at,
  )
}

/** In place of a flow that was removed while somebody was in it: without nodes it leads to a person. */
function goneFlow(id: FlowId): EntryOf<'flows'> {
  return { id, no: 0, revision: 0, addedAt: 0 as Instant, name: '', startNodeId: '', nodes: [] }
}
