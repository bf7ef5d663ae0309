import { mustBeAgent, mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { AgentId, ChatId } from '../ids.ts'
import { type Chat, ownerOf, participantOf, ringingFor } from './chat.ts'

export interface NoteLook {
  readonly do: 'noteLook'
  readonly chatId: ChatId
  readonly what: 'conversation' | 'transcript'
}

/** An agent reads a chat that is not theirs: that, too, is kept. */
export const noteLook: Verb<NoteLook> = (state, { chatId, what }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'read', chat)
  if (actor.kind !== 'agent') return nothing
  const { agent } = mustBeAgent(state, actor)
  return isTheirs(chat, agent.id) ? nothing : [{ type: 'chat.looked', chatId, agentId: agent.id, what }]
}

/** Whether the agent has the chat, is in it (to watch, too: that was noted by itself), or hears it ring. */
export function isTheirs(chat: Chat, agentId: AgentId): boolean {
  return ownerOf(chat) === agentId || participantOf(chat, agentId) !== null || ringingFor(chat).includes(agentId)
}
