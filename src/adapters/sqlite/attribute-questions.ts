import type { DatabaseSync } from 'node:sqlite'
import type { AttributeHit, AttributeQuery } from '#ports/search.ts'

/** Chats by the beginning of an attribute's value. */
export function attributeQuestions(database: DatabaseSync) {
  const found = database.prepare(`
    SELECT chats.id AS chatId, chats.no AS chatNo, attribute.name, attribute.value, chats.queue_id AS queueId,
      chats.row ->> 'openedAt' AS openedAt, chats.customer_id AS customerId, customers.row ->> 'name' AS customerName
    FROM chatAttributes attribute
    CROSS JOIN chats ON chats.id = attribute.chat_id
    LEFT JOIN customers ON customers.id = chats.customer_id
    WHERE attribute.value >= :from AND attribute.value < :to AND attribute.name IN (SELECT value FROM json_each(:names))
      AND chats.no < :before AND (:queueIds IS NULL OR chats.agent_id IN (SELECT value FROM json_each(:agentIds))
        OR chats.queue_id IN (SELECT value FROM json_each(:queueIds)))
    ORDER BY chats.no DESC, attribute.name LIMIT :limit`)
  return {
    searchAttributes({ text, names, scope, before, limit }: AttributeQuery): AttributeHit[] {
      if (names.length === 0 || text === '') return []
      const lines = found.all({
        from: text,
        // Whatever begins with the text, and no more: nothing that people type is above this sign.
        to: `${text}\u{10ffff}`,
        names: JSON.stringify(names),
        queueIds: scope.queueIds && JSON.stringify(scope.queueIds),
        agentIds: JSON.stringify(scope.agentIds),
        before: before ?? Number.MAX_SAFE_INTEGER,
        limit,
      }) as unknown as (Omit<AttributeHit, 'customer'> & { customerId: string; customerName: string | null })[]
      return lines.map(({ customerId, customerName, ...hit }) => {
        return { ...hit, customer: { id: customerId, name: customerName } } as AttributeHit
      })
    },
  }
}
