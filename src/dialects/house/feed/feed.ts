import type { Committed } from '#desk/committed.ts'
import { every } from '#desk/every.ts'
import { mustChat } from '#domain/access/may.ts'
import { type Actor, system } from '#domain/actor.ts'
import { isEnded, ownerOf } from '#domain/chat/chat.ts'
import { nameIn } from '#domain/customer/customer.ts'
import { type AgentId, type ChatId, later } from '#domain/ids.ts'
import type { Typing } from '../frames.ts'
import type { HouseParts } from '../house.ts'
import { presentAside, presentCustomerChat, presentMessage } from '../present.ts'
import type { CustomerChatView } from '../views.ts'
import { ChatChange } from './chat-change.ts'
import { type Channel, Connection, ConnectionIndex, type Viewer } from './connection.ts'
import { changesFrame, emptyParts, type FrameParts } from './frame-text.ts'
import { Image, type ImagedChat } from './image.ts'
import { agentSnapshot, customerSnapshot, missedAsides, missedByAgent, missedFrame, resumedFrame } from './opening.ts'
import { isRenamed, type SharedChange, sharedChange, whoseRightsChanged } from './organisation-change.ts'
import { patchOf } from './patch.ts'
import { Places } from './places.ts'
import { Presence } from './presence.ts'
import { changesRights, Recent, type Touched, touchedBy } from './recent.ts'

const beatMs = 20_000
const lingerMs = 10_000
/** How many events may be missed before a fresh snapshot is less work than catching up. */
const resumeLimit = 10_000

/** Where a client says it stands. */
export interface Standing {
  readonly epoch?: string | undefined
  readonly position?: number | undefined
}

/** The live feed: every connection shows what is on disk, in order, and catches up where it left off. */
export class Feed {
  readonly #parts: HouseParts
  readonly #agents = new ConnectionIndex<AgentId>()
  readonly #customers = new ConnectionIndex<ChatId>()
  readonly #agentPresence: Presence<AgentId>
  readonly #customerPresence: Presence<ChatId>
  readonly #places: Places
  #image: Image
  #recent: Recent
  readonly #cancels = new Set<() => void>()
  readonly #unwatch: () => void

