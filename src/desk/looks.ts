import { mayChat } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { Chat } from '#domain/chat/chat.ts'
import { isTheirs, type NoteLook } from '#domain/chat/note-look.ts'
import type { Instant } from '#domain/ids.ts'
import { later } from '#domain/ids.ts'
import type { Clock } from '#ports/clock.ts'
import type { Desk } from './desk.ts'

const againAfterMs = 10 * 60_000
const kept = 10_000

interface LooksPorts {
  readonly desk: Desk
  readonly clock: Clock
}

/** Puts into the journal that somebody read a chat that is not theirs: once in ten minutes for each agent and chat. */
export class Looks {
  readonly #parts: LooksPorts
  readonly #last = new Map<string, Instant>()

  constructor(parts: LooksPorts) {
    this.#parts = parts
  }

  /** Resolves when it is on disk, before anything is shown. */
  async note(actor: Actor, chat: Chat, what: NoteLook['what']): Promise<void> {
    const { desk, clock } = this.#parts
    if (actor.kind !== 'agent' || isTheirs(chat, actor.agentId) || !mayChat(desk.state, actor.agentId, 'read', chat))
      return
    const key = `${what} ${actor.agentId} ${chat.id}`
    const last = this.#last.get(key)
    if (last !== undefined && clock.now() < later(last, againAfterMs)) return
    await desk.execute(actor, { do: 'noteLook', chatId: chat.id, what }, { answer: () => null })
    this.#last.delete(key)
    this.#last.set(key, clock.now())
    if (this.#last.size > kept) this.#last.delete(this.#last.keys().next().value as string)
  }
}
