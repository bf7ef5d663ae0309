import { mayChat } from '#domain/access/may.ts'
import type { Chat } from '#domain/chat/chat.ts'
import type { AgentId, ChatId } from '#domain/ids.ts'
import type { Store } from '#ports/store.ts'
import type { AgentSnapshot, CustomerSnapshot } from '../frames.ts'
import { type Names, presentAgent, presentAside, presentMessage, presentQueue } from '../present.ts'
import type { CustomerChatView } from '../views.ts'
import { sightOf, viewOf } from './chat-change.ts'
import type { Viewer } from './connection.ts'
import { changesFrame, emptyParts, type FrameParts } from './frame-text.ts'
import type { Image } from './image.ts'
import type { Touched } from './recent.ts'

type AgentViewer = Extract<Viewer, { kind: 'agent' }>
export type SnapshotReason = AgentSnapshot['why']

/** Everything an agent may see now. */
export function agentSnapshot(image: Image, epoch: string, { agentId }: AgentViewer, why: SnapshotReason): string {
  const chats = []
  for (const imaged of image.chats.values()) {
    const sight = sightOf(agentId, imaged, image)
    if (sight) chats.push(viewOf(imaged, sight))
  }
  const viewer = image.agents.get(agentId)
  const colleagues = [...image.agents.values()].filter((agent) => viewer && image.rights.seesAgent(viewer, agent))
  const snapshot: AgentSnapshot = {
    type: 'snapshot',
    why,
    epoch,
    position: image.position,
    viewer: { kind: 'agent', agentId },
    agents: colleagues.map((agent) => presentAgent(agent, image.loads.get(agent.id))),
    queues: viewer
      ? [...image.queues.values()].filter((queue) => image.rights.seesQueue(viewer, queue)).map(presentQueue)
      : [],
    chats,
  }
  return JSON.stringify(snapshot)
}

export function customerSnapshot(image: Image, epoch: string, chat: CustomerChatView, why: SnapshotReason): string {
  const viewer = { kind: 'customer', chatId: chat.id } as const
  const snapshot: CustomerSnapshot = { type: 'snapshot', why, epoch, position: image.position, viewer, chat }
  return JSON.stringify(snapshot)
}

export function resumedFrame(epoch: string, position: number): string {
  return JSON.stringify({ type: 'resumed', epoch, position })
}

/**
 * The present state of what an agent missed, without the messages; and the chats whose messages they missed too. Null when
 * it cannot be said what is gone for them without naming chats that they never saw.
 */
export function missedByAgent(image: Image, { agentId }: AgentViewer, touched: Touched) {
  const parts = emptyParts()
  const ownChatIds: ChatId[] = []
  const viewer = image.agents.get(agentId)
  if (!viewer) return null
  for (const agent of image.agents.values())
    if ((!touched.agentIds || touched.agentIds.has(agent.id)) && image.rights.seesAgent(viewer, agent))
      parts.agents.push(JSON.stringify(presentAgent(agent, image.loads.get(agent.id))))
  for (const chatId of touched.chatIds) {
    const imaged = image.chats.get(chatId)
    const sight = imaged ? sightOf(agentId, imaged, image) : null
    if (imaged && sight) parts.chats.push(JSON.stringify(viewOf(imaged, sight)))
    else if (!touched.versions) return null
    else if (touched.versions.get(chatId)?.some((chat) => couldSee(image, agentId, chat)))
      parts.gone.push(JSON.stringify(chatId))
    if (sight === 'own' || sight === 'all') ownChatIds.push(chatId)
  }
  return { parts, ownChatIds }
}

function couldSee(image: Image, agentId: AgentId, chat: Chat): boolean {
  return mayChat(image, agentId, 'see', chat)
}

/** A `changes` frame of what was missed, messages of the given chats included; null when nothing was. */
export async function missedFrame(
  store: Store,
  parts: FrameParts,
  chatIds: readonly ChatId[],
  after: number,
  upTo: number,
  names: Names,
  nameOf: (chatId: ChatId) => string | null,
): Promise<string | null> {
  const messages = chatIds.length > 0 && upTo > after ? await store.messagesSince(chatIds, after, upTo) : []
  for (const message of messages)
    parts.messages.push(JSON.stringify(presentMessage(message, names, nameOf(message.chatId))))
  return changesFrame(upTo, parts)
}

/** The asides that were missed, as text: for agents only. */
export async function missedAsides(
  store: Store,
  chatIds: readonly ChatId[],
  after: number,
  upTo: number,
  names: Names,
): Promise<string[]> {
  const asides = chatIds.length > 0 && upTo > after ? await store.asidesSince(chatIds, after, upTo) : []
  return asides.map((aside) => JSON.stringify(presentAside(aside, names)))
}
