import { chatScope, mayChat } from '../access/may.ts'
import type { AgentId } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { type Chat, ownerOf } from './chat.ts'
import { isTheirs } from './note-look.ts'

export interface LivePage {
  /** Of which phases; all that are live when left out. */
  readonly phases?: readonly Chat['phase'][]
  /** Those with a higher number. */
  readonly after: number
  readonly limit: number
}

/** The live chats that the agent may see, ascending by number. Costs a look at each chat that is passed by, and no more. */
export function listLive(state: DeskState, agentId: AgentId, { phases, after, limit }: LivePage): readonly Chat[] {
  const scope = chatScope(state, agentId, 'chats.see')
  const queueIds = scope.queueIds && new Set(scope.queueIds)
  const ownerIds = new Set(scope.agentIds)
  const found: Chat[] = []
  for (const chatId of state.liveChats.after(after)) {
    if (found.length >= limit) break
    const chat = state.chats.get(chatId)
    if (!chat || (phases && !phases.includes(chat.phase))) continue
    const ownerId = ownerOf(chat)
    // Only to pass by the many quickly: who may see is asked of the rule itself.
    const near =
      !queueIds || queueIds.has(chat.queueId) || (ownerId && ownerIds.has(ownerId)) || isTheirs(chat, agentId)
    if (near && mayChat(state, agentId, 'see', chat)) found.push(chat)
  }
  return found
}
