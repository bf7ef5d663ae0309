import { applyAgentEvent } from './agent/apply.ts'
import { applyChatEvent } from './chat/apply.ts'
import type { DeskEvent, EventOf } from './events.ts'
import type { DeskState } from './state.ts'

type Applied<Prefix extends string> = Extract<DeskEvent, { type: `${Prefix}.${string}` }>

/** State + event → state. Every event of the journal, in order, gives the state anew, but for the words of people. */
export function apply(state: DeskState, event: DeskEvent): void {
  state.position = event.position
  state.at = event.at
  const noun = event.type.slice(0, event.type.indexOf('.'))
  if (noun === 'chat') applyChatEvent(state, event as Applied<'chat'>)
  else if (noun === 'agent') applyAgentEvent(state, event as Applied<'agent'>)
  else applyOther(state, event as Exclude<DeskEvent, Applied<'chat'> | Applied<'agent'>>)
}

function applyOther(state: DeskState, event: Exclude<DeskEvent, Applied<'chat'> | Applied<'agent'>>): void {
  switch (event.type) {
    case 'queue.added': {
      const { queueId: id, settings, at } = event
      state.queues.put({ ...settings, id, no: ++state.lastNo.queues, addedAt: at, lastAskedNo: 0 })
      return
    }
    case 'queue.changed':
      state.queues.put({ ...state.queues.require(event.queueId), ...event.settings })
      return
    case 'customer.added': {
      const { name, email } = event.words ?? { name: null, email: null }
      state.customers.put({ id: event.customerId, no: ++state.lastNo.customers, name, email, addedAt: event.at })
      return
    }
    case 'login.started':
      state.logins.put(newLogin(event))
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
