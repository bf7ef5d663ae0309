import { mayChat } from '#domain/access/may.ts'
import { ownerOf, participantOf, ringingFor } from '#domain/chat/chat.ts'
import type { AgentId } from '#domain/ids.ts'
import { presentChat, type Sight } from '../present.ts'
import type { FrameParts } from './frame-text.ts'
import type { Image, ImagedChat } from './image.ts'
import { patchOf } from './patch.ts'

/** One chat before and after a commit, as agents see it; each text is made once, however many get it. */
export class ChatChange {
  readonly #before: ImagedChat | null
  readonly #after: ImagedChat
  readonly #texts = new Map<string, string | null>()
  readonly messages: string[] = []
  readonly asides: string[] = []

  constructor(before: ImagedChat | null, after: ImagedChat) {
    this.#before = before
    this.#after = after
  }

  /** The agents who may get something of this change; `everybody` are those who are connected. */
  audience(everybody: Iterable<AgentId>): Iterable<AgentId> {
    if (this.#before && this.#after.chat.phase !== 'closed' && this.#text('peer', true) === null)
      return new Set([...holders(this.#before), ...holders(this.#after)])
    return everybody
  }

  /** Adds what this agent gets to a frame. */
  addTo(parts: FrameParts, agentId: AgentId, image: Image): void {
    const before = this.#before ? sightOf(agentId, this.#before, image) : null
    const after = sightOf(agentId, this.#after, image)
    if (isInside(before) || isInside(after)) {
      parts.messages.push(...this.messages)
      parts.asides.push(...this.asides)
    }
    if (after === null) {
      if (before !== null) parts.gone.push(JSON.stringify(this.#after.chat.id))
      return
    }
    const text = this.#text(after, before === after)
    if (text !== null) parts.chats.push(text)
  }

  #text(sight: Sight, patch: boolean): string | null {
    const key = `${sight} ${patch}`
    let text = this.#texts.get(key)
    if (text === undefined) {
      const before = patch && this.#before ? viewOf(this.#before, sight) : null
      const view = patchOf(before, viewOf(this.#after, sight))
      text = view && JSON.stringify(view)
      this.#texts.set(key, text)
    }
    return text
  }
}

/** What an agent may see of a chat that is not closed (closed ones are history, asked for by page). */
export function sightOf(agentId: AgentId, { chat }: ImagedChat, image: Image): Sight | null {
  // Nobody was asked for yet: what a flow leads is no agent's concern.
  if (chat.phase === 'closed' || chat.phase === 'welcome') return null
  const participant = participantOf(chat, agentId)
  if (participant?.part === 'silent' || participant?.part === 'whisper') return 'all'
  if (ownerOf(chat) === agentId) return image.tellWatched ? 'all' : 'own'
  if (participant || ringingFor(chat).includes(agentId)) return 'own'
  return mayChat(image, agentId, 'see', chat) ? 'peer' : null
}

/** Whether the agent gets what is said in the chat as it is said. */
function isInside(sight: Sight | null): boolean {
  return sight === 'own' || sight === 'all'
}

export function viewOf({ chat, customer }: ImagedChat, sight: Sight) {
  return presentChat(chat, customer, sight)
}

function holders({ chat }: ImagedChat): AgentId[] {
  const owner = ownerOf(chat)
  const others = chat.phase === 'active' ? chat.participants.map(({ agentId }) => agentId) : []
  return [...(owner ? [owner] : []), ...others, ...ringingFor(chat)]
}
