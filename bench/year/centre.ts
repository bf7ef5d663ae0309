import type { ClosedChat, Ending } from '#domain/chat/chat.ts'
import type { TextMessage } from '#domain/chat/message.ts'
import { type ChatId, type Instant, later, type MessageId } from '#domain/ids.ts'
import type { AvailabilityStretch } from '#domain/metrics/agent-clock.ts'
import type { Behind } from '#domain/metrics/behind.ts'
import type { RatingCount } from '#domain/metrics/names.ts'
import type { Batch, RowPut } from '#ports/store.ts'
import { type Arrival, Arrivals } from './arrivals.ts'
import { CellBook, type CellPage } from './cell-book.ts'
import type { Chance } from './chance.ts'
import { Customers } from './customers.ts'
import { closedChatOf, type Labels, Life } from './life.ts'
import { Line } from './line.ts'
import { answerLine, firstLine, goodbyeLine, thanksLine } from './lines.ts'
import { type Organisation, queuesOfAgent } from './organisation.ts'
import { dayMs } from './plan.ts'
import { leave, planShift } from './shifts.ts'
import { Timetable } from './timetable.ts'
import { Worker } from './worker.ts'

const wholeDay = new Arrivals(24)
/** On the last day of all nobody comes so late that their chat would go on into the next. */
const lastDay = new Arrivals(19)

/**
 * A centre that lives through its days: chats come, wait, are taken by who is free, passed on, rated. Its rows and cells are those that a desk
 * would write, without its journal; additions to cells are as the folds in `src/domain/metrics/folds` make them.
 */
export class CentreYear {
  readonly #chance: Chance
  readonly #organisation: Organisation
  readonly #timetable = new Timetable()
  readonly #book = new CellBook()
  readonly #customers: Customers
  readonly #lines: readonly Line[]
  readonly #workers: readonly Worker[]
  readonly #workPages = new Map<Worker, Map<Line, CellPage>>()
  /** Those that are not over yet. */
  readonly #open = new Set<Life>()
  #lastNo = 0
  #stretches: AvailabilityStretch[] = []
  #chats: ClosedChat[] = []
  #messages: TextMessage[] = []
  #behind: Behind[] = []

