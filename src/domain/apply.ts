import { applyAgentEvent } from './agent/apply.ts'
import { applyChatEvent } from './chat/apply.ts'
import { applyCustomerEvent } from './customer/apply.ts'
import { applyDeliveryEvent } from './delivery/apply.ts'
import type { DeskEvent, EventOf } from './events.ts'
import { applyApiKeyEvent } from './login/apply-api-key.ts'
import { chatBefore, foldMetrics } from './metrics/fold-metrics.ts'
import { applyOrganisationEvent } from './organisation/apply.ts'
import { applyOutageEvent } from './outage/apply.ts'
import { applyQueueEvent } from './queue/apply.ts'
import { applyReportEvent } from './report/apply.ts'
import type { DeskState } from './state.ts'

type Applied<Prefix extends string> = Extract<DeskEvent, { type: `${Prefix}.${string}` }>
type Other = Applied<'login' | 'attachment'>

/** State + event → state. Every event of the journal, in order, gives the state anew, but for the words of people. */
export function apply(state: DeskState, event: DeskEvent): void {
  state.position = event.position
  state.at = event.at
  const before = chatBefore(state, event)
  const noun = event.type.slice(0, event.type.indexOf('.'))
  if (noun === 'chat') applyChatEvent(state, event as Applied<'chat'>)
  else if (noun === 'agent') applyAgentEvent(state, event as Applied<'agent'>)
  else if (noun === 'queue') applyQueueEvent(state, event as Applied<'queue'>)
  else if (noun === 'outage') applyOutageEvent(state, event as Applied<'outage'>)
  else if (noun === 'customer') applyCustomerEvent(state, event as Applied<'customer'>)
  else if (noun === 'report') applyReportEvent(state, event as Applied<'report'>)
  else if (noun === 'delivery') applyDeliveryEvent(state, event as Applied<'delivery'>)
  else if (noun === 'apiKey') applyApiKeyEvent(state, event as Applied<'apiKey'>)
  else if (noun === 'login' || noun === 'attachment') applyOther(state, event as Other)
  else applyOrganisationEvent(state, event as Applied<'entry' | 'role' | 'centre'>)
  foldMetrics(state, event, before)
}

function applyOther(state: DeskState, event: Other): void {
  switch (event.type) {
    case 'login.started':
      state.logins.put(newLogin(event))
      return
    case 'login.extended':
      state.logins.put({ ...state.logins.require(event.loginId), expiresAt: event.expiresAt })
      return
    case 'login.ended':
      state.logins.remove(event.loginId)
      return
    case 'attachment.stored': {
      const { attachmentId: id, chatId, mediaType, byteCount, sha256, at, words } = event
      state.attachments.put({ id, chatId, mediaType, byteCount, sha256, storedAt: at, name: words?.name ?? '' })
      return
    }
  }
}

function newLogin({ loginId: id, agentId, use, at, expiresAt, words }: EventOf<'login.started'>) {
  return { id, agentId, use, secretHash: words?.secretHash ?? '', startedAt: at, expiresAt }
}
