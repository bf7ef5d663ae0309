import type { ServerFrame } from '#dialects/house/frames.ts'
import type { MarksView, PostedView } from '#dialects/house/views.ts'
import { type Api, ApiProblem, houseApi } from './api.ts'
import { Line } from './line.ts'
import type { Link, PendingMessage } from './live-types.ts'
import { Logs } from './logs.ts'
import { Marks } from './marks.ts'
import { Outbox } from './outbox.ts'
import { browserOutbox, type Kept, type OutboxStore } from './outbox-store.ts'
import { here, type OwnTimers, type Surroundings, withOwnTimers } from './surroundings.ts'
import { TypingState } from './typing.ts'

export interface CoreSettings {
  /** Where the house API is, without a slash at the end. */
  readonly base: string
  readonly token: () => string | null
  readonly headers: () => Record<string, string>
  /** Whose outbox this is. */
  readonly scope: string
  readonly side: 'customer' | 'agent'
  /** Takes a snapshot or changes into the client's own view. */
  readonly take: (frame: ServerFrame) => void
  /** What to send in the place of a text that was refused, if anything. */
  readonly instead?: (message: Kept, error: unknown) => Kept | null
  readonly outbox?: OutboxStore
  readonly surroundings?: Surroundings
}

const answerWithinMs = 10_000
/** A line that was stored and does not come by the feed in this time is fetched. */
const shownWithinMs = 3_000

/** What both clients share: the line, the conversations, the outbox, marks and typing. */
export class LiveCore {
  readonly #settings: CoreSettings
  readonly #surroundings: OwnTimers
  readonly #api: Api
  readonly #line: Line
  readonly #outbox: Outbox
  readonly #typing: TypingState
  readonly #marks: Marks
  readonly #listeners = new Set<() => void>()
  readonly #answers = new Map<string, PromiseWithResolvers<number>>()
  /** Files that are on the desk already, by the message they belong to: a second try sends no bytes again. */
  readonly #uploaded = new Map<string, string>()
  #epoch: string | undefined
  #position: number | undefined
  #telling = false
  /** Counts up with every change, so that a view can be made once per change. */
  version = 0
  readonly logs: Logs

