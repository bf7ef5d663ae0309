import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Author } from '#domain/chat/message.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { CustomerHit, CustomerSearchQuery, SearchHit, SearchQuery, SearchScope } from '#ports/search.ts'
import { rangeEnd, rangeStart, rangesIn } from './search-ranges.ts'
import { placeWord } from './search-sources.ts'
import { matchExpression } from './search-words.ts'

interface FoundLine
  extends Pick<SearchHit, 'position' | 'chatId' | 'seq' | 'at' | 'kind' | 'text' | 'chatNo' | 'queueId'> {
  readonly author_kind: Author['kind']
  readonly author_id: string
  readonly marked: string
  readonly customer_id: SearchHit['customer']['id']
  readonly customer_name: string | null
}

/** Null queues, given as JSON, are all of them; the row decides, since the index may be behind it. */
const inScope = (chat: string) =>
  `(:queueIds IS NULL OR ${chat}.agent_id IN (SELECT value FROM json_each(:agentIds)) OR ${chat}.queue_id IN (SELECT value FROM json_each(:queueIds)))`

/** What a reader answers from the index. */
export function searchQuestions(database: DatabaseSync) {
  const lines = database.prepare(`
    SELECT search.rowid AS position, line.chat_id AS chatId, line.seq, line.at, line.kind,
      line.author_kind, line.author_id, line.words AS text,
      highlight(search, 0, '${rangeStart}', '${rangeEnd}') AS marked,
      chats.no AS chatNo, chats.queue_id AS queueId, chats.customer_id, customers.row ->> 'name' AS customer_name
    FROM search
    CROSS JOIN search_lines line ON line.position = search.rowid
    CROSS JOIN chats ON chats.id = line.chat_id
    LEFT JOIN customers ON customers.id = chats.customer_id
    WHERE search MATCH :match AND search.rowid >= :first AND search.rowid < :before
      AND line.words IS NOT NULL AND ${inScope('chats')}
      AND (:queueId IS NULL OR chats.queue_id = :queueId)
      AND (:agentId IS NULL OR chats.agent_id = :agentId)
      AND (:customerId IS NULL OR chats.customer_id = :customerId)
    ORDER BY search.rowid DESC LIMIT :limit`)
  const people = database.prepare(`
    SELECT customers.row,
      highlight(search_customers, 0, '${rangeStart}', '${rangeEnd}') AS name,
      highlight(search_customers, 1, '${rangeStart}', '${rangeEnd}') AS email
    FROM search_customers CROSS JOIN customers ON customers.no = search_customers.rowid
    WHERE search_customers MATCH :match AND search_customers.rowid < :before AND (:queueIds IS NULL OR EXISTS (
      SELECT 1 FROM search_chats CROSS JOIN chats ON chats.id = search_chats.chat_id
      WHERE search_chats.customer_id = customers.id AND ${inScope('search_chats')}
        AND chats.customer_id = customers.id AND ${inScope('chats')}))
    ORDER BY search_customers.rowid DESC LIMIT :limit`)
  const firstFrom = firstPositionFrom(database)

  return {
    search(query: SearchQuery): SearchHit[] {
      const { words, scope, queueId, agentId, customerId, from, to, before, limit } = query
      const match = matchExpression(words)
      if (match === null || seesNothing(scope)) return []
      const parameters = {
        ...scopeParameters(scope),
        match: [`{words} : (${match})`, ...placesOf(query)].join(' AND '),
        first: from === null ? 0 : firstFrom(from),
        before: Math.min(before ?? Number.MAX_SAFE_INTEGER, to === null ? Number.MAX_SAFE_INTEGER : firstFrom(to)),
        queueId,
        agentId,
        customerId,
        limit,
      } satisfies Record<string, SQLInputValue>
      return (lines.all(parameters) as unknown as FoundLine[]).map(hitOf)
    },
    searchCustomers({ words, scope, before, limit }: CustomerSearchQuery): CustomerHit[] {
      const match = matchExpression(words)
      if (match === null || seesNothing(scope)) return []
      const bounds = { before: before ?? Number.MAX_SAFE_INTEGER, limit }
      const found = people.all({ ...scopeParameters(scope), match, ...bounds }) as Record<
        'row' | 'name' | 'email',
        string
      >[]
      return found.map(({ row, name, email }) => {
        const customer = JSON.parse(row) as Customer
        const [nameRanges, emailRanges] = [rangesIn(name, customer.name ?? ''), rangesIn(email, customer.email ?? '')]
        return { customer, nameRanges, emailRanges }
      })
    },
  }
}

function seesNothing({ queueIds, agentIds }: SearchScope): boolean {
  return queueIds?.length === 0 && agentIds.length === 0
}

function scopeParameters({ queueIds, agentIds }: SearchScope) {
  return { queueIds: queueIds && JSON.stringify(queueIds), agentIds: JSON.stringify(agentIds) }
}

/** Rights and filters again, as words of the index: so it skips what the rows would refuse one by one. */
function placesOf({ scope, queueId, agentId, customerId }: SearchQuery): string[] {
  const any = (words: readonly string[]) =>
    `{place} : (${words.map((word) => `"${word.replaceAll('"', '')}"`).join(' OR ')})`
  return [
    ...(scope.queueIds ? [any([...scope.queueIds.map(placeWord.queue), ...scope.agentIds.map(placeWord.agent)])] : []),
    ...(queueId ? [any([placeWord.queue(queueId)])] : []),
    ...(agentId ? [any([placeWord.agent(agentId)])] : []),
    ...(customerId ? [any([placeWord.customer(customerId)])] : []),
  ]
}

/** Halves the journal until it has the first event that is not before an instant: time never runs backwards in it. */
function firstPositionFrom(database: DatabaseSync): (at: number) => number {
  const ends = database.prepare(
    'SELECT (SELECT min(position) FROM journal) AS first, (SELECT max(position) FROM journal) AS last',
  )
  const instant = database.prepare('SELECT at FROM journal WHERE position = ?')
  return (at) => {
    const { first, last } = ends.get() as { first: number | null; last: number | null }
    let [low, high] = [first ?? 1, (last ?? 0) + 1]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (((instant.get(middle)?.['at'] ?? 0) as number) < at) low = middle + 1
      else high = middle
    }
    return low
  }
}

function hitOf({ author_kind, author_id, marked, customer_id, customer_name, ...line }: FoundLine): SearchHit {
  return {
    ...line,
    author: { kind: author_kind, id: author_id } as Author,
    ranges: rangesIn(marked, line.text),
    customer: { id: customer_id, name: customer_name },
  }
}
