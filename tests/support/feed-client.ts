import { WebSocket } from 'ws'
import type { AgentSnapshot, Changes, CustomerSnapshot, ServerFrame } from '#dialects/house/frames.ts'
import type { AsideView, MessageView } from '#dialects/house/views.ts'

export const transports = ['websocket', 'events', 'poll'] as const
export type Transport = (typeof transports)[number]

const signedOutCode = 4401

type Row = { readonly id: string }

/** The plainest client of the feed there can be: takes frames, merges patches, and resumes where it was cut. */
export class FeedClient {
  readonly #base: string
  readonly #token: string
  readonly #transport: Transport
  #cancel: () => void = () => {}
  #stopped = false
  #waiting: (() => void)[] = []
  epoch: string | undefined
  position: number | undefined
  readonly tables = { agents: new Map<string, Row>(), queues: new Map<string, Row>(), chats: new Map<string, Row>() }
  chat: Row | null = null
  readonly messages: MessageView[] = []
  readonly asides: AsideView[] = []
  readonly other: ServerFrame[] = []
  /** Everything that ever came, to be searched for what must not come. */
  readonly frames: ServerFrame[] = []
  readonly openings: string[] = []
  error: unknown = null

  constructor(base: string, token: string, transport: Transport) {
    this.#base = base
    this.#token = token
    this.#transport = transport
    this.#connect()
  }

  /** Breaks the line as a dead network does; the client comes back by itself, and says where it stands. */
  cut(): void {
    this.#cancel()
    this.#connect()
  }

  /** Breaks the line and stays away. */
  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  /** Resolves when the condition holds, which is asked again after every frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.error) throw this.error
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Everything it shows, in a form that can be compared. */
  shown(): object {
    const list = (table: Map<string, Row>) => [...table.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    const { agents, queues, chats } = this.tables
    return { agents: list(agents), queues: list(queues), chats: list(chats), chat: this.chat }
  }

  #connect(): void {
    if (this.#stopped) return
    const abort = new AbortController()
    const standing = {
      ...(this.epoch && { epoch: this.epoch }),
      ...(this.position !== undefined && { position: this.position }),
    }
    if (this.#transport === 'websocket') {
      const socket = new WebSocket(`${this.#base.replace('http', 'ws')}/feed`)
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', token: this.#token, ...standing })))
      socket.on('message', (data) => abort.signal.aborted || this.#take(JSON.parse(String(data)) as ServerFrame))
      socket.on('error', () => {})
      // The server may close the line itself, as after too late a hello; only who is signed out stays away.
      socket.on('close', (code) => {
        if (!abort.signal.aborted && code !== signedOutCode) this.#connect()
      })
      this.#cancel = () => {
        abort.abort()
        socket.terminate()
      }
      return
    }
    this.#cancel = () => abort.abort()
    const work = this.#transport === 'events' ? this.#listen(standing, abort.signal) : this.#poll(abort.signal)
    work.catch((error) => {
      if (abort.signal.aborted) return
      this.error = error
      this.#wake()
    })
  }

  async #listen(standing: object, signal: AbortSignal): Promise<void> {
    const response = await this.#get('/feed/events', standing, signal)
    let rest = ''
    for await (const chunk of (response.body as ReadableStream).pipeThrough<string>(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n\n')
      rest = lines.pop() as string
      for (const line of lines) if (!signal.aborted) this.#take(JSON.parse(line.slice('data: '.length)) as ServerFrame)
    }
  }

  async #poll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const standing = {
        ...(this.epoch && { epoch: this.epoch }),
        ...(this.position !== undefined && { position: this.position }),
      }
      const response = await this.#get('/feed/poll', { ...standing, wait: 25 }, signal)
      const { frames } = (await response.json()) as { frames: ServerFrame[] }
      for (const frame of frames) if (!signal.aborted) this.#take(frame)
    }
  }

  async #get(path: string, query: object, signal: AbortSignal): Promise<Response> {
    const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    const response = await fetch(`${this.#base}${path}?${text}`, {
      headers: { authorization: `Bearer ${this.#token}` },
      signal,
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response
  }

  #take(frame: ServerFrame): void {
    this.frames.push(frame)
    if (frame.type === 'snapshot') this.#snapshot(frame)
    else if (frame.type === 'resumed') this.openings.push('resumed')
    else if (frame.type === 'changes') this.#changes(frame)
    else this.other.push(frame)
    if ('epoch' in frame) this.epoch = frame.epoch
    if ('position' in frame) this.position = frame.position
    this.#wake()
  }

  #snapshot(frame: AgentSnapshot | CustomerSnapshot): void {
    this.openings.push(frame.why)
    if ('chat' in frame) {
      this.chat = frame.chat
      return
    }
    for (const name of ['agents', 'queues', 'chats'] as const) {
      this.tables[name].clear()
      for (const row of frame[name]) this.tables[name].set(row.id, row)
    }
  }

  #changes(frame: Changes): void {
    for (const name of ['agents', 'queues', 'chats'] as const)
      for (const patch of frame[name] ?? [])
        this.tables[name].set(patch.id, { ...this.tables[name].get(patch.id), ...patch })
    if (frame.chat) this.chat = { ...this.chat, ...frame.chat }
    for (const id of frame.goneQueueIds ?? []) this.tables.queues.delete(id)
    this.asides.push(...(frame.asides ?? []))
    for (const id of frame.goneChatIds ?? []) this.tables.chats.delete(id)
    this.messages.push(...(frame.messages ?? []))
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }
}
