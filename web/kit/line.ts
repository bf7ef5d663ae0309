import type { ClientFrame, ServerFrame } from '#dialects/house/frames.ts'
import type { Api } from './api.ts'
import type { Link } from './live-types.ts'
import type { Surroundings, Turn } from './surroundings.ts'
import { type OpenLine, overEvents, overPoll, overWebSocket, type Standing } from './transports.ts'

const ladder = [
  { name: 'websocket', open: overWebSocket },
  { name: 'events', open: overEvents },
  { name: 'poll', open: overPoll },
] as const

/** The server beats every 20 s: a line that is silent for longer than this is dead, whatever the socket says. */
const silentMs = 45_000
/** A beat is overdue: whoever comes back to the page need not wait for the watchdog. */
const doubtfulMs = 25_000
const firstFrameMs = 6_000
/** A line that breaks sooner did not really work, whatever it showed first. */
const steadyMs = 10_000
const firstClimbMs = 15_000
const longestClimbMs = 30 * 60_000
const longestPauseMs = 20_000

export interface LineOwner {
  standing(): Standing
  frame(frame: ServerFrame): void
  /** The line that was open is gone, with whatever was on its way on it. */
  lost(): void
  linkChanged(link: Link): void
}

/**
 * The one line to the desk: opens it, notices when it is dead, comes back, and moves down the list of transports where
 * one does not come up or does not hold, and up again later.
 */
export class Line {
  readonly #api: Api
  readonly #token: () => string | null
  readonly #owner: LineOwner
  readonly #surroundings: Surroundings
  #rung = 0
  /** The rung that has held before: it gets more tries, since it is more likely the desk that is away. */
  #proven = -1
  /** Lines on this rung, one after another, that did not hold. */
  #failures = 0
  #pauses = 0
  /** The rung to go back to when the attempt to climb fails. */
  #climbedFrom: number | null = null
  #climbMs = firstClimbMs
  #open: OpenLine | null = null
  #up = false
  #wanted = false
  #cancels: (() => void)[] = []
  #cancelWatchdog: () => void = () => {}
  #stopTurns: () => void = () => {}
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
    this.#stopTurns = this.#surroundings.onTurn((turn) => this.#turned(turn))
    this.#connect()
  }

  stop(): void {
    this.#wanted = false
    this.#stopTurns()
    this.#drop()
  }

  /** There is no point in coming back: the token or the login does not hold any more. */
  signedOut(): void {
    this.stop()
    this.#setLink('signed-out')
  }

  /** Sends a frame if the line is live and carries frames upwards; false when the caller must use REST. */
  send(frame: ClientFrame): boolean {
    if (!this.#up || !this.#open?.send) return false
    this.#open.send(frame)
    return true
  }

  #connect(): void {
    this.#drop()
    const { name, open } = ladder[this.#rung] ?? ladder[0]
    let mine: OpenLine | null = null
    const isMine = () => mine !== null && mine === this.#open
    const receiver = {
      alive: () => isMine() && this.#alive(name),
      frame: (frame: ServerFrame) => {
        if (!isMine()) return
        if (frame.type === 'snapshot' || frame.type === 'resumed' || this.#up) this.#alive(name)
        this.#owner.frame(frame)
      },
      closed: (why: 'broken' | 'signed-out') => {
        if (!isMine()) return
        if (why === 'signed-out') this.signedOut()
        else this.#broken()
      },
    }
    try {
      mine = open(this.#api, this.#token(), () => this.#owner.standing(), receiver, this.#surroundings)
      this.#open = mine
      this.#watch(firstFrameMs)
    } catch {
      this.#broken()
    }
  }

  /** News came: the line lives until it is silent for too long. */
  #alive(transport: Link['transport']): void {
    this.#watch(silentMs)
    this.#setLink('live', transport, this.#surroundings.now())
    if (this.#up) return
    this.#up = true
    this.#after(steadyMs, () => {
      this.#proven = this.#rung
      this.#failures = 0
      this.#pauses = 0
      this.#climbedFrom = null
      if (this.#rung === 0) this.#climbMs = firstClimbMs
      else this.#after(this.#climbMs * (1 + this.#surroundings.random() / 2), () => this.#climb())
    })
  }

  /** Tries the best transport again; what was missed in between comes with the next line that holds. */
  #climb(): void {
    this.#climbedFrom = this.#rung
    this.#climbMs = Math.min(longestClimbMs, this.#climbMs * 2)
    this.#rung = 0
    this.#connect()
  }

  #broken(): void {
    this.#drop()
    if (this.#climbedFrom !== null) {
      this.#rung = this.#climbedFrom
      this.#climbedFrom = null
      this.#connect()
      return
    }
    // Down the list, and from its end to the top again: then it is the desk or the network that is away.
    if (++this.#failures >= (this.#rung === this.#proven ? 5 : 2)) {
      this.#rung = (this.#rung + 1) % ladder.length
      this.#failures = 0
    }
    if (this.link.status === 'live' || this.#pauses > 0) this.#setLink('stale')
    const pause = Math.min(longestPauseMs, 400 * 2 ** this.#pauses++)
    this.#after(pause * (0.5 + this.#surroundings.random() / 2), () => this.#connect())
  }

  /** No point in waiting out a pause when the network or the person is back, nor in trusting a line that has gone quiet. */
  #turned(turn: Turn): void {
    if (turn === 'offline') {
      if (this.#up) this.#broken()
      return
    }
    const { status, liveAt } = this.link
    if (turn === 'seen' && (this.#open || status === 'live') && this.#surroundings.now() - (liveAt ?? 0) < doubtfulMs)
      return
    // Another network may carry other transports.
    if (turn === 'online') this.#proven = -1
    this.#failures = 0
    this.#pauses = 0
    this.#connect()
  }

  #after(ms: number, then: () => void): void {
    this.#cancels.push(this.#surroundings.after(ms, then))
  }

  #watch(ms: number): void {
    this.#cancelWatchdog()
    this.#cancelWatchdog = this.#surroundings.after(ms, () => this.#broken())
  }

  #drop(): void {
    this.#cancelWatchdog()
    for (const cancel of this.#cancels) cancel()
    this.#cancels = []
    this.#up = false
    const open = this.#open
    this.#open = null
    if (!open) return
    open.close()
    this.#owner.lost()
  }

  #setLink(status: Link['status'], transport = this.link.transport, liveAt = this.link.liveAt): void {
    const before = this.link
    this.link = { status, transport, liveAt }
    if (before.status !== status || before.transport !== transport) this.#owner.linkChanged(this.link)
  }
}