  constructor(organisation: Organisation, chance: Chance, at: Instant) {
    this.#organisation = organisation
    this.#chance = chance
    this.#customers = new Customers(chance)
    const { state, queueIds, agentIds } = organisation
    this.#lines = queueIds.map((queueId) => {
      const queue = state.queues.require(queueId)
      const page = this.#book.page({ queueId, agentId: null, channel: 'chat' }, { queueNo: queue.no, agentNo: null })
      return new Line(queue, page, state.settings.serviceLevel)
    })
    this.#workers = agentIds.map((agentId, place) => {
      const agent = state.agents.require(agentId)
      const page = this.#book.page({ queueId: null, agentId, channel: null }, { queueNo: null, agentNo: agent.no })
      const worker = new Worker(agent, page, (stretch) => this.#stretches.push(stretch), at)
      for (const queue of queuesOfAgent(place)) {
        const line = this.#lines[queue] as Line
        worker.lines.push(line)
        line.members.push(worker)
      }
      return worker
    })
  }

  /** Lives through one day, and gives what it wrote. */
  day(from: Instant, chats: number, isLast: boolean): Batch {
    const to = later(from, dayMs)
    const arrivals = isLast ? lastDay : wholeDay
    for (let count = 0; count < chats; count++) this.#expect(arrivals.next(this.#chance), from)
    const serve = (worker: Worker, at: Instant) => this.#serve(worker, at)
    const shifts = { chance: this.#chance, timetable: this.#timetable, serve }
    for (const [place, worker] of this.#workers.entries()) planShift(shifts, worker, place, from)
    for (const line of this.#lines)
      if (line.closesAt(from) !== null)
        this.#timetable.put(line.closesAt(from) as Instant, (at) => this.#close(line, at))
    this.#timetable.runUntil(to)
    if (isLast) this.#end(to)
    for (const worker of this.#workers) worker.cut(to)
    return this.#take(to, isLast)
  }

  #end(at: Instant): void {
    if (this.#open.size > 0) throw new Error(`${this.#open.size} chats were still open at the end`)
    for (const worker of this.#workers) leave(worker, at)
  }

  #take(before: Instant, isLast: boolean): Batch {
    const rows: RowPut[] = this.#customers.takeChanges()
    for (const row of this.#chats) rows.push({ table: 'chats', id: row.id, row })
    for (const row of this.#book.take(before)) rows.push({ table: 'intervals', id: row.id, row })
    for (const row of this.#stretches) rows.push({ table: 'availabilityStretches', id: row.id, row })
    if (isLast) {
      for (const { agent: row, clock } of this.#workers)
        rows.push({ table: 'agents', id: row.id, row }, { table: 'agentClocks', id: clock.id, row: clock })
      for (const { queue } of this.#lines)
        rows.push({ table: 'queues', id: queue.id, row: { ...queue, hadChats: true } })
    }
    const taken = { rows, messages: this.#messages, behind: this.#behind }
    this.#chats = []
    this.#stretches = []
    this.#messages = []
    this.#behind = []
    return { ...taken, asides: [], events: [], answers: [], erasures: [] }
  }

  #expect({ afterMs, queue }: Arrival, day: Instant): void {
    this.#timetable.put(later(day, afterMs), (at) => this.#arrive(this.#lines[queue] as Line, at))
  }

  #arrive(line: Line, at: Instant): void {
    const customer = this.#customers.who(at)
    const life = new Life(this.#chance.uuid(at) as ChatId, ++this.#lastNo, customer, line, at)
    this.#open.add(life)
    this.#say(life, null, firstLine(this.#chance), at)
    if (!line.isOpenAt(at)) this.#endUnserved(life, 'afterHours', at)
    else if (this.#chance.in(0.01))
      this.#timetable.put(later(at, this.#chance.between(10, 60)), (ended) => {
        this.#endUnserved(life, 'deflected', ended)
      })
    else {
      life.queuedAt = at
      life.promise = line.promise()
      life.count(line.page, at, { counts: ['queuedCount'] })
      this.#wait(life, at)
    }
  }

  /** Waits, as long as patience lasts. */
  #wait(life: Life, at: Instant): void {
    life.phase = 'waiting'
    life.since = at
    const wait = ++life.waits
    this.#timetable.put(later(at, 4_000 + this.#chance.waning(400)), (gone) => {
      if (life.waits === wait && (life.phase === 'waiting' || life.phase === 'ringing'))
        this.#endUnserved(life, 'abandoned', gone)
    })
    const worker = life.line.freeFor(life)
    if (worker) this.#offer(life, worker, at)
    else life.line.waiting.push(life)
  }

  /** Who has become free is asked for the one who has waited longest in any of their queues. */
  #serve(worker: Worker, at: Instant): void {
    if (worker.isLeaving && worker.held === 0 && !worker.ringing) {
      if (worker.agent.availability !== 'offline') worker.become('offline', at)
      return
    }
    if (!worker.isFree) return
    let next: Life | null = null
    for (const { waiting } of worker.lines) {
      const first = waiting.find(({ passedOver }) => passedOver !== worker)
      if (first && (next === null || first.since < next.since)) next = first
    }
    if (!next) return
    next.line.waiting.splice(next.line.waiting.indexOf(next), 1)
    this.#offer(next, worker, at)
  }

  #offer(life: Life, worker: Worker, at: Instant): void {
    life.count(this.#workPage(worker, life.line), at, { counts: ['offeredCount'] })
    if (life.offers++ === 0) life.count(life.line.page, at, { counts: ['offeredCount'] })
    life.phase = 'ringing'
    life.worker = worker
    worker.ringing = life
    const offer = ++life.turn
    const plan = (ms: number, what: (at: Instant) => void) =>
      this.#timetable.put(later(at, ms), (then) => {
        if (life.turn !== offer || life.phase !== 'ringing') return
        worker.ringing = null
        what(then)
      })
    const roll = this.#chance.below(100)
    if (roll < 2) plan(this.#chance.between(2, 10), (then) => this.#declined(life, worker, then))
    else if (roll < 4) plan(life.line.queue.offerMs, (then) => this.#lapsed(life, worker, then))
    else plan(Math.min(this.#chance.about(5), 29_000), (then) => this.#accepted(life, worker, then))
  }

  #declined(life: Life, worker: Worker, at: Instant): void {
    life.declines++
    life.count(this.#workPage(worker, life.line), at, { counts: ['declinedCount'] })
    this.#askAnother(life, worker, at)
    this.#serve(worker, at)
  }

  #lapsed(life: Life, worker: Worker, at: Instant): void {
    life.count(this.#workPage(worker, life.line), at, { counts: ['ronaCount'] })
    life.count(life.line.page, at, { counts: life.lapses++ === 0 ? ['ronaCount', 'ronaChatCount'] : ['ronaCount'] })
    worker.stopResponding(at)
    this.#timetable.put(later(at, this.#chance.between(30, 300)), (back) => {
      if (!worker.agent.notResponding) return
      worker.become('available', back)
      this.#serve(worker, back)
    })
    this.#askAnother(life, worker, at)
    this.#serve(worker, at)
  }

  /** The first of its line again; whoever passed it over is asked again after a while. */
  #askAnother(life: Life, worker: Worker, at: Instant): void {
    life.phase = 'waiting'
    life.worker = null
    life.passedOver = worker
    const { line, turn } = life
    this.#timetable.put(later(at, line.queue.retryMs), (again) => {
      if (life.turn !== turn || life.phase !== 'waiting') return
      life.passedOver = null
      this.#serve(worker, again)
    })
    const other = line.freeFor(life)
    if (other) this.#offer(life, other, at)
    else line.waiting.unshift(life)
  }

  #accepted(life: Life, worker: Worker, at: Instant): void {
    const { line } = life
    const work = this.#workPage(worker, line)
    const waitedMs = at - life.since
    if (life.answeredAt === null) {
      life.answeredAt = at
      life.count(work, at, { counts: ['answeredCount'] })
      life.count(line.page, at, {
        counts: ['answeredCount', ...judged(life, waitedMs, true)],
        times: { queueTime: waitedMs, speedOfAnswer: waitedMs },
        outcome: { left: 'answered', waitedMs, rule: line.rule },
      })
      line.noteWait(waitedMs)
    } else {
      life.transferWaitMs += waitedMs
      life.count(work, at, { counts: ['transferredInCount'] })
      life.count(line.page, at, { times: { transferQueueTime: waitedMs } })
    }
    life.phase = 'active'
    life.passedOver = null
    life.acceptedAt = at
    life.parts++
    worker.active++
    worker.settle(at)
    this.#talk(life, worker, at)
    this.#serve(worker, at)
  }

  /** What is said until the agent's part ends, which is settled here and now. */
  #talk(life: Life, worker: Worker, at: Instant): void {
    const chance = this.#chance
    const talkMs = 20_000 + chance.about(300)
    const saidAt = later(at, Math.min(chance.about(12), talkMs / 2) | 0)
    this.#say(life, worker, answerLine(chance), saidAt)
    const askedAt = later(saidAt, (talkMs / 8) | 0)
    if (chance.in(0.7)) this.#say(life, null, thanksLine(chance), askedAt)
    if (chance.in(0.6))
      this.#say(life, worker, goodbyeLine(chance), later(askedAt, Math.min(chance.about(25), talkMs / 4) | 0))
    if (chance.in(0.04))
      this.#hold(
        life,
        worker,
        later(at, (talkMs / 2) | 0),
        chance.between(10, 30) + ((talkMs / 8) | 0),
        later(at, talkMs),
      )
    this.#timetable.put(later(at, talkMs), (ended) => {
      if (life.parts < 3 && chance.in(0.07) && this.#transfer(life, worker, ended)) return
      this.#complete(life, worker, ended)
    })
  }

  #hold(life: Life, worker: Worker, from: Instant, ms: number, endsAt: Instant): void {
    // Resumed before the talk ends.
    const holdTime = Math.min(ms, endsAt - from - 1_000)
    this.#timetable.put(later(from, holdTime), (at) => {
      life.heldMs += holdTime
      life.count(this.#workPage(worker, life.line), at, { times: { holdTime } })
      life.count(life.line.page, at, { times: { holdTime } })
    })
  }

  /** Whether there is an open queue to give it to. */
  #transfer(life: Life, worker: Worker, at: Instant): boolean {
    const { line } = life
    const other = this.#chance.pick(this.#lines)
    if (other === line || !other.isOpenAt(at)) return false
    const talkTime = at - life.acceptedAt
    life.talkMs += talkTime
    life.count(this.#workPage(worker, line), at, {
      counts: life.parts === 1 ? ['handledCount', 'transferredCount'] : ['transferredCount'],
      times: { talkTime, handleTime: talkTime },
    })
    life.count(line.page, at, { counts: ['transferredOutCount'], times: { talkTime, handleTime: talkTime } })
    life.count(other.page, at, { counts: ['transferredInCount'] })
    life.transfers++
    life.line = other
    life.worker = null
    worker.active--
    worker.settle(at)
    life.passedOver = worker
    this.#wait(life, at)
    this.#serve(worker, at)
    return true
  }

  #complete(life: Life, worker: Worker, at: Instant): void {
    const { line } = life
    const { wrapUpMs } = line.queue
    const talkTime = at - life.acceptedAt
    life.talkMs += talkTime
    life.endedBy = this.#chance.in(0.5) ? 'agent' : 'customer'
    const times = wrapUpMs > 0 ? { talkTime } : { talkTime, handleTime: talkTime }
    const counts = life.parts === 1 ? (['handledCount'] as const) : []
    life.count(this.#workPage(worker, line), at, { counts, times })
    life.count(line.page, at, { counts: ['completedCount'], times })
    this.#customers.met(life.customer, worker.agent.id)
    this.#over(life, 'completed', at)
    worker.active--
    if (wrapUpMs > 0) worker.wrapUp++
    worker.settle(at)
    if (this.#chance.in(0.3))
      this.#timetable.put(later(at, this.#chance.between(5, 150)), (rated) => this.#rate(life, worker, rated))
    if (wrapUpMs === 0) this.#closed(life, worker, at)
    else
      this.#timetable.put(later(at, Math.min(this.#chance.about(45), wrapUpMs)), (done) => {
        const afterCallTime = done - at
        life.wrapUpMs = afterCallTime
        life.closedAt = done
        const paperwork = { times: { afterCallTime, handleTime: talkTime + afterCallTime } }
        life.count(this.#workPage(worker, line), done, paperwork)
        life.count(line.page, done, paperwork)
        worker.wrapUp--
        worker.settle(done)
        this.#closed(life, worker, done)
      })
  }

  #rate(life: Life, worker: Worker, at: Instant): void {
    const score = this.#chance.pick([1, 2, 3, 4, 4, 5, 5, 5, 5])
    life.rating = { score, comment: this.#chance.in(0.1) ? 'Quick and friendly.' : null, at }
    const counts = [`rating${score}Count` as RatingCount]
    life.count(life.line.page, at, { counts })
    life.count(this.#workPage(worker, life.line), at, { counts })
  }

  /** Nobody comes to it after this; what is rated later is waited for. */
  #closed(life: Life, worker: Worker, at: Instant): void {
    this.#timetable.put(later(at, 151_000), () => this.#keep(life))
    this.#serve(worker, at)
  }

  /** It ends while it waits, or before it ever did. */
  #endUnserved(life: Life, ending: Exclude<Ending, 'completed'>, at: Instant): void {
    const { line, worker } = life
    const waitedMs = at - life.since
    if (life.phase === 'waiting') line.waiting.splice(line.waiting.indexOf(life), 1)
    if (life.phase === 'ringing' && worker) worker.ringing = null
    life.endedBy = ending === 'abandoned' ? 'customer' : 'system'
    if (life.answeredAt !== null) {
      life.transferWaitMs += waitedMs
      life.count(line.page, at, { counts: ['abandonedAfterTransferCount'], times: { transferQueueTime: waitedMs } })
    } else if (ending === 'abandoned')
      life.count(line.page, at, {
        counts: ['abandonedCount', ...judged(life, waitedMs, false)],
        times: { queueTime: waitedMs, abandonTime: waitedMs },
        outcome: { left: 'abandoned', waitedMs, rule: line.rule },
      })
    else life.count(line.page, at, { counts: [`${ending}Count`] })
    this.#over(life, ending, at)
    this.#keep(life)
    if (worker) this.#serve(worker, at)
  }

  /** What was said is counted where it ends. */
  #over(life: Life, ending: Ending, at: Instant): void {
    const { line } = life
    life.phase = 'over'
    life.turn++
    life.ending = ending
    life.endedAt = at
    life.closedAt = at
    let agentMessageCount = 0
    for (const { worker, messages: messageCount, responses, firstResponseMs } of life.said) {
      agentMessageCount += messageCount
      const spreads = responses ? { responseTime: responses } : {}
      const times = firstResponseMs === null ? {} : { firstResponseTime: firstResponseMs }
      life.count(this.#workPage(worker, line), at, { amounts: { messageCount }, spreads, times })
      life.count(line.page, at, { spreads, times })
    }
    const amounts = { customerMessageCount: life.customerMessages, ...(agentMessageCount > 0 && { agentMessageCount }) }
    life.count(line.page, at, { amounts })
  }

  /** The queue closes: who waits there is sent away. */
  #close(line: Line, at: Instant): void {
    for (const life of this.#open)
      if (life.line === line && (life.phase === 'waiting' || life.phase === 'ringing'))
        this.#endUnserved(life, life.answeredAt === null ? 'afterHours' : 'abandoned', at)
  }

  #keep(life: Life): void {
    this.#open.delete(life)
    this.#chats.push(closedChatOf(life, this.#customers.idOf(life.customer), this.#labels(life)))
    for (const message of life.messages) this.#messages.push(message)
    for (const behind of life.chatsBehind()) this.#behind.push(behind)
  }

  #labels(life: Life): Labels {
    const chance = this.#chance
    const { tagIds, dispositions } = this.#organisation
    const wasServed = life.ending === 'completed'
    const one = chance.pick(tagIds)
    const other = chance.pick(tagIds)
    const tags = chance.in(0.5) ? [] : one === other || chance.in(0.6) ? [one] : [one, other]
    return {
      tagIds: tags,
      disposition: wasServed && chance.in(0.85) ? chance.pick(dispositions) : null,
      resolved: wasServed && chance.in(0.8) ? chance.in(0.85) : null,
      pageUrl: `https://shop.example.org/page/${chance.below(200)}`,
      secretHash: chance.uuid(life.openedAt),
    }
  }

  #say(life: Life, worker: Worker | null, text: string, at: Instant): void {
    const author = worker ?? this.#customers.idOf(life.customer)
    life.say(author, this.#chance.uuid(at) as MessageId, text, at, this.#organisation.state.position)
  }

  #workPage(worker: Worker, line: Line): CellPage {
    let pages = this.#workPages.get(worker)
    if (!pages) this.#workPages.set(worker, (pages = new Map()))
    let page = pages.get(line)
    if (!page) {
      const { id: agentId, no: agentNo } = worker.agent
      const { id: queueId, no: queueNo } = line.queue
      page = this.#book.page({ queueId, agentId, channel: 'chat' }, { queueNo, agentNo })
      pages.set(line, page)
    }
    return page
  }
}

/** Whether what was promised came true, where that can be said. */
function judged(
  { promise }: Life,
  waitedMs: number,
  isServed: boolean,
): ('promisedCount' | 'keptCount' | 'earlyCount')[] {
  if (!promise) return []
  if (waitedMs > promise.toMs) return ['promisedCount']
  if (!isServed) return []
  return waitedMs < promise.fromMs ? ['promisedCount', 'keptCount', 'earlyCount'] : ['promisedCount', 'keptCount']
}
