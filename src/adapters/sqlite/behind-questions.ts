import type { DatabaseSync } from 'node:sqlite'
import type { Chat } from '#domain/chat/chat.ts'
import type { Customer } from '#domain/customer/customer.ts'
import type { Instant } from '#domain/ids.ts'
import type { BehindPage, BehindPlace, BehindQuery, ChatBehind, ChatsBehind } from '#ports/behind.ts'
import { lettersOf } from './behind-letters.ts'

interface Line {
  readonly slotAt: Instant
  readonly chatNo: number
  readonly what: string
}

type Found = BehindPlace & { times: number }

/** What a reader answers about the chats behind numbers. Rows are only ever added to, so a page of several statements loses nothing. */
export function behindQuestions(database: DatabaseSync) {
  const where = `
    (agent_no = 0) = :ofQueues AND what GLOB :any
    AND (:queueNos IS NULL OR queue_no IN (SELECT value FROM json_each(:queueNos)))
    AND (:agentNos IS NULL OR agent_no IN (SELECT value FROM json_each(:agentNos)))`
  // The key's order goes a slot at a time to the sorter, so what comes after the page is never looked at.
  const lines = database.prepare(`
    SELECT slot_at AS slotAt, chat_no AS chatNo, what FROM chatsBehind
    WHERE slot_at >= :from AND slot_at < :to AND (slot_at, chat_no) > (:slotAt, :chatNo) AND ${where}
    ORDER BY slot_at, chat_no`)
  const count = database.prepare(`
    SELECT sum((SELECT sum(length(what) - length(replace(what, value, ''))) FROM json_each(:letters))) AS times
    FROM json_each(:stretches) stretch
    CROSS JOIN chatsBehind ON slot_at >= stretch.value ->> 'from' AND slot_at < stretch.value ->> 'to'
    WHERE ${where}`)
  const chatByNo = database.prepare(`
    SELECT chats.row AS row, customers.row AS customer
    FROM chats LEFT JOIN customers ON customers.id = chats.customer_id WHERE chats.no = ?`)

  /** Those of the page in order, and one more if there is one. */
  function found({ stretches, after, limit, ...query }: BehindPage): Found[] {
    const wanted = new Set(lettersOf(query.names))
    const places: Found[] = []
    for (const { from, to } of stretches) {
      if (after && to <= after.slotAt) continue
      const bounds = {
        from: Math.max(from, after?.slotAt ?? from),
        to,
        slotAt: after?.slotAt ?? from,
        chatNo: after?.chatNo ?? 0,
      }
      for (const { slotAt, chatNo, what } of lines.iterate({
        ...bounds,
        ...filterOf(query),
      }) as Iterable<unknown> as Iterable<Line>) {
        let times = 0
        for (const letter of what) if (wanted.has(letter)) times++
        const last = places.at(-1)
        if (last?.slotAt === slotAt && last.chatNo === chatNo) last.times += times
        else if (places.length > limit) return places
        else places.push({ slotAt, chatNo, times })
      }
    }
    return places
  }

  return {
    chatsBehind(page: BehindPage): ChatsBehind {
      const places = found(page)
      const entries = places.slice(0, page.limit).map((place): ChatBehind => {
        const line = chatByNo.get(place.chatNo) as unknown as { readonly row: string; readonly customer: string | null }
        const customer = line.customer === null ? null : (JSON.parse(line.customer) as Customer)
        return { ...place, chat: JSON.parse(line.row) as Chat, customer }
      })
      const last = entries.at(-1)
      const next = last && places.length > page.limit ? { slotAt: last.slotAt, chatNo: last.chatNo } : null
      return { entries, next }
    },
    countBehind({ stretches, ...query }: BehindQuery): number {
      const { times } = count.get({
        ...filterOf(query),
        stretches: JSON.stringify(stretches),
        letters: JSON.stringify([...new Set(lettersOf(query.names))]),
      }) as unknown as { readonly times: number | null }
      return times ?? 0
    },
  }
}

function filterOf({ of, queueNos, agentNos, names }: Omit<BehindQuery, 'stretches'>) {
  return {
    ofQueues: of === 'queues' ? 1 : 0,
    any: names.length === 0 ? '' : `*[${lettersOf(names)}]*`,
    queueNos: queueNos && JSON.stringify(queueNos),
    agentNos: of === 'agents' && agentNos ? JSON.stringify(agentNos) : null,
  }
}
