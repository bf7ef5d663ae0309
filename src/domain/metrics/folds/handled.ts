import type { Chat } from '../../chat/chat.ts'
import type { Instant } from '../../ids.ts'
import type { Addition } from '../cell.ts'
import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'

/**
 * Talk, paperwork and both: handle time = talk time + after-call time. An agent's times are by part, in the slot in which the part
 * ends; a queue's are by chat, in the slot in which it leaves the queue for good. Only a chat's first part is handled.
 */
export const handled = foldOf(
  ['chat.accepted', 'chat.transferred', 'chat.requeued', 'chat.ended', 'chat.wrapUpFinished'],
  (event, { before, after }) => {
    if (before?.phase === 'wrapUp' && event.type === 'chat.wrapUpFinished') return paperworkDone(before, event.at)
    if (before?.phase !== 'active' || !after) return nothingToAdd
    const talkMs = event.at - before.acceptedAt
    const staysWithAgent = after.phase === 'wrapUp'
    const part: Addition = {
      key: ofAgent(before.agentId, before),
      counts: before.tally?.parts === 1 ? ['handledCount'] : [],
      times: staysWithAgent ? { talkTime: talkMs } : { talkTime: talkMs, handleTime: talkMs },
    }
    if (event.type === 'chat.accepted' || event.type === 'chat.requeued') return [part]
    const queueTalkMs = (before.tally?.queueTalkMs ?? 0) + talkMs
    const completed = event.type === 'chat.ended' ? (['completedCount'] as const) : []
    const times = staysWithAgent ? { talkTime: queueTalkMs } : { talkTime: queueTalkMs, handleTime: queueTalkMs }
    return [part, { key: ofQueue(before), counts: completed, times }]
  },
)

function paperworkDone(chat: Extract<Chat, { phase: 'wrapUp' }>, at: Instant): Addition[] {
  const afterCallTime = at - chat.endedAt
  const { ownTalkMs = 0, queueTalkMs = 0 } = chat.tally ?? {}
  return [
    { key: ofAgent(chat.agentId, chat), times: { afterCallTime, handleTime: ownTalkMs + afterCallTime } },
    { key: ofQueue(chat), times: { afterCallTime, handleTime: queueTalkMs + afterCallTime } },
  ]
}
