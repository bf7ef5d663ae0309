import type { ServerFrame } from '#dialects/house/frames.ts'
import type { AgentView, ChatView, QueueView } from '#dialects/house/views.ts'
import { ApiProblem } from './api.ts'
import { LiveCore } from './live-core.ts'
import type { AgentLive, LiveClient } from './live-types.ts'
import type { Kept, OutboxStore } from './outbox-store.ts'
import type { Surroundings } from './surroundings.ts'

export interface AgentSettings {
  /** The house API's base, such as /house/v1 */
  readonly base: string
  /** Keeps the outboxes of several agents on one machine apart. */
  readonly agentId: string
  /** The value for the CSRF header, with the cookie; or a bearer token instead. */
  readonly csrf?: () => string
  readonly token?: string
  readonly outbox?: OutboxStore
  readonly surroundings?: Surroundings
}

type Rows<Row> = ReadonlyMap<string, Row>

/** The live client of an agent's page: everything the agent may see. */
export function createAgentClient({
  base,
  agentId: scopeId,
  csrf,
  token,
  ...more
}: AgentSettings): LiveClient<AgentLive> {
  let agentId: string | null = null
  let agents: Rows<AgentView> = new Map()
  let queues: Rows<QueueView> = new Map()
  let chats: Rows<ChatView> = new Map()
  let made: { readonly version: number; readonly live: AgentLive } | null = null

  function take(frame: ServerFrame): void {
    if (frame.type === 'snapshot' && frame.viewer.kind === 'agent' && 'chats' in frame) {
      agentId = frame.viewer.agentId
      agents = byId(frame.agents)
      queues = byId(frame.queues)
      chats = byId(frame.chats)
      for (const chat of frame.chats) caughtUp(chat)
    }
    if (frame.type !== 'changes') return
    agents = patched(agents, frame.agents)
    queues = patched(queues, frame.queues, frame.goneQueueIds)
    chats = patched(chats, frame.chats, frame.goneChatIds)
    for (const { id } of frame.chats ?? []) caughtUp(chats.get(id))
  }

  /** Lines of an own chat are told as they come; of their number we are told with the chat. */
  function caughtUp(chat: ChatView | undefined): void {
    if (!chat?.own) return
    core.logs.tell(chat.id, chat.own.lastSeq)
    if (chat.agentId === agentId) core.mark(chat.id, chat.own.marks, { delivered: chat.own.lastSeq })
  }

  /** A canned response may be gone by the time its text is sent: the text goes all the same. */
  function instead({ source: _, ...message }: Kept, error: unknown): Kept | null {
    return error instanceof ApiProblem && error.problem.code === 'canned-response.unknown' ? message : null
  }

  const core = new LiveCore({
    base,
    token: () => token ?? null,
    headers: () => ({ ...(token && { authorization: `Bearer ${token}` }), ...(csrf && { 'x-polydesk-csrf': csrf() }) }),
    scope: `agent:${scopeId}`,
    side: 'agent',
    take,
    instead,
    ...more,
  })

  return {
    get() {
      if (made?.version !== core.version) {
        const { link, logs, typingNow: typing } = core
        const pending = core.pending()
        made = {
          version: core.version,
          live: { link, logs: logs.shown, pending, typing, agentId, agents, queues, chats },
        }
      }
      return made.live
    },
    subscribe: (changed) => core.subscribe(changed),
    start: () => core.start(),
    stop: () => core.stop(),
    post: (id, text, cannedResponseId) =>
      core.post(id, text, cannedResponseId === undefined ? {} : { source: { cannedResponseId } }),
    postFile: (id, file) => core.postFile(id, file),
    sendAgain: (id) => core.sendAgain(id),
    discard: (id) => core.discard(id),
    read(id, seq) {
      const chat = chats.get(id)
      if (chat?.own && chat.agentId === agentId) core.mark(id, chat.own.marks, { read: seq })
    },
    typing: (id, typing) => core.typing(id, typing),
    open: (id) => core.logs.open(id),
    loadEarlier: (id) => void core.logs.loadEarlier(id),
  }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Rows<Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** The rows with patches merged in and some gone; the same object when there is nothing to do. */
function patched<Row extends { readonly id: string }>(
  rows: Rows<Row>,
  patches: readonly ({ readonly id: string } & Partial<Row>)[] = [],
  gone: readonly string[] = [],
): Rows<Row> {
  if (patches.length === 0 && gone.length === 0) return rows
  const next = new Map(rows)
  for (const patch of patches) next.set(patch.id, { ...next.get(patch.id), ...patch } as Row)
  for (const id of gone) next.delete(id)
  return next
}
