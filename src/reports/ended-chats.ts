import { type ChatGroup, ChatGroups, type ChatSums, chatSumsOf } from '#domain/chat/chat-groups.ts'
import type { Trait } from '#domain/chat/traits.ts'
import type { ChatsWanted, EndedChat, EndPlace } from '#ports/ended-chats.ts'
import type { Report, ReportRequest } from './report.ts'
import type { ReportSource } from './source.ts'

/**
 * So many rows at a time: what a reader hands over is read between two other things that the desk does. Few, since a message waits for
 * several of these: beside an export of 200 at a time it took five times as long as without.
 */
const rowsAtOnce = 10

/** More different values are kept of none: customers write what they like, and memory has an end. */
const mostGroups = 100_000

/** Which chats a report tells of: of queues only as many as its scope allows; who reads single chats may be let see only those of some agents. */
export function chatsIn({ range: { from, to }, scope }: ReportRequest, { readsChats }: Pick<Report, 'readsChats'>) {
  return { from, to, queueIds: scope.queueIds, agentIds: readsChats ? scope.agentIds : null }
}

/** Closed chats in the order of their ends, read as they are taken. */
export async function* endedChats(
  { store }: Pick<ReportSource, 'store'>,
  wanted: ChatsWanted,
  from: EndPlace | null = null,
): AsyncGenerator<EndedChat, void> {
  if (isNobodys(wanted)) return
  let after = from
  do {
    const { chats, next }: Awaited<ReturnType<typeof store.endedChats>> = await store.endedChats({
      ...wanted,
      after,
      limit: rowsAtOnce,
    })
    yield* chats
    after = next
  } while (after)
}

export interface GroupedChats {
  readonly groups: readonly ChatGroup[]
  /** Each chat once, whatever groups it is in. */
  readonly together: ChatSums
}

/** What closed chats come to by the values of some traits; of more than 100,000 different ones the rarest are forgotten. */
export async function groupChats(
  { store }: Pick<ReportSource, 'store'>,
  wanted: ChatsWanted,
  by: readonly Trait[],
): Promise<GroupedChats> {
  const all = new ChatGroups(mostGroups)
  let together = chatSumsOf([])
  let after: EndPlace | null = null
  do {
    if (isNobodys(wanted)) break
    const page: Awaited<ReturnType<typeof store.groupChats>> = await store.groupChats({ ...wanted, by, after })
    for (const group of page.groups) all.add(group)
    together = chatSumsOf([together, page.together])
    after = page.next
  } while (after)
  return { groups: all.all(), together }
}

function isNobodys({ queueIds, agentIds }: ChatsWanted): boolean {
  return queueIds?.length === 0 || agentIds?.length === 0
}