  /** Only while nothing is on its way to the disk: at start. */
  constructor(parts: HouseParts) {
    const { desk, clock } = parts
    this.#parts = parts
    this.#image = new Image(desk.state)
    this.#recent = new Recent(this.#image.position, resumeLimit)
    this.#unwatch = desk.watch({ committed: (committed) => this.#committed(committed), reset: () => this.#reset() })
    this.#agentPresence = new Presence(clock, lingerMs, (agentId, present) =>
      this.#note({ do: 'noteAgentPresence', agentId, present }),
    )
    this.#customerPresence = new Presence(clock, lingerMs, (chatId, present) =>
      this.#note({ do: 'noteCustomerPresence', chatId, present }),
    )
    this.#places = new Places(clock, () => desk.state, this.#customers)
    this.#cancels.add(every(clock, beatMs, () => this.#beat()))
    this.#after(lingerMs, () => this.#noteAbsent())
  }

  /** Takes a new connection in and brings it up to date; returns how to end it. */
  open(viewer: Viewer, channel: Channel, standing: Standing): () => void {
    const connection = new Connection(viewer, channel)
    if (viewer.kind === 'agent') {
      this.#agents.add(viewer.agentId, connection)
      this.#agentPresence.came(viewer.agentId)
    } else {
      this.#customers.add(viewer.chatId, connection)
      this.#customerPresence.came(viewer.chatId)
    }
    this.#bringUp(connection, standing).catch(() => connection.close('restart'))
    let ended = false
    return () => {
      if (!ended) this.#end(viewer, connection)
      ended = true
    }
  }

  /** Tells the other side that somebody is typing: not a fact, kept nowhere. */
  async typing(actor: Actor, chatId: ChatId, typing: boolean): Promise<void> {
    const chat = await this.#parts.desk.ask((state) => {
      const chat = state.chats.require(chatId)
      mustChat(state, actor, 'mark', chat)
      return chat
    })
    if (isEnded(chat)) return
    const frame = (author: Typing['author']) =>
      JSON.stringify({ type: 'typing', chatId, author, typing } satisfies Typing)
    if (actor.kind === 'agent') {
      const text = frame({ kind: 'agent', name: this.#image.agents.get(actor.agentId)?.name ?? null })
      for (const connection of this.#customers.of(chatId)) connection.send(text)
    } else {
      const owner = ownerOf(chat)
      const text = frame({ kind: 'customer', name: nameOf(this.#image.chats.get(chatId)) })
      if (owner) for (const connection of this.#agents.of(owner)) connection.send(text)
    }
  }

  /** Ends every connection; the clients come back by themselves. */
  stop(): void {
    this.#unwatch()
    for (const cancel of this.#cancels) cancel()
    this.#agentPresence.stop()
    this.#customerPresence.stop()
    this.#places.stop()
    this.#closeAll()
  }

  get position(): number {
    return this.#image.position
  }

  #end(viewer: Viewer, connection: Connection): void {
    if (viewer.kind === 'agent') {
      this.#agents.remove(viewer.agentId, connection)
      this.#agentPresence.went(viewer.agentId)
    } else {
      this.#customers.remove(viewer.chatId, connection)
      this.#customerPresence.went(viewer.chatId)
    }
  }

  async #bringUp(connection: Connection, { epoch, position }: Standing): Promise<void> {
    const known = epoch === this.#parts.desk.epoch && position !== undefined && position <= this.#image.position
    const { viewer } = connection
    const why = position === undefined ? 'first' : 'too-old'
    if (viewer.kind === 'customer')
      return this.#bringUpCustomer(connection, viewer.chatId, known ? position : null, why)
    const touched = known ? await this.#touchedSince(position) : null
    if (!known || !touched) return connection.release([agentSnapshot(this.#image, this.#parts.desk.epoch, viewer, why)])
    if (touched.rights)
      return connection.release([agentSnapshot(this.#image, this.#parts.desk.epoch, viewer, 'rights')])
    // From here to the next wait the image stands still: what is held back from now on comes after it.
    const turn = connection.hold()
    const image = this.#image
    const upTo = image.position
    const missing = missedByAgent(image, viewer, touched)
    if (!missing) return connection.release([agentSnapshot(image, this.#parts.desk.epoch, viewer, 'too-old')])
    const { parts, ownChatIds } = missing
    const { store } = this.#parts
    parts.asides.push(...(await missedAsides(store, ownChatIds, position, upTo, image)))
    const nameInChat = (chatId: ChatId) => nameOf(image.chats.get(chatId))
    const missed = await missedFrame(store, parts, ownChatIds, position, upTo, image, nameInChat)
    connection.release(resumed(this.#parts.desk.epoch, position, upTo, missed), turn)
  }

  async #bringUpCustomer(
    connection: Connection,
    chatId: ChatId,
    position: number | null,
    why: 'first' | 'too-old',
  ): Promise<void> {
    const { desk, store } = this.#parts
    const closed = this.#image.chats.has(chatId)
      ? null
      : await desk.ask((state) => {
          const chat = state.chats.require(chatId)
          return { chat, customer: state.customers.get(chat.customerId) ?? null }
        })
    const imaged = this.#image.chats.get(chatId) ?? closed
    if (!imaged) return connection.close('restart')
    const turn = connection.hold()
    const image = this.#image
    const upTo = image.position
    const view = presentCustomerChat(imaged.chat, imaged.customer, image)
    connection.chat = view
    if (position === null) connection.release([customerSnapshot(image, desk.epoch, view, why)])
    else {
      const parts = { ...emptyParts(), chat: JSON.stringify(view) }
      const missed = await missedFrame(store, parts, [chatId], position, upTo, image, () => nameOf(imaged))
      connection.release(resumed(desk.epoch, position, upTo, missed), turn)
    }
    this.#places.tell(connection, chatId)
  }

  /** What changed after a position; null when that is too long ago. */
  async #touchedSince(position: number): Promise<Touched | null> {
    const recent = this.#recent
    if (position >= recent.floor) return recent.since(position)
    const events = await this.#parts.store.journal(position, recent.floor, resumeLimit)
    if (events.length >= resumeLimit || recent !== this.#recent) return null
    const before = touchedBy(events)
    const after = recent.since(recent.floor)
    const rights = before.rights || after.rights
    return { chatIds: before.chatIds.union(after.chatIds), versions: null, agentIds: null, rights }
  }

  #committed(committed: Committed): void {
    const { desk } = this.#parts
    const { rows, events, position, messages, asides } = committed
    const before = this.#image
    const changes = new Map<ChatId, { readonly change: ChatChange; readonly after: ImagedChat }>()
    const earlierChats = new Map<ChatId, ImagedChat | null>()
    for (const chat of rows.chats.values()) {
      if (!chat) continue
      const after = before.after(chat, committed, desk.state)
      const earlier = before.chats.get(chat.id) ?? null
      earlierChats.set(chat.id, earlier)
      changes.set(chat.id, { change: new ChatChange(earlier, after), after })
      if (earlier?.chat.phase !== chat.phase || earlier.chat.queueId !== chat.queueId) {
        if (earlier) this.#places.moved(earlier.chat.queueId)
        this.#places.moved(chat.queueId)
      }
    }
    const shared = sharedChange(before, committed)
    const renamed = isRenamed(before, committed)
    const moved = events.some(changesRights) ? whoseRightsChanged(before, committed) : nobody
    const resnapshot = moved ?? new Set(this.#agents.keys())
    this.#image.apply(committed, desk.state)
    this.#recent.add(committed, earlierChats)

    for (const message of messages) {
      const changed = changes.get(message.chatId)
      const text = JSON.stringify(presentMessage(message, this.#image, nameOf(changed?.after)))
      changed?.change.messages.push(text)
    }
    for (const aside of asides)
      changes.get(aside.chatId)?.change.asides.push(JSON.stringify(presentAside(aside, this.#image)))
    for (const { change, after } of changes.values()) this.#tellCustomers(after, change.messages, position)
    if (renamed) this.#tellNewNames(position)
    this.#tellAgents(position, shared, changes.values(), resnapshot)
    for (const event of events) if (event.type === 'login.ended') this.#endLogin(event.agentId, event.loginId)
    for (const agentId of resnapshot) this.#resnapshot(agentId)
  }

  #tellAgents(
    position: number,
    shared: SharedChange,
    changes: Iterable<{ readonly change: ChatChange }>,
    except: ReadonlySet<AgentId>,
  ): void {
    const frames = new Map<AgentId, FrameParts>()
    const seen = seenBy(this.#image, shared)
    const partsFor = (agentId: AgentId) => {
      let parts = frames.get(agentId)
      if (!parts) frames.set(agentId, (parts = { ...emptyParts(), ...seen(agentId) }))
      return parts
    }
    if (shared.agents.length > 0 || shared.queues.length > 0 || shared.goneQueues.length > 0)
      for (const agentId of this.#agents.keys()) partsFor(agentId)
    for (const { change } of changes)
      for (const agentId of change.audience(this.#agents.keys()))
        if (this.#agents.has(agentId)) change.addTo(partsFor(agentId), agentId, this.#image)
    for (const [agentId, parts] of frames) {
      const frame = except.has(agentId) ? null : changesFrame(position, parts)
      if (frame) for (const connection of this.#agents.of(agentId)) connection.send(frame)
    }
  }

  #tellCustomers({ chat, customer }: ImagedChat, messages: readonly string[], position: number): void {
    if (!this.#customers.has(chat.id)) return
    const view = presentCustomerChat(chat, customer, this.#image)
    for (const connection of this.#customers.of(chat.id)) {
      const patch = patchOf<CustomerChatView>(connection.chat, view)
      connection.chat = view
      const frame = changesFrame(position, {
        ...emptyParts(),
        chat: patch && JSON.stringify(patch),
        messages: [...messages],
      })
      if (frame) connection.send(frame)
    }
  }

  /** Customers see the names of their agent and queue as part of their chat. */
  #tellNewNames(position: number): void {
    for (const chatId of this.#customers.keys()) {
      const imaged = this.#image.chats.get(chatId)
      if (imaged) this.#tellCustomers(imaged, [], position)
    }
  }

  #resnapshot(agentId: AgentId): void {
    for (const connection of this.#agents.of(agentId)) {
      if (connection.viewer.kind !== 'agent') continue
      connection.hold()
      connection.release([agentSnapshot(this.#image, this.#parts.desk.epoch, connection.viewer, 'rights')])
    }
  }

  #endLogin(agentId: AgentId, loginId: string): void {
    for (const connection of [...this.#agents.of(agentId)])
      if (connection.viewer.kind === 'agent' && connection.viewer.loginId === loginId) connection.close('signed-out')
  }

  #note(command: Parameters<HouseParts['desk']['execute']>[1]): void {
    // Refused or unavailable: who is here is noted again with the next coming or going.
    this.#parts.desk.execute(system, command, { answer: () => null }).catch(() => {})
  }

  /** After a restart: whoever was here and has not come back is gone. */
  #noteAbsent(): void {
    const { state } = this.#parts.desk
    for (const agent of state.agents.values())
      if (agent.live && !this.#agentPresence.has(agent.id))
        this.#note({ do: 'noteAgentPresence', agentId: agent.id, present: false })
    for (const { id, customerLive } of state.chats.values())
      if (customerLive && !this.#customerPresence.has(id))
        this.#note({ do: 'noteCustomerPresence', chatId: id, present: false })
  }

  #beat(): void {
    const frame = JSON.stringify({ type: 'beat', position: this.#image.position })
    for (const connection of this.#agents.all()) connection.send(frame)
    for (const connection of this.#customers.all()) connection.send(frame)
  }

  #reset(): void {
    this.#image = new Image(this.#parts.desk.state)
    this.#recent = new Recent(this.#image.position, resumeLimit)
    this.#closeAll()
  }

  #closeAll(): void {
    for (const connection of [...this.#agents.all(), ...this.#customers.all()]) connection.close('restart')
  }

  #after(ms: number, then: () => void): void {
    const cancel = this.#parts.clock.wakeAt(later(this.#parts.clock.now(), ms), () => {
      this.#cancels.delete(cancel)
      then()
    })
    this.#cancels.add(cancel)
  }
}

const nobody: ReadonlySet<AgentId> = new Set()

/** Of what changed for everybody, what each agent may see; made once for all where all see all. */
function seenBy(
  image: Image,
  { agents, queues, goneQueues }: SharedChange,
): (agentId: AgentId) => Pick<FrameParts, 'agents' | 'queues' | 'goneQueues'> {
  const texts = (shared: readonly { readonly text: string }[]) => shared.map(({ text }) => text)
  const all = { agents: texts(agents), queues: texts(queues), goneQueues: texts(goneQueues) }
  if (image.isOpenHouse) return () => all
  return (agentId) => {
    const viewer = image.agents.get(agentId)
    if (!viewer) return { agents: [], queues: [], goneQueues: [] }
    const { rights } = image
    return {
      agents: texts(agents.filter(({ row }) => rights.seesAgent(viewer, row))),
      queues: texts(queues.filter(({ row }) => rights.seesQueue(viewer, row))),
      goneQueues: texts(goneQueues.filter(({ row }) => rights.seesQueue(viewer, row))),
    }
  }
}

/** Until what was missed is taken in, the client stands where it stood: cut off in between, it gets that again. */
function resumed(epoch: string, position: number, upTo: number, missed: string | null): string[] {
  return missed ? [resumedFrame(epoch, position), missed] : [resumedFrame(epoch, upTo)]
}

function nameOf(imaged: ImagedChat | undefined): string | null {
  return nameIn(imaged?.chat, imaged?.customer)
}
