import type { Asker } from '../customer/whoever-asks.ts'
import type { Fact } from '../events.ts'
import { beginFlow } from '../flow/begin-flow.ts'
import type { ChatId, Instant } from '../ids.ts'
import type { EntryOf } from '../organisation/entries.ts'
import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import type { Address, Channel } from './chat.ts'
import { type Line, lineFacts } from './lines.ts'
import { flowFacts } from './welcome.ts'

/** What somebody brings along who is led by a flow first. */
export interface Arrival {
  readonly chatId: ChatId
  readonly name: string | null
  readonly email: string | null
  readonly secretHash: string
  readonly pageUrl: string | null
  readonly locale: string | null
  readonly channel: Channel
  readonly address: Address | null
  readonly attributes: Readonly<Record<string, string>>
  readonly lines: readonly Line[]
  /** What must be known between the chat and its lines: the files they name. */
  readonly stored: readonly Fact[]
}

/** A chat that begins with a flow; `queue` is where it goes unless the flow says another. */
export function welcomed(
  state: DeskState,
  flow: EntryOf<'flows'>,
  queue: Queue,
  arrival: Arrival,
  { customerId, stated, facts: added }: Asker,
  at: Instant,
): readonly Fact[] {
  const { chatId, name, email, secretHash, pageUrl, locale, channel, address, attributes, lines, stored } = arrival
  const words = { secretHash, pageUrl, address, locale, attributes, stated }
  const opened = { chatId, queueId: queue.id, customerId, channel, flowId: flow.id, words }
  const known = state.customers.find(customerId)
  const customer = stated ?? known ?? { name, email }
  const turn = beginFlow(flow, { flowId: flow.id, flowVersion: flow.revision }, at)
  const chat = { id: chatId, no: state.lastNo.chats + 1, customer, queueId: queue.id, priority: 0, attributes }
  return [
    ...added,
    { type: 'chat.welcomed', ...opened },
    ...stored,
    ...lineFacts({ id: chatId, lastSeq: 0 }, { kind: 'customer', id: customerId }, lines),
    ...flowFacts(state, flow, { ...chat, tagIds: [], stepCount: 0, lastSeq: lines.length }, turn, at),
  ]
}
