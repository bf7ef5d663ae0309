import type { Chat } from '../chat/chat.ts'
import type { ChatId, Instant, QueueId } from '../ids.ts'

/** What a queue's chats are doing besides standing in its line. */
export interface QueueLoad {
  /** Since when each chat waits whose offer rings: they have left the line but still wait. */
  readonly offered: ReadonlyMap<ChatId, Instant>
  readonly active: number
  readonly wrapUp: number
}

interface Counted {
  readonly offered: Map<ChatId, Instant>
  active: number
  wrapUp: number
}

/** The load of every queue, derived from the chats: right again after every restart. */
export class QueueLoads {
  readonly #loads = new Map<QueueId, Counted>()

  of(queueId: QueueId): QueueLoad {
    return this.#loads.get(queueId) ?? none
  }

  changed(previous: Chat | null, next: Chat | null): void {
    if (previous?.phase === next?.phase && previous?.queueId === next?.queueId) return
    if (previous) this.#leave(previous)
    if (next) this.#enter(next)
  }

  #leave(chat: Chat): void {
    if (chat.phase === 'offered') this.#counted(chat).offered.delete(chat.id)
    else if (chat.phase === 'active' || chat.phase === 'wrapUp') this.#counted(chat)[chat.phase]--
  }

  #enter(chat: Chat): void {
    if (chat.phase === 'offered') this.#counted(chat).offered.set(chat.id, chat.place.since)
    else if (chat.phase === 'active' || chat.phase === 'wrapUp') this.#counted(chat)[chat.phase]++
  }

  #counted({ queueId }: Chat): Counted {
    let load = this.#loads.get(queueId)
    if (!load) this.#loads.set(queueId, (load = { offered: new Map(), active: 0, wrapUp: 0 }))
    return load
  }
}

const none: QueueLoad = { offered: new Map(), active: 0, wrapUp: 0 }
