import type { DatabaseSync } from 'node:sqlite'
import type { Chat } from '#domain/chat/chat.ts'
import type { ChatSpan, ChatSpansPage, ChatSpansQuery, EndPlace } from '#ports/ended-chats.ts'

const spansIn = (index: string, where: string) => `
  SELECT no, row ->> '$.openedAt' AS openedAt, row ->> '$.answeredAt' AS answeredAt, ended_at AS endedAt
  FROM chats INDEXED BY ${index}
  WHERE phase = 'closed' AND ${where} ended_at > ?1 AND (ended_at, no) < (?2, ?3) AND no <= ?4 AND row ->> '$.openedAt' < ?5
  ORDER BY ended_at DESC, no DESC LIMIT ?6`

/** Chats that ended after the range are passed over in the index alone, by their number. */
export const spansSql = {
  ofAll: spansIn('chats_closed_by_end', ''),
  ofQueue: spansIn('chats_closed_by_queue', 'queue_id = ?7 AND'),
}

/** Numbers are given in the order of opening; so much may a clock have been set back between two. */
const clockMs = 3_600_000

type ClosedSpan = EndPlace & ChatSpan

/** From when to when chats were there. */
export function chatSpanQuestion(database: DatabaseSync) {
  const ofAll = database.prepare(spansSql.ofAll)
  const ofQueue = database.prepare(spansSql.ofQueue)
  const notClosed = database.prepare("SELECT row FROM chats WHERE phase <> 'closed'")
  const lastNo = database.prepare('SELECT max(no) AS no FROM chats')
  const openedFrom = database.prepare(
    "SELECT row ->> '$.openedAt' AS openedAt FROM chats WHERE no >= ? ORDER BY no LIMIT 1",
  )
  const begin = database.prepare('BEGIN')
  const end = database.prepare('COMMIT')

  /** The highest number that a chat opened before then can have. */
  function lastNoBefore(at: number): number {
    let [low, high] = [0, (lastNo.get()?.['no'] ?? 0) as number]
    while (low < high) {
      const middle = Math.floor((low + high) / 2) + 1
      const openedAt = openedFrom.get(middle)?.['openedAt'] as number
      if (openedAt < at + clockMs) low = middle
      else high = middle - 1
    }
    return low
  }

  function unclosed({ from, to, queueIds }: ChatSpansQuery): ChatSpan[] {
    const queues = queueIds && new Set(queueIds)
    return notClosed
      .all()
      .map(({ row }) => JSON.parse(row as string) as Chat)
      .filter(({ queueId, openedAt }) => openedAt < to && (!queues || queues.has(queueId)))
      .map((chat) => {
        const { openedAt, answeredAt } = chat
        return { openedAt, answeredAt, endedAt: 'endedAt' in chat ? chat.endedAt : null }
      })
      .filter(({ endedAt }) => endedAt === null || endedAt > from)
  }

  function closed(query: ChatSpansQuery): ClosedSpan[] {
    const { from, to, queueIds, before, limit } = query
    const place = before ?? { endedAt: Number.MAX_SAFE_INTEGER, no: 0 }
    const bounds = [from, place.endedAt, place.no, lastNoBefore(to), to, limit] as const
    if (queueIds === null) return ofAll.all(...bounds) as unknown as ClosedSpan[]
    return [...new Set(queueIds)]
      .flatMap((queueId) => ofQueue.all(...bounds, queueId) as unknown as ClosedSpan[])
      .sort((one, other) => other.endedAt - one.endedAt || other.no - one.no)
      .slice(0, limit)
  }

  return {
    chatSpans(query: ChatSpansQuery): ChatSpansPage {
      begin.run()
      try {
        const found = closed(query)
        const last = found.length < query.limit ? undefined : found.at(-1)
        return {
          closed: found.map(({ openedAt, answeredAt, endedAt }) => ({ openedAt, answeredAt, endedAt })),
          unclosed: query.before === null ? unclosed(query) : [],
          next: last ? { endedAt: last.endedAt, no: last.no } : null,
        }
      } finally {
        end.run()
      }
    },
  }
}
