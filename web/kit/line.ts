import type { ClientFrame, ServerFrame } from '#dialects/house/frames.ts'
import type { Api } from './api.ts'
import type { Link } from './live-types.ts'
import type { Surroundings } from './surroundings.ts'
import { type OpenLine, overEvents, overPoll, overWebSocket, type Standing } from './transports.ts'

const ladder = [
  { name: 'websocket', open: overWebSocket },
  { name: 'events', open: overEvents },
  { name: 'poll', open: overPoll },
] as const

/** The server beats every 20 s: a line that is silent for longer than this is dead, whatever the socket says. */
const silentMs = 45_000
const firstFrameMs = 8_000
const stepUpMs = 5 * 60_000
const longestPauseMs = 20_000

export interface LineOwner {
  standing(): Standing
  frame(frame: ServerFrame): void
  linkChanged(link: Link): void
}

/**
 * The one line to the desk: opens it, notices when it is dead, comes back, and moves down the list of transports where
 * one does not come up, and up again later.
 */
export class Line {
  readonly #api: Api
  readonly #token: () => string | null
  readonly #owner: LineOwner
  readonly #surroundings: Surroundings
  #rung = 0
  #failures = 0
  #pauses = 0
  #wentDownAt = 0
  #open: OpenLine | null = null
  #wanted = false
  #cancels: (() => void)[] = []
  #stopReturns: () => void = () => {}
  link: Link = { status: 'connecting', transport: null, liveAt: null }

  constructor(api: Api, token: () => string | null, owner: LineOwner, surroundings: Surroundings) {
    this.#api = api
    this.#token = token
    this.#owner = owner
    this.#surroundings = surroundings
  }

  start(): void {
    if (this.#wanted) return
    this.#wanted = true
    this.#stopReturns = this.#surroundings.onReturn(() => this.#comeBack())
    this.#connect()
  }

  stop(): void {
    this.#wanted = false
    this.#stopReturns()
    this.#drop()
  }

  /** Sends a frame if the line is live and carries frames upwards; false when the caller must use REST. */
  send(frame: ClientFrame): boolean {
    if (this.link.status !== 'live' || !this.#open?.send) return false
    this.#open.send(frame)
    return true
  }

  #connect(): void {
    this.#drop()
    if (this.#rung > 0 && this.#surroundings.now() - this.#wentDownAt > stepUpMs) this.#climb(0)
    const rung = ladder[this.#rung] ?? ladder[2]
    let opened = false
    let mine: OpenLine | null = null
    const receiver = {
      frame: (frame: ServerFrame) => {
        if (mine !== this.#open || !this.#wanted) return
        if (!opened) {
          opened = true
          this.#failures = 0
          this.#pauses = 0
        }
        this.#listenOn(rung.name)
        this.#owner.frame(frame)
      },
      closed: (why: 'broken' | 'signed-out') => {
        if (mine !== this.#open || !this.#wanted) return
        if (why === 'signed-out') this.#signedOut()
        else this.#broken(opened)
      },
    }
    try {
      mine = rung.open(this.#api, this.#token(), () => this.#owner.standing(), receiver, this.#surroundings)
    } catch {
      this.#open = null
      this.#broken(false)
      return
    }
    this.#open = mine
    // A poll without news may be silent for as long as the server waits.
    const patience = rung.name === 'poll' ? silentMs : firstFrameMs
    this.#after(patience, () => this.#broken(false))
  }

  /** News came: the line lives until it is silent for too long. */
  #listenOn(transport: Link['transport']): void {
    this.#cancelTimers()
    this.#after(silentMs, () => this.#broken(true))
    this.#setLink({ status: 'live', transport, liveAt: this.#surroundings.now() })
  }

  #broken(hadWorked: boolean): void {
    this.#drop()
    if (!hadWorked && ++this.#failures >= 2 && this.#rung < ladder.length - 1) this.#climb(this.#rung + 1)
    if (this.link.status === 'live' || this.#pauses > 0) this.#setLink({ ...this.link, status: 'stale' })
    const pause = Math.min(longestPauseMs, 400 * 2 ** this.#pauses++)
    this.#after(pause * (0.5 + this.#surroundings.random() / 2), () => this.#connect())
  }

  #signedOut(): void {
    this.stop()
    this.#setLink({ ...this.link, status: 'signed-out' })
  }

  /** The network or the page is back: no point in waiting out the pause. */
  #comeBack(): void {
    if (!this.#wanted || this.link.status === 'live') return
    this.#pauses = 0
    this.#connect()
  }

  #climb(rung: number): void {
    this.#rung = rung
    this.#failures = 0
    this.#wentDownAt = this.#surroundings.now()
  }

  #after(ms: number, then: () => void): void {
    this.#cancels.push(this.#surroundings.after(ms, then))
  }

  #cancelTimers(): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
  }

  #drop(): void {
    this.#cancelTimers()
    const open = this.#open
    this.#open = null
    open?.close()
  }

  #setLink(link: Link): void {
    const before = this.link
    this.link = link
    if (before.status !== link.status || before.transport !== link.transport) this.#owner.linkChanged(link)
  }
}
