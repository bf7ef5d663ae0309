import type { PendingDelivery } from '#domain/delivery/delivery.ts'
import type { Instant } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'

/** How many lines of one channel are on their way at once. */
const atOnce = 8

/** One customer's pending lines on one channel, in order; only the first is ever tried. */
interface Lane {
  readonly key: string
  readonly channel: string
  readonly lines: Map<string, PendingDelivery>
  /** `resting`: until its first line's time; `ready`: until there is room in the channel. */
  stands: 'resting' | 'ready' | 'sending'
  cancel: () => void
}

interface Room {
  sending: number
  readonly ready: Set<Lane>
}

/**
 * Lines wait for their turn: each customer's one after another, different customers side by side. `send` resolves when a
 * line is done with, or with the instant from which its lane may go on.
 */
export class Lanes {
  readonly #clock: Clock
  readonly #send: (delivery: PendingDelivery) => Promise<Instant | null>
  #lanes = new Map<string, Lane>()
  #laneOf = new Map<string, Lane>()
  readonly #rooms = new Map<string, Room>()
  #stopped = false

  constructor(clock: Clock, send: (delivery: PendingDelivery) => Promise<Instant | null>) {
    this.#clock = clock
    this.#send = send
  }

  /** A line as it stands now. */
  put(delivery: PendingDelivery): void {
    if (this.#stopped) return
    const lane = this.#lane(delivery)
    lane.lines.set(delivery.id, delivery)
    this.#laneOf.set(delivery.id, lane)
    this.#settle(lane)
  }

  /** A line that is not to be sent any more. */
  remove(id: string): void {
    const lane = this.#laneOf.get(id)
    if (!lane) return
    this.#laneOf.delete(id)
    lane.lines.delete(id)
    this.#settle(lane)
  }

  /** Forgets all; what is on its way comes to its end by itself. */
  clear(): void {
    for (const lane of this.#lanes.values()) {
      lane.cancel()
      this.#room(lane).ready.delete(lane)
    }
    this.#lanes = new Map()
    this.#laneOf = new Map()
  }

  stop(): void {
    this.#stopped = true
    this.clear()
  }

  #lane({ channel, phone }: PendingDelivery): Lane {
    const key = `${channel} ${phone}`
    let lane = this.#lanes.get(key)
    if (!lane) {
      lane = { key, channel, lines: new Map(), stands: 'resting', cancel: () => {} }
      this.#lanes.set(key, lane)
    }
    return lane
  }

  #room({ channel }: Lane): Room {
    let room = this.#rooms.get(channel)
    if (!room) this.#rooms.set(channel, (room = { sending: 0, ready: new Set() }))
    return room
  }

  /** Looks anew at what a lane waits for. */
  #settle(lane: Lane, notBefore = 0): void {
    if (lane.stands === 'sending') return
    lane.cancel()
    this.#room(lane).ready.delete(lane)
    lane.stands = 'resting'
    const first = firstOf(lane)
    if (!first) {
      this.#lanes.delete(lane.key)
      return
    }
    const at = Math.max(first.nextAt, notBefore) as Instant
    if (at <= this.#clock.now()) this.#ready(lane)
    else lane.cancel = this.#clock.wakeAt(at, () => this.#ready(lane))
  }

  #ready(lane: Lane): void {
    lane.stands = 'ready'
    const room = this.#room(lane)
    room.ready.add(lane)
    this.#fill(room)
  }

  #fill(room: Room): void {
    for (const lane of room.ready) {
      if (room.sending >= atOnce) return
      room.ready.delete(lane)
      void this.#sendFirst(lane, room)
    }
  }

  async #sendFirst(lane: Lane, room: Room): Promise<void> {
    const first = firstOf(lane)
    if (!first) return
    lane.stands = 'sending'
    room.sending++
    const notBefore = await this.#send(first)
    room.sending--
    lane.stands = 'resting'
    // A lane of before everything was read anew is nobody's any more.
    if (this.#lanes.get(lane.key) === lane) this.#settle(lane, notBefore ?? 0)
    this.#fill(room)
  }
}

function firstOf({ lines }: Lane): PendingDelivery | null {
  let first: PendingDelivery | null = null
  for (const line of lines.values()) if (!first || line.position < first.position) first = line
  return first
}
