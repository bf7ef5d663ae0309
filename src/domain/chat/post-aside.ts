import { mustBeAgent, mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { ChatId, MessageId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import { isInside, ownerOf, participantOf } from './chat.ts'
import type { Aside } from './message.ts'
import { checkText } from './text.ts'

export interface PostAside {
  readonly do: 'postAside'
  readonly chatId: ChatId
  readonly messageId: MessageId
  readonly kind: Aside['kind']
  readonly text: string
}

/**
 * An agent writes beside the conversation: a note (at any time, also when the chat is over), a whisper to its owner, a word
 * in a consultation. The same id from the same agent again changes nothing.
 */
export const postAside: Verb<PostAside> = (state, { chatId, messageId, kind, text }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'see', chat)
  const { agent } = mustBeAgent(state, actor)
  const used = state.usedMessageIds(chatId).get(messageId)
  if (used) return used.author.id === agent.id ? nothing : refuse('conflict', 'message.id-used')
  if (kind === 'whisper') mustChat(state, actor, 'whisper', chat)
  else if (kind === 'note') mustChat(state, actor, 'postAside', chat)
  if (kind !== 'note' && chat.phase !== 'active') return refuse('conflict', 'chat.not-active')
  if (kind === 'consult') {
    const part = participantOf(chat, agent.id)
    if (ownerOf(chat) !== agent.id && !(part && isInside(part)))
      return refuse('not-allowed', 'chat.not-allowed', { action: 'consult' })
  }
  const asideSeq = chat.lastAsideSeq + 1
  return (
    checkText(text) ?? [
      { type: 'chat.asidePosted', chatId, messageId, asideSeq, kind, agentId: agent.id, words: { text } },
    ]
  )
}
