import { knownTo } from '../access/known.ts'
import { mustChat } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import type { Fact } from '../events.ts'
import type { ChatId, TagId } from '../ids.ts'
import { missing } from '../organisation/nouns.ts'
import type { Queue } from '../queue/queue.ts'
import { refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { Chat } from './chat.ts'

export interface TagChat {
  readonly do: 'tagChat'
  readonly chatId: ChatId
  readonly tagIds: readonly TagId[]
}

export interface UntagChat {
  readonly do: 'untagChat'
  readonly chatId: ChatId
  readonly tagIds: readonly TagId[]
}

/** Labels a chat, at any time, also when it is long over. Tags it has already change nothing. */
export const tagChat: Verb<TagChat> = (state, { chatId, tagIds }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'annotate', chat)
  const known = knownTo(state, actor)
  const problems = tagIds.flatMap((tagId, at) => {
    const field = `tagIds[${at}]`
    if (!known('tags', tagId) || chat.tagIds.includes(tagId)) return missing(known, 'tags', tagId, field)
    return isTaggable(state, tagId) ? [] : [{ field, accepted: 'a tag that is enabled, as is its group' }]
  })
  return refuseWrong('tag.unknown', problems) ?? newTags(chat, tagIds)
}

/** Takes labels off. */
export const untagChat: Verb<UntagChat> = (state, { chatId, tagIds }, actor) => {
  const chat = state.chats.require(chatId)
  mustChat(state, actor, 'annotate', chat)
  const off = chat.tagIds.filter((tagId) => tagIds.includes(tagId))
  return off.length > 0 ? [{ type: 'chat.untagged', chatId, tagIds: off }] : nothing
}

/** What a queue sticks on every chat that comes to it. */
export function autoTags(state: DeskState, chat: Pick<Chat, 'id' | 'tagIds'>, { autoTagIds }: Queue): readonly Fact[] {
  return newTags(
    chat,
    autoTagIds.filter((tagId) => isTaggable(state, tagId)),
  )
}

/** Whether chats can be given the tag: it exists, and neither it nor its group is disabled. */
export function isTaggable(state: DeskState, tagId: TagId): boolean {
  const tag = state.tags.get(tagId)
  return tag?.enabled === true && (tag.groupId === null || state.tagGroups.get(tag.groupId)?.enabled !== false)
}

function newTags({ id: chatId, tagIds: has }: Pick<Chat, 'id' | 'tagIds'>, wanted: readonly TagId[]): readonly Fact[] {
  const tagIds = [...new Set(wanted)].filter((tagId) => !has.includes(tagId))
  return tagIds.length > 0 ? [{ type: 'chat.tagged', chatId, tagIds }] : nothing
}
