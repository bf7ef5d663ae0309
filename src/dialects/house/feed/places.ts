import { type ChatId, later, type QueueId } from '#domain/ids.ts'
import type { DeskState } from '#domain/state.ts'
import type { Clock } from '#ports/clock.ts'
import type { Place } from '../frames.ts'
import type { Connection, ConnectionIndex } from './connection.ts'

const pauseMs = 1_000

/** Tells waiting customers their place in the queue: at the start, and at most once a second when the queue moved. */
export class Places {
  readonly #clock: Clock
  readonly #state: () => DeskState
  readonly #customers: ConnectionIndex<ChatId>
  readonly #moved = new Set<QueueId>()
  #cancel: (() => void) | null = null

  constructor(clock: Clock, state: () => DeskState, customers: ConnectionIndex<ChatId>) {
    this.#clock = clock
    this.#state = state
    this.#customers = customers
  }

  moved(queueId: QueueId): void {
    this.#moved.add(queueId)
    this.#cancel ??= this.#clock.wakeAt(later(this.#clock.now(), pauseMs), () => {
      this.#cancel = null
      const queueIds = [...this.#moved]
      this.#moved.clear()
      for (const moved of queueIds) this.#tellLine(moved)
    })
  }

  /** Tells one customer where their chat stands, if it waits. */
  tell(connection: Connection, chatId: ChatId): void {
    const chat = this.#state().chats.get(chatId)
    if (chat?.phase !== 'queued' && chat?.phase !== 'offered') return
    const line = this.#state().line(chat.queueId)
    // A chat that rings is next, whoever else rings at the same time.
    const ahead = chat.phase === 'queued' ? line.indexOf(chat) : 0
    send(connection, chatId, ahead + 1, line.length + (chat.phase === 'offered' ? 1 : 0))
  }

  stop(): void {
    this.#cancel?.()
  }

  #tellLine(queueId: QueueId): void {
    const line = this.#state().line(queueId)
    let number = 0
    for (const { id } of line.chats) {
      number++
      for (const connection of this.#customers.of(id)) send(connection, id, number, line.length)
    }
  }
}

function send(connection: Connection, chatId: ChatId, number: number, waiting: number): void {
  const place = `${number}/${waiting}`
  if (connection.place === place) return
  connection.place = place
  const frame: Place = { type: 'place', chatId, number, waiting }
  connection.send(JSON.stringify(frame))
}
