import type { DatabaseSync } from 'node:sqlite'
import type { TagCount, TagCountsQuery } from '#ports/store.ts'

/** What a reader answers for reports; each question is one statement. */
export function reportQuestions(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql)
  const listed = 'IN (SELECT value FROM json_each(?3))'
  const tags = (index: string, where: string) =>
    prepare(`
      SELECT tag.value AS tagId, count(*) AS chatCount
      FROM chats INDEXED BY ${index}, json_each(chats.row, '$.tagIds') tag
      WHERE phase = 'closed' AND ended_at >= ?1 AND ended_at < ?2 ${where} GROUP BY tag.value`)
  const tagsOfAll = tags('chats_closed_by_end', '')
  const tagsOfQueues = tags('chats_closed_by_queue', `AND queue_id ${listed}`)

  return {
    tagCounts({ from, to, queueIds }: TagCountsQuery): TagCount[] {
      const found = queueIds ? tagsOfQueues.all(from, to, JSON.stringify(queueIds)) : tagsOfAll.all(from, to)
      return found as unknown as TagCount[]
    },
  }
}
