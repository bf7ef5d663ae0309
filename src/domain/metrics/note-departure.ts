import type { Chat } from '../chat/chat.ts'
import type { DeskEvent } from '../events.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import type { PaceSample } from './queue-pace.ts'

const kept = 30

/** Notes that a chat left its queue's line, answered or abandoned. */
export function noteDeparture(state: DeskState, { type, at }: DeskEvent, before: Chat | null): void {
  if (type !== 'chat.accepted' && type !== 'chat.ended') return
  if (before?.phase !== 'queued' && before?.phase !== 'offered') return
  const { queueId, place } = before
  const pace = state.queuePaces.get(queueId) ?? { id: queueId, lastDepartureAt: 0 as Instant, gaps: [], alone: [] }
  const inLine = place.since <= pace.lastDepartureAt
  const left = { ...pace, lastDepartureAt: at }
  if (inLine) state.queuePaces.put({ ...left, gaps: withSample(pace.gaps, [at, at - pace.lastDepartureAt]) })
  else if (type === 'chat.accepted')
    state.queuePaces.put({ ...left, alone: withSample(pace.alone, [at, at - place.since]) })
  else state.queuePaces.put(left)
}

function withSample(samples: readonly PaceSample[], sample: PaceSample): readonly PaceSample[] {
  return [...samples.slice(1 - kept), sample]
}
