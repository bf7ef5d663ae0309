import { whyNotNow } from '#domain/agent/why-not-now.ts'
import { isRefusal } from '#domain/decision.ts'
import type { Instant } from '#domain/ids.ts'
import { enterQueue } from '#domain/queue/enter-queue.ts'
import { isAttended, isAvailable } from '#domain/queue/is-available.ts'
import type { Queue } from '#domain/queue/queue.ts'
import type { DeskState } from '#domain/state.ts'
import type { ChimeParts } from './chime.ts'
import { Probe } from './probe.ts'
import type { HealthView } from './views.ts'

type State = HealthView['System']['Service']
type QueueHealth = HealthView['Queues'][number]

const second = 1_000
/** What is due is done within milliseconds; later than this, time stands still. */
const latestMs = 5 * second

/** What works and what does not: each thing is tried, or read off what the desk holds, and nothing is taken for granted (CH-22). */
export class Health {
  readonly #parts: ChimeParts
  readonly #desk: Probe
  readonly #files: Probe
  readonly #mail: Probe
  readonly #passwords: Probe
  readonly #store: Probe
  readonly #address: Probe
  readonly #feed: Probe
  /** Of the last commit that was told to those who listen. */
  #told: number

  constructor(parts: ChimeParts) {
    const { desk, files, mail, passwords, store, clock, warn } = parts
    this.#parts = parts
    this.#told = desk.state.position
    const probe = (what: string, keepMs: number, look: () => Promise<void>) =>
      new Probe({ clock, keepMs, look, failed: (error) => warn(`health: ${what}`, error) })
    this.#desk = probe('the desk does not answer', second, () => desk.durable())
    this.#files = probe('the data folder cannot be written', 2 * second, () => files.check())
    this.#store = probe('the store cannot be written', 2 * second, () => store.check())
    this.#feed = probe('what is committed is not told', second, () => this.#lookAtFeed())
    // These cost something, or trouble others: seldom is enough.
    this.#passwords = probe('passwords cannot be checked', 30 * second, async () => {
      await passwords.matches('', null)
    })
    this.#mail = probe('letters cannot be sent', 30 * second, () => mail.check())
    this.#address = probe('the public address does not lead here', 10 * second, () => this.#lookAtAddress())
  }

  /** Follows the desk; returns how to stop. */
  follow(): () => void {
    const { desk } = this.#parts
    return desk.watch({
      committed: ({ position }) => (this.#told = position),
      reset: () => (this.#told = desk.state.position),
    })
  }

  /** Whether the queue with that number runs (CH-20). */
  async runs(no: number): Promise<boolean> {
    const queue = [...this.#parts.desk.state.queues.values()].find((queue) => queue.no === no)
    return queue?.enabled === true && (await this.#desk.isWell())
  }

  async monitor(): Promise<HealthView> {
    const { desk, clock } = this.#parts
    const [service, files, mail, store, address, feed, passwords] = await Promise.all(
      [this.#desk, this.#files, this.#mail, this.#store, this.#address, this.#feed, this.#passwords].map((probe) =>
        probe.isWell(),
      ),
    )
    const { state } = desk
    const now = clock.now()
    const smtp = stateOf(mail, 'The mail server cannot be used; the log says why.')
    const System = {
      Service: stateOf(service, 'The desk does not answer in time.'),
      ServiceAccount: stateOf(files, 'The data folder cannot be written; the log says why.'),
      Smtp: smtp,
      SQL: stateOf(store, 'The store cannot be written; the log says why.'),
      ActiveDirectory: stateOf(passwords, 'Nobody can sign in: passwords cannot be checked; the log says why.'),
      ChimeHub: stateOf(address, 'The public address does not lead here; the log says why.'),
      WebClient: this.#webClient(state),
    }
    const shared = {
      process: System.Service,
      feed: stateOf(feed, 'What is committed is not told in time.'),
      time: timeState(state, now),
      smtp,
    }
    const Queues = [...state.queues.values()]
      .filter(({ enabled }) => enabled)
      .sort((a, b) => a.no - b.no)
      .map((queue) => queueHealth(state, queue, now, shared))
    const OK = Object.values(System).every(({ Status }) => Status)
    return { Ok: OK && Queues.every(({ Ok }) => Ok), System: { ...System, OK }, Queues }
  }

  #webClient(state: DeskState): State {
    if (![...state.queues.values()].some(({ enabled }) => enabled)) return wrong('No webclient is configured.')
    return stateOf(this.#parts.chatPage.isBuilt(), 'The chat page is not built: run npm run build.')
  }

  async #lookAtFeed(): Promise<void> {
    const { desk } = this.#parts
    const { position } = desk.state
    await desk.durable()
    if (this.#told < position) throw new Error(`told up to ${this.#told}, committed up to ${position}`)
  }

  async #lookAtAddress(): Promise<void> {
    const address = `${this.#parts.settings.publicOrigin()}/healthz`
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(2 * second) })
    const answer: unknown = await response.json()
    if (!response.ok || (answer as { status?: unknown } | null)?.status !== 'ok')
      throw new Error(`${address} answered ${response.status}`)
  }
}

