import type { ClosedChat, Ending, Rating, Side } from '#domain/chat/chat.ts'
import type { TextMessage } from '#domain/chat/message.ts'
import type { AgentId, ChatId, CustomerId, Instant, MessageId } from '#domain/ids.ts'
import { type Behind, namesIn } from '#domain/metrics/behind.ts'
import { type Addition, slotOf } from '#domain/metrics/cell.ts'
import { type Spread, spreadWith } from '#domain/metrics/spread.ts'
import type { WaitRange } from '#domain/metrics/wait-range.ts'
import type { CellPage } from './cell-book.ts'
import type { Line } from './line.ts'
import type { Worker } from './worker.ts'

/** What one agent said in it. */
export interface Said {
  readonly worker: Worker
  messages: number
  responses: Spread | undefined
  firstResponseMs: number | null
}

/** A chat while it lasts, and what it came to. */
export class Life {
  readonly id: ChatId
  readonly no: number
  readonly customer: number
  readonly openedAt: Instant
  readonly firstLine: Line
  line: Line
  phase: 'before' | 'waiting' | 'ringing' | 'active' | 'over' = 'before'
  /** Grows with each offer, and `waits` with each wait: what was planned for an earlier one is void. */
  turn = 0
  waits = 0
  worker: Worker | null = null
  passedOver: Worker | null = null
  queuedAt: Instant | null = null
  promise: WaitRange | null = null
  since: Instant
  answeredAt: Instant | null = null
  acceptedAt: Instant
  endedAt: Instant
  closedAt: Instant
  ending: Ending = 'completed'
  endedBy: Side | 'system' = 'customer'
  parts = 0
  offers = 0
  lapses = 0
  declines = 0
  transfers = 0
  transferWaitMs = 0
  talkMs = 0
  heldMs = 0
  wrapUpMs = 0
  rating: Rating | null = null
  customerMessages = 0
  readonly said: Said[] = []
  readonly messages: TextMessage[] = []
  readonly behind: { slotAt: Instant; page: CellPage; names: Behind['names'][number][] }[] = []
  #unansweredSince: Instant | null = null

  constructor(id: ChatId, no: number, customer: number, line: Line, at: Instant) {
    this.id = id
    this.no = no
    this.customer = customer
    this.firstLine = this.line = line
    this.openedAt = this.since = this.acceptedAt = this.endedAt = this.closedAt = at
  }

  /** Adds to a cell, and notes that this chat is behind it. */
  count(page: CellPage, at: Instant, addition: Omit<Addition, 'key'>): void {
    const slotAt = slotOf(at)
    page.add(slotAt, addition)
    const names = namesIn({ key: page.key, ...addition })
    if (names.length === 0) return
    const known = this.behind.find((one) => one.page === page && one.slotAt === slotAt)
    if (known) known.names.push(...names)
    else this.behind.push({ slotAt, page, names })
  }

  say(author: Worker | CustomerId, id: MessageId, text: string, at: Instant, position: number): void {
    const seq = this.messages.length + 1
    const line = { kind: 'text', chatId: this.id, seq, at, position, id, text } as const
    if (typeof author === 'string') {
      this.customerMessages++
      this.#unansweredSince ??= at
      this.messages.push({ ...line, author: { kind: 'customer', id: author } })
      return
    }
    this.messages.push({ ...line, author: { kind: 'agent', id: author.agent.id } })
    const isFirst = this.said.length === 0
    let said = this.said.find(({ worker }) => worker === author)
    if (!said) this.said.push((said = { worker: author, messages: 0, responses: undefined, firstResponseMs: null }))
    said.messages++
    if (this.#unansweredSince === null) return
    const responseMs = at - this.#unansweredSince
    said.responses = spreadWith(said.responses, responseMs)
    if (isFirst) said.firstResponseMs = responseMs
    this.#unansweredSince = null
  }

  /** Whether the last word was the customer's. */
  get unansweredSince(): Instant | null {
    return this.#unansweredSince
  }

  /** The agent whose chat it was at the end. */
  get agentId(): AgentId | null {
    return this.ending === 'completed' ? (this.worker?.agent.id ?? null) : null
  }

  chatsBehind(): Behind[] {
    return this.behind.map(({ slotAt, page, names }) => ({ slotAt, ...page.numbers, chatNo: this.no, names }))
  }
}

/** What is chosen by chance beside its course. */
export interface Labels extends Pick<ClosedChat, 'tagIds' | 'disposition' | 'resolved' | 'pageUrl' | 'secretHash'> {}

/** The row of a chat that is over for good. */
export function closedChatOf(life: Life, customerId: CustomerId, labels: Labels): ClosedChat {
  const { id, no, line, messages, endedAt, queuedAt, answeredAt, firstLine, said } = life
  const lastSeq = messages.length
  const mark = { delivered: lastSeq, read: lastSeq }
  const sum = (of: (said: Said) => number) => said.reduce((total, one) => total + of(one), 0)
  return {
    id,
    no,
    queueId: line.queue.id,
    customerId,
    channel: 'chat',
    priority: 0,
    needs: [],
    attributes: {},
    flowSteps: queuedAt === null ? [] : null,
    recorded: false,
    stated: null,
    address: null,
    locale: 'en',
    openedAt: life.openedAt,
    answeredAt,
    lastSeq,
    lastAsideSeq: 0,
    lastMessageAt: messages.at(-1)?.at ?? null,
    unansweredSince: life.unansweredSince,
    offerCount: life.offers,
    marks: { customer: mark, agent: mark },
    customerLive: false,
    customerLeftAt: endedAt,
    goneUntil: null,
    ...labels,
    phase: 'closed',
    agentId: life.agentId,
    ending: life.ending,
    endedAt,
    endedBy: life.endedBy,
    closedAt: life.closedAt,
    rating: life.rating,
    numbers: {
      queuedAt,
      firstQueueId: firstLine.queue.id,
      waitMs: queuedAt === null ? null : (answeredAt ?? endedAt) - queuedAt,
      transferWaitMs: life.transferWaitMs,
      talkMs: life.talkMs,
      heldMs: life.heldMs,
      wrapUpMs: life.wrapUpMs,
      customerMessageCount: life.customerMessages,
      agentMessageCount: sum(({ messages }) => messages),
      firstResponseMs: said[0]?.firstResponseMs ?? null,
      responseCount: sum(({ responses }) => responses?.count ?? 0),
      responseMs: sum(({ responses }) => responses?.totalMs ?? 0),
      transferCount: life.transfers,
      consultCount: 0,
      offerCount: life.offers,
      lapsedCount: life.lapses,
      declinedCount: life.declines,
      estimateMs: life.promise,
    },
  }
}
