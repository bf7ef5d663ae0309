import type { DatabaseSync } from 'node:sqlite'
import type { ClosedChat } from '#domain/chat/chat.ts'
import { ChatGroups, chatSumsOf, groupsOfChat, sumsOfChat } from '#domain/chat/chat-groups.ts'
import { againWithinMs, isWanted, type ToldChat } from '#domain/chat/traits.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type {
  ChatGroupsPage,
  ChatGroupsQuery,
  ChatsWanted,
  EndedChat,
  EndedChatsPage,
  EndedChatsQuery,
  EndPlace,
} from '#ports/ended-chats.ts'

/** At most so many chats are looked at for one answer, some 20 ms: then a reader is free again for others. */
const mostLookedAt = 500

const placesIn = (index: string, where: string) => `
  SELECT ended_at AS endedAt, no FROM chats INDEXED BY ${index}
  WHERE phase = 'closed' AND ${where} ended_at < ?1 AND (ended_at, no) > (?2, ?3)
  ORDER BY ended_at, no LIMIT ?4`

/** From one end to the next, by the index alone. */
export const placesSql = {
  ofAll: placesIn('chats_closed_by_end', ''),
  ofQueue: placesIn('chats_closed_by_queue', 'queue_id = ?5 AND'),
  ofAgent: placesIn('chats_closed_by_agent', 'agent_id = ?5 AND'),
}

export const cameAgainSql = `
  SELECT 1 FROM chats INDEXED BY chats_closed_by_customer
  WHERE phase = 'closed' AND customer_id = ?1 AND ended_at >= ?2 AND row ->> '$.answeredAt' IS NOT NULL
    AND row ->> '$.openedAt' >= ?2 AND row ->> '$.openedAt' <= ?3 LIMIT 1`

/** What a reader answers about single chats that have ended, all of one answer at one moment of the store. */
export function endedChatQuestions(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql)
  const placesOfAll = prepare(placesSql.ofAll)
  const placesOfQueue = prepare(placesSql.ofQueue)
  const placesOfAgent = prepare(placesSql.ofAgent)
  const chatByNo = prepare('SELECT row FROM chats WHERE no = ?')
  const customerById = prepare('SELECT row FROM customers WHERE id = ?')
  const textsWhere = "FROM messages WHERE chat_id = ? AND kind = 'text' AND author_kind = 'customer' AND text <> ''"
  const texts = prepare(`SELECT text ${textsWhere} ORDER BY seq`)
  const firstText = prepare(`SELECT text ${textsWhere} ORDER BY seq LIMIT 1`)
  const cameAgain = prepare(cameAgainSql)
  const begin = prepare('BEGIN')
  const end = prepare('COMMIT')

  /** The next places in the order of ends; one queue's chats lie behind another's in the index, so theirs are sorted together. */
  function placesAfter({ from, to, queueIds, agentIds }: ChatsWanted, after: EndPlace | null): EndPlace[] {
    const beginning = { endedAt: from - 1, no: Number.MAX_SAFE_INTEGER }
    // Where to go on comes back from whoever asks: it never leads before the beginning.
    const { endedAt, no } = after && after.endedAt >= from ? after : beginning
    const ids = queueIds ?? agentIds
    if (ids === null) return placesOfAll.all(to, endedAt, no, mostLookedAt) as unknown as EndPlace[]
    const placesOfOne = queueIds ? placesOfQueue : placesOfAgent
    return [...new Set<string>(ids)]
      .flatMap((id) => placesOfOne.all(to, endedAt, no, mostLookedAt, id) as unknown as EndPlace[])
      .sort((one, other) => one.endedAt - other.endedAt || one.no - other.no)
      .slice(0, mostLookedAt)
  }

  function customerOf(id: string): Customer | null {
    const line = customerById.get(id)
    return line ? (JSON.parse(line['row'] as string) as Customer) : null
  }

  /** As far as the person is known again: by what they were merged with. */
  function cameAgainAfter({ customerId, endedAt }: ClosedChat): boolean {
    const own = customerOf(customerId)
    const first = own?.mergedIntoId ? customerOf(own.mergedIntoId) : own
    const ids = new Set([customerId, ...(first ? [first.id, ...first.mergedIds] : [])])
    return [...ids].some((id) => cameAgain.get(id, endedAt, endedAt + againWithinMs))
  }

  function tellChat(no: number): ToldChat {
    const chat = JSON.parse(chatByNo.get(no)?.['row'] as string) as ClosedChat
    let read: string[] | null = null
    return {
      chat,
      texts: () => {
        read ??= texts.all(chat.id).map(({ text }) => text as string)
        return read
      },
      cameAgain: () => cameAgainAfter(chat),
    }
  }

  /** Looks at the next chats, until `see` has seen enough; answers where to go on. */
  function lookAt(
    wanted: ChatsWanted,
    after: EndPlace | null,
    see: (told: ToldChat) => 'go on' | 'enough',
  ): EndPlace | null {
    begin.run()
    try {
      const places = placesAfter(wanted, after)
      const agentIds = wanted.agentIds && new Set<string | null>(wanted.agentIds)
      for (const place of places) {
        const told = tellChat(place.no)
        if (agentIds && !agentIds.has(told.chat.agentId)) continue
        if (isWanted(wanted.where, told) && see(told) === 'enough') return place
      }
      return places.length < mostLookedAt ? null : (places.at(-1) ?? null)
    } finally {
      end.run()
    }
  }

  return {
    endedChats({ after, limit, ...wanted }: EndedChatsQuery): EndedChatsPage {
      const chats: EndedChat[] = []
      const next = lookAt(wanted, after, ({ chat }) => {
        const question = (firstText.get(chat.id)?.['text'] as string | undefined) ?? null
        chats.push({ chat, customer: customerOf(chat.customerId), question })
        return chats.length < limit ? 'go on' : 'enough'
      })
      return { chats, next }
    },

    groupChats({ by, after, ...wanted }: ChatGroupsQuery): ChatGroupsPage {
      const groups = new ChatGroups()
      let together = chatSumsOf([])
      const next = lookAt(wanted, after, (told) => {
        for (const group of groupsOfChat(by, told)) groups.add(group)
        together = chatSumsOf([together, sumsOfChat(told.chat)])
        return 'go on'
      })
      return { groups: groups.all(), together, next }
    },
  }
}
