import type { AgentId, ChatId, LoginId } from '#domain/ids.ts'
import type { CustomerChatView } from '../views.ts'

/** One transport's way of sending; `close` ends it for a reason the client understands. */
export interface Channel {
  send(frame: string): void
  close(reason: CloseReason): void
}

export type CloseReason = 'signed-out' | 'restart' | 'too-slow'

export type Viewer =
  | { readonly kind: 'agent'; readonly agentId: AgentId; readonly loginId: LoginId }
  | { readonly kind: 'customer'; readonly chatId: ChatId }

/** One live connection. Until it is open, what comes for it is held back. */
export class Connection {
  readonly viewer: Viewer
  readonly #channel: Channel
  #held: string[] | null = []
  #turn = 0
  /** What a customer's page has of its chat. */
  chat: CustomerChatView | null = null
  /** The last place in the queue it was told. */
  place = ''

  constructor(viewer: Viewer, channel: Channel) {
    this.viewer = viewer
    this.#channel = channel
  }

  send(frame: string): void {
    if (this.#held) this.#held.push(frame)
    else this.#channel.send(frame)
  }

  /**
   * Holds back again, for a fresh snapshot; what was held back before it no longer matters. Returns the turn that whoever
   * waits in between must show to release: when another held since, what they would send is old.
   */
  hold(): number {
    this.#held = []
    return ++this.#turn
  }

  /** Sends these first, then what was held back; nothing when the turn is over. */
  release(frames: readonly string[], turn = this.#turn): void {
    if (turn !== this.#turn) return
    const held = this.#held ?? []
    this.#held = null
    for (const frame of frames) this.#channel.send(frame)
    for (const frame of held) this.#channel.send(frame)
  }

  close(reason: CloseReason): void {
    this.#channel.close(reason)
  }
}

/** Sets of connections by some key. */
export class ConnectionIndex<Key> {
  readonly #sets = new Map<Key, Set<Connection>>()

  add(key: Key, connection: Connection): void {
    const set = this.#sets.get(key)
    if (set) set.add(connection)
    else this.#sets.set(key, new Set([connection]))
  }

  remove(key: Key, connection: Connection): void {
    const set = this.#sets.get(key)
    if (set?.delete(connection) && set.size === 0) this.#sets.delete(key)
  }

  of(key: Key): Iterable<Connection> {
    return this.#sets.get(key) ?? []
  }

  has(key: Key): boolean {
    return this.#sets.has(key)
  }

  keys(): IterableIterator<Key> {
    return this.#sets.keys()
  }

  *all(): IterableIterator<Connection> {
    for (const set of this.#sets.values()) yield* set
  }
}
