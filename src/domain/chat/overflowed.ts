import type { Fact } from '../events.ts'
import type { ChatId } from '../ids.ts'
import type { Entered } from '../queue/enter-queue.ts'
import type { Queue } from '../queue/queue.ts'

/** A chat goes on to another queue by itself. */
export function overflowed(chatId: ChatId, lastSeq: number, from: Queue, { queue, place, why }: Entered): Fact {
  const notice = { code: 'moved-to-queue', queueId: queue.id } as const
  const way = { fromQueueId: from.id, toQueueId: queue.id, why: why ?? 'waited' } as const
  return { type: 'chat.overflowed', chatId, ...way, place, seq: lastSeq + 1, notice }
}