const well: State = { Status: true, Details: null }

function wrong(Details: string): State {
  return { Status: false, Details }
}

function stateOf(isWell: boolean | undefined, details: string): State {
  return isWell ? well : wrong(details)
}

function timeState(state: DeskState, now: Instant): State {
  const due = state.deadlines.first()?.at ?? now
  return now - due <= latestMs
    ? well
    : wrong(`What was due ${Math.floor((now - due) / second)} seconds ago is not done.`)
}

interface SharedHealth {
  readonly process: State
  readonly feed: State
  readonly time: State
  readonly smtp: State
}

function queueHealth(state: DeskState, queue: Queue, now: Instant, shared: SharedHealth): QueueHealth {
  const parts = {
    Process: shared.process,
    Routing: routingState(state, queue, now),
    IMConnection: shared.feed,
    Alerting: alertingState(state, queue),
    Scheduler: shared.time,
    Smtp: shared.smtp,
    SignalR: connectionsState(state, queue),
  }
  const Ok = Object.values(parts).every(({ Status }) => Status)
  return { ...parts, QueueId: queue.no, Name: queue.name, Ok }
}

/** Whether who asks now is let in and somebody takes chats, and if not, why not. */
function routingState(state: DeskState, queue: Queue, now: Instant): State {
  if (isAvailable(state, queue, now)) return well
  const entered = enterQueue(state, queue, { since: now, priority: 0, held: null, visited: [] }, now)
  if (isRefusal(entered)) return wrong(entered.code === 'queue.full' ? 'The queue is full.' : 'The queue is closed.')
  const elsewhere = entered.queue.id === queue.id ? '' : ' in the queue that takes its chats'
  return wrong(isAttended(state, entered.queue) ? 'No chat is let in.' : `Nobody takes chats now${elsewhere}.`)
}

/** Whether a chat that is held out is noticed: not, when everybody who is available let theirs lapse. */
function alertingState(state: DeskState, { members }: Queue): State {
  const available = members.flatMap(({ agentId }) => {
    const agent = state.agents.get(agentId)
    return agent?.enabled && agent.availability === 'available' ? [agent] : []
  })
  const silent = available.filter(({ notResponding }) => notResponding).length
  return silent === 0 || silent < available.length ? well : wrong('Nobody answers the chats that are held out to them.')
}

/** Whether the live connections of its people stand. */
function connectionsState(state: DeskState, { members }: Queue): State {
  const lost = members.filter(({ agentId }) => {
    const agent = state.agents.get(agentId)
    return agent && whyNotNow(agent, state.load(agentId)) === 'connection-lost'
  }).length
  if (lost === 0) return well
  return wrong(
    lost === 1 ? 'One agent has lost their live connection.' : `${lost} agents have lost their live connection.`,
  )
}
