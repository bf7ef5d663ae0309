import type { FlowId, Instant, QueueId } from '../ids.ts'
import type { EntryOf } from '../organisation/entries.ts'
import type { MenuEntry, Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import type { TextName } from '../texts/own-text-names.ts'
import type { FlowNode, MenuNode } from './flow.ts'

/** The welcome menu's id: of a time before any that a stored flow could have been given its own in. */
export const menuFlowId = '00000000-0000-7000-8000-00006d656e75' as FlowId

const timeoutMs = 24 * 60 * 60 * 1_000
const maxRetries = 3
const menuId = 'menu'
const endId = 'end'
const defaultQueueNode: FlowNode = { id: 'queue', kind: 'queue' }

/**
 * The welcome menu as it is now: a flow that nobody stores, made of the enabled queues with a menu entry. Who stands in it
 * while they change answers the menu as it then is; with less than two to choose from any answer leads on.
 */
export function menuFlow(state: DeskState): EntryOf<'flows'> {
  const entries = entriesOf(state)
  const ways: readonly FlowNode[] = entries.map((entry) => ({
    ...nodeTo(entry),
    kind: 'queue',
    queueId: entry.queueId,
  }))
  const [first = defaultQueueNode] = ways
  const menu: MenuNode = {
    id: menuId,
    kind: 'menu',
    text: centreText(state, 'WelcomeMenu') || 'How can we help you? Please choose by typing a number.',
    choices: entries.map((entry) => ({ key: String(entry.index), label: entry.name, next: nodeTo(entry).id })),
    timeoutMs,
    onTimeout: endId,
    retryText: centreText(state, 'WelcomeMenuRetry') || 'Please type one of these numbers.',
    maxRetries: entries.length > 1 ? maxRetries : 0,
    onRetriesSpent: first.id,
  }
  const nodes = [menu, ...(ways.length > 0 ? ways : [first]), { id: endId, kind: 'end' } as const]
  const startNodeId = entries.length > 1 ? menuId : first.id
  return { id: menuFlowId, no: 0, revision: 1, addedAt: 0 as Instant, name: state.settings.name, startNodeId, nodes }
}

/** Whether any queue is in the welcome menu. */
export function hasMenu(state: DeskState): boolean {
  return entriesOf(state).length > 0
}

/** The flow of that id, stored or the welcome menu; null: there is none. */
export function flowOf(state: DeskState, flowId: string): EntryOf<'flows'> | null {
  return flowId === menuFlowId ? menuFlow(state) : (state.flows.get(flowId) ?? null)
}

interface Entry extends MenuEntry {
  readonly queueId: QueueId
  readonly queueNo: number
}

function entriesOf(state: DeskState): readonly Entry[] {
  const entryOf = ({ id: queueId, no: queueNo, enabled, menu }: Queue): Entry[] =>
    enabled && menu ? [{ ...menu, queueId, queueNo }] : []
  return [...state.queues.values()].flatMap(entryOf).sort((a, b) => a.index - b.index)
}

/** Named after the queue and not after its place, which may change while somebody's steps stay on record. */
function nodeTo({ queueNo }: Entry): { readonly id: string } {
  return { id: `queue ${queueNo}` }
}

function centreText(state: DeskState, name: TextName): string | undefined {
  return state.settings.texts[name]
}
