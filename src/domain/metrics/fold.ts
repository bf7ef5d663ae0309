import type { Chat } from '../chat/chat.ts'
import type { DeskEvent, EventOf } from '../events.ts'
import type { QueueId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { Addition, CellKey } from './cell.ts'
import type { ServiceLevelRule } from './service-level-rule.ts'

/** What a fold may look at besides the fact: the chat before and after it, and the desk after it. */
export interface FoldContext {
  readonly state: DeskState
  /** Null for facts that are about no chat, and before it was opened. */
  readonly before: Chat | null
  readonly after: Chat | null
}

/** One metric, or a family of them: which facts it reads and what each adds. */
export interface Fold {
  readonly reads: readonly DeskEvent['type'][]
  readonly additions: (event: DeskEvent, context: FoldContext) => readonly Addition[]
}

/** Declares a fold; the facts it names are the facts it gets. */
export function foldOf<Type extends DeskEvent['type']>(
  reads: readonly Type[],
  additions: (event: EventOf<Type>, context: FoldContext) => readonly Addition[],
): Fold {
  return { reads, additions: additions as Fold['additions'] }
}

export const nothingToAdd: readonly Addition[] = []

/** The queue's own cell. */
export function ofQueue(chat: Pick<Chat, 'queueId'>): CellKey {
  return { queueId: chat.queueId, agentId: null, channel: 'chat' }
}

/** The agent's cell in the chat's queue. */
export function ofAgent(agentId: CellKey['agentId'], chat: Pick<Chat, 'queueId'>): CellKey {
  return { queueId: chat.queueId, agentId, channel: 'chat' }
}

/** The rule by which a queue's chats are judged now. */
export function ruleOf(state: DeskState, queueId: QueueId): ServiceLevelRule {
  return state.queues.get(queueId)?.serviceLevel ?? state.settings.serviceLevel
}
