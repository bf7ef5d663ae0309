import { every } from '#desk/every.ts'
import type { AgentActor } from '#domain/actor.ts'
import { type Instant, type LoginId, later } from '#domain/ids.ts'
import { metricsDiff } from '#domain/metrics/diff.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { MissingRow } from '#domain/table.ts'
import { complaints } from '#wire/http/check.ts'
import type { HouseParts } from './house.ts'
import type { MetricsBoard, MetricsBoards, Shown } from './metrics-board.ts'
import { type MetricsQuestion, type Selection, select } from './metrics-selection.ts'
import { MetricsChange, MetricsEnd, MetricsSnapshot } from './metrics-views.ts'

const everyMs = 1_000
const beatMs = 20_000

/** One transport's way of sending. */
export interface MetricsChannel {
  send(frame: string): void
  /** Keeps the line open where something closes silent ones. */
  beat(): void
  close(): void
  /** While it is, frames are left out: what they would have told is in the next one. */
  isFull(): boolean
}

/** What was answered last. */
interface Told {
  readonly board: MetricsBoard
  readonly position: number
  readonly selection: Selection
  readonly shown: Shown
}

interface Asker {
  readonly actor: AgentActor
  readonly loginId: LoginId
  readonly question: MetricsQuestion
}

/** A question that is answered, and not listened to yet. */
export interface Opening extends Asker {
  readonly told: Told
  readonly now: Instant
}

interface Listener extends Asker {
  readonly channel: MetricsChannel
  told: Told
}

interface News {
  readonly listener: Listener
  readonly frame: object
  /** Null: it is the last one. */
  readonly told: Told | null
}

/** Live metrics: a snapshot, then once a second what changed, never ahead of the disk; nothing while nothing does. */
export class MetricsFeed {
  readonly #parts: HouseParts
  readonly #listeners = new Set<Listener>()
  readonly #boards: MetricsBoards
  readonly #warn: (error: unknown) => void
  #cancel: (() => void) | null = null
  #beatAt = 0
  #working = false

  constructor(parts: HouseParts, boards: MetricsBoards, warn: (error: unknown) => void) {
    this.#parts = parts
    this.#boards = boards
    this.#warn = warn
  }

  /** The first answer, or why there is none. */
  async ask(asker: Asker): Promise<Opening> {
    const { desk, clock } = this.#parts
    return desk.ask((state) => {
      const now = clock.now()
      return { ...asker, told: this.#answer(state, asker, null, now), now }
    })
  }

  /** Sends the first answer, and from then on what changes; returns how to end it. */
  open({ told, now, ...asker }: Opening, channel: MetricsChannel): () => void {
    const listener: Listener = { ...asker, channel, told }
    this.#listeners.add(listener)
    this.#send(channel, snapshot(told, 'first', now))
    this.#cancel ??= every(this.#parts.clock, everyMs, () => this.#wake())
    return () => this.#listeners.delete(listener)
  }

  /** Ends every stream; the clients come back by themselves. */
  stop(): void {
    this.#cancel?.()
    for (const { channel } of this.#listeners) channel.close()
    this.#listeners.clear()
  }

  #wake(): void {
    if (this.#listeners.size > 0) {
      void this.#tell()
      return
    }
    this.#cancel?.()
    this.#cancel = null
  }

  async #tell(): Promise<void> {
    const { desk, clock } = this.#parts
    // A commit that takes longer than a second is not waited for twice.
    if (this.#working) return
    this.#working = true
    try {
      const news = await desk.ask((state) => {
        const now = clock.now()
        return [...this.#listeners].flatMap((listener) => this.#newsFor(state, listener, now) ?? [])
      })
      for (const { listener, frame, told } of news) {
        if (!this.#listeners.has(listener)) continue
        this.#send(listener.channel, frame)
        if (told) listener.told = told
        else this.#end(listener)
      }
      this.#beat()
    } catch (error) {
      // Refused: nothing of it is known to be on disk, and the next second asks anew.
      if (!(error instanceof Refused)) this.#broke(error)
    } finally {
      this.#working = false
    }
  }

  #newsFor(state: DeskState, listener: Listener, now: Instant): News | null {
    const { told: before, channel } = listener
    if (channel.isFull()) return null
    try {
      const told = this.#answer(state, listener, before, now)
      const why = whyAnew(before, told)
      const frame = why ? snapshot(told, why, now) : changeFrame(before.shown, told.shown, now)
      return frame ? { listener, frame, told } : null
    } catch (error) {
      if (error instanceof MissingRow || !(error instanceof Refused)) throw error
      return { listener, frame: { type: 'ended', code: error.refusal.code }, told: null }
    }
  }

  #answer(state: DeskState, { actor, loginId, question }: Asker, before: Told | null, now: Instant): Told {
    const login = state.logins.get(loginId)
    if (!login || login.expiresAt <= now) throw new Refused(refuse('not-signed-in', 'login.ended'))
    const board = this.#boards.of(state, now)
    const { position } = state
    // As long as nothing happened nobody's rights changed.
    const same = before?.board === board && before.position === position
    const selection = same ? before.selection : select(state, actor, question)
    return { board, position, selection, shown: board.show(selection, now) }
  }

  #send(channel: MetricsChannel, frame: object): void {
    if (this.#parts.settings.checkAnswers) {
      const schema = { snapshot: MetricsSnapshot, diff: MetricsChange, ended: MetricsEnd }
      const wrong = complaints(schema[(frame as { type: keyof typeof schema }).type], frame)
      if (wrong.length > 0) throw new Error(`a frame is not as documented: ${JSON.stringify(wrong)}`)
    }
    channel.send(JSON.stringify(frame))
  }

  #end(listener: Listener): void {
    this.#listeners.delete(listener)
    listener.channel.close()
  }

  #broke(error: unknown): void {
    this.#warn(error)
    for (const listener of this.#listeners) this.#end(listener)
  }

  #beat(): void {
    const now = this.#parts.clock.now()
    if (now < this.#beatAt) return
    this.#beatAt = later(now, beatMs)
    for (const { channel } of this.#listeners) channel.beat()
  }
}

function snapshot({ board: { since, zone }, shown }: Told, why: MetricsSnapshot['why'], now: Instant): object {
  return { type: 'snapshot', why, since, now, zone, ...shown }
}

/** Why all is told anew, or null when what changed is enough. */
function whyAnew(before: Told, after: Told): MetricsSnapshot['why'] | null {
  if (before.board.since !== after.board.since || before.board.zone !== after.board.zone) return 'day'
  if (before.board !== after.board && before.board.state !== after.board.state) return 'restart'
  const same = before.selection === after.selection || idsOf(before.shown).join() === idsOf(after.shown).join()
  return same ? null : 'rights'
}

function idsOf({ queues, agents, parts }: Shown): readonly string[] {
  return [...queues, ...agents, ...parts].map(({ id }) => id)
}

/** What changed from one answer to the next about the same; null when nothing did. */
function changeFrame(before: Shown, after: Shown, now: Instant): object | null {
  const frame: Record<string, unknown> = { type: 'diff', now }
  for (const name of ['queues', 'agents', 'parts'] as const) {
    const patches = patchesOf(before[name], after[name])
    if (patches.length > 0) frame[name] = patches
  }
  return Object.keys(frame).length > 2 ? frame : null
}

function patchesOf(before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): object[] {
  return after.flatMap((entry, place) => {
    const previous = before[place] as { readonly id: string }
    // Most entries are the very same object.
    const diff = previous === entry ? null : metricsDiff(previous, entry)
    return diff ? { id: entry.id, ...diff } : []
  })
}