  constructor(settings: CoreSettings) {
    this.#settings = settings
    this.#surroundings = withOwnTimers(settings.surroundings ?? here)
    this.#api = houseApi(settings.base, settings.headers, this.#surroundings, () => this.#line.signedOut())
    this.logs = new Logs(this.#api, this.#surroundings, () => {
      this.#outbox.settle()
      this.changed()
    })
    this.#typing = new TypingState(this.#surroundings, () => this.changed())
    this.#marks = new Marks(settings.side, (chatId, mark) => this.#sendMark(chatId, mark), this.#surroundings)
    const owner = {
      standing: () => ({
        ...(this.#epoch !== undefined && { epoch: this.#epoch }),
        ...(this.#position !== undefined && { position: this.#position }),
      }),
      frame: (frame: ServerFrame) => this.#take(frame),
      lost: () => {
        for (const { reject } of this.#answers.values()) reject(new Error('the line broke'))
      },
      linkChanged: (link: Link) => this.#linkChanged(link),
    }
    this.#line = new Line(this.#api, settings.token, owner, this.#surroundings)
    const sender = {
      deliver: (message: Kept) => this.#deliver(message),
      isShown: (chatId: string, messageId: string) => this.logs.has(chatId, messageId),
      isWatched: (chatId: string) => this.logs.isWanted(chatId),
      changed: () => this.changed(),
    }
    this.#outbox = new Outbox(settings.scope, settings.outbox ?? browserOutbox(), sender, this.#surroundings)
  }

  get link(): Link {
    return this.#line.link
  }

  get typingNow() {
    return this.#typing.shown
  }

  pending(): PendingMessage[] {
    return this.#outbox.list()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells the listeners, once for everything that happens in one go. */
  changed(): void {
    this.version++
    if (this.#telling) return
    this.#telling = true
    queueMicrotask(() => {
      this.#telling = false
      for (const listener of this.#listeners) listener()
    })
  }

  start(): void {
    this.#surroundings.startTimers()
    this.#line.start()
    void this.#outbox.start()
  }

  stop(): void {
    this.#line.stop()
    this.#outbox.stop()
    this.#surroundings.stopTimers()
  }

  post(chatId: string, text: string, more?: Pick<Kept, 'source'>): string {
    this.typing(chatId, false)
    return this.#outbox.add({ id: uuid(), chatId, text, file: null, fileName: null, ...more })
  }

  postFile(chatId: string, file: File): string {
    return this.#outbox.add({ id: uuid(), chatId, text: null, file, fileName: file.name })
  }

  sendAgain(messageId: string): void {
    this.#outbox.sendAgain(messageId)
  }

  discard(messageId: string): void {
    this.#outbox.discard(messageId)
  }

  typing(chatId: string, typing: boolean): void {
    if (this.link.status !== 'live' || !this.#typing.mustSay(chatId, typing)) return
    if (!this.#line.send({ type: 'typing', chatId, typing }))
      this.#api.call('POST', `/chats/${chatId}/typing`, { typing }).catch(() => {})
  }

  /** Reports how far this side has got, if that is news. */
  mark(chatId: string, known: MarksView | undefined, upTo: { readonly delivered?: number; readonly read?: number }) {
    this.#marks.mark(chatId, known, upTo)
  }

  #sendMark(chatId: string, mark: { readonly delivered: number; readonly read: number }): void {
    if (this.link.status !== 'live' || this.#line.send({ type: 'mark', chatId, ...mark })) return
    this.#api.call('PUT', `/chats/${chatId}/marks`, mark).catch(() => {})
  }

  #take(frame: ServerFrame): void {
    if ('epoch' in frame) this.#epoch = frame.epoch
    if ('position' in frame && frame.type !== 'beat') this.#position = frame.position
    if (frame.type === 'typing') this.#typing.take(frame)
    else if (frame.type === 'posted') this.#answers.get(frame.id)?.resolve(frame.seq)
    else if (frame.type === 'refused') this.#answers.get(frame.ref)?.reject(new ApiProblem(frame.problem))
    else this.#settings.take(frame)
    if (frame.type === 'changes' && frame.messages) {
      this.logs.add(frame.messages)
      for (const message of frame.messages)
        if (message.kind !== 'notice' && message.author.kind !== this.#settings.side) this.#typing.quiet(message.chatId)
      this.#outbox.settle()
    }
    this.changed()
  }

  #linkChanged(link: Link): void {
    if (link.status === 'live') {
      this.#outbox.kick()
      this.#marks.repeat()
      this.logs.kick()
    }
    if (link.status === 'signed-out') this.#outbox.stop()
    this.changed()
  }

  async #deliver(message: Kept): Promise<number> {
    const { chatId } = message
    const seq = await (message.file
      ? this.#postFile(message, message.file)
      : this.#postText(message).catch((error: unknown) => {
          const other = this.#settings.instead?.(message, error)
          if (!other) throw error
          return this.#postText(other)
        }))
    this.#surroundings.after(shownWithinMs, () => this.logs.tell(chatId, seq))
    return seq
  }

  async #postFile({ chatId, id, fileName }: Kept, file: Blob): Promise<number> {
    let attachmentId = this.#uploaded.get(id)
    if (!attachmentId) {
      const upload = `/chats/${chatId}/attachments?name=${encodeURIComponent(fileName ?? 'file')}`
      attachmentId = (await this.#api.call<{ id: string }>('POST', upload, file)).id
      this.#uploaded.set(id, attachmentId)
    }
    return (await this.#api.call<PostedView>('POST', `/chats/${chatId}/messages`, { id, attachmentId })).seq
  }

  async #postText({ chatId, id, text, source }: Kept): Promise<number> {
    const body = { id, text: text ?? '', ...source }
    if (!this.#line.send({ type: 'post', chatId, ...body }))
      return (await this.#api.call<PostedView>('POST', `/chats/${chatId}/messages`, body)).seq
    const answer = Promise.withResolvers<number>()
    this.#answers.set(id, answer)
    const cancel = this.#surroundings.after(answerWithinMs, () => answer.reject(new Error('no answer')))
    return answer.promise.finally(() => {
      cancel()
      this.#answers.delete(id)
    })
  }
}

/** A UUID, also on pages without HTTPS, where `randomUUID` is missing. */
export function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
