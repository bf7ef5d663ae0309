import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { Instant } from '#domain/ids.ts'
import type { BehindPlace, BehindQuery } from '#ports/behind.ts'
import type { EndedChat } from '#ports/ended-chats.ts'
import type { Store } from '#ports/store.ts'
import type { Behind, CountedChats, EndedChatsBehind } from './behind.ts'
import { endedChats, groupChats } from './ended-chats.ts'
import { piecesOf } from './pieces.ts'
import type { Named, ReportSource } from './source.ts'

/** What is asked of the store about chats behind numbers. */
export type BehindStore = Pick<Store, 'chatsBehind' | 'countBehind'>

export interface ChatsPage {
  readonly chats: readonly { readonly chat: Chat; readonly customer: Customer | null }[]
  /** To ask for the next page with; null when this was the last. */
  readonly cursor: string | null
}

/**
 * The chats behind a number, by when they counted or ended; a page. A chat that counted in several quarters of an hour stands there
 * for each.
 */
export async function listBehind(
  source: ReportSource,
  store: BehindStore,
  behind: Behind,
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
): Promise<ChatsPage> {
  if (behind.of === 'ended') return await listEnded(source, behind, { cursor, limit })
  const { entries, next } = await store.chatsBehind({ ...queryOf(source, behind), after: placeOf(cursor), limit })
  return { chats: entries, cursor: next && `${next.slotAt}-${next.chatNo}` }
}

/** How often chats count behind a number: the number itself, where it is a count of things that happen to chats one by one. */
export async function countBehind(source: ReportSource, store: BehindStore, behind: Behind): Promise<number> {
  if (behind.of === 'ended') {
    const { of: _, ...wanted } = behind
    return (await groupChats(source, wanted, [])).together.chatCount
  }
  const { stretches, ...query } = queryOf(source, behind)
  let count = 0
  for (const piece of piecesOf(stretches)) count += await store.countBehind({ ...query, stretches: piece })
  return count
}

/** Chats that have ended, by their ends: one of them after the last is looked for, so that no page is empty but the last. */
async function listEnded(
  source: ReportSource,
  { of: _, ...wanted }: EndedChatsBehind,
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
): Promise<ChatsPage> {
  const place = placeOf(cursor)
  const after = place && { endedAt: place.slotAt, no: place.chatNo }
  const chats: EndedChat[] = []
  for await (const told of endedChats(source, wanted, after)) {
    if (chats.length === limit) {
      const { endedAt, no } = (chats.at(-1) as EndedChat).chat
      return { chats, cursor: `${endedAt}-${no}` }
    }
    chats.push(told)
  }
  return { chats, cursor: null }
}

/** Whether a text is the cursor of a page. */
export function isCursor(text: string): boolean {
  return /^\d{1,15}-\d{1,15}$/.test(text)
}

function placeOf(cursor: string | null): BehindPlace | null {
  const [slotAt, chatNo] = cursor?.split('-').map(Number) ?? []
  return slotAt === undefined || chatNo === undefined ? null : { slotAt: slotAt as Instant, chatNo }
}

/** The store knows queues and agents by their small numbers there. */
function queryOf(
  { queues, agents }: ReportSource,
  { of, names, stretches, queueIds, agentIds }: CountedChats,
): BehindQuery {
  return { of, names, stretches, queueNos: numbersOf(queues, queueIds), agentNos: numbersOf(agents, agentIds) }
}

function numbersOf(named: readonly Named<string>[], ids: readonly string[] | null): readonly number[] | null {
  if (!ids) return null
  const wanted = new Set(ids)
  return named.flatMap(({ id, no }) => (wanted.has(id) ? [no] : []))
}
