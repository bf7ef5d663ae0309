import { mustBeSystem } from './access/may.ts'
import { agentDue } from './agent/agent-due.ts'
import { chatDue } from './chat/chat-due.ts'
import { type Decision, nothing, type Verb } from './decision.ts'
import type { AgentId, Instant, LoginId, OutageId, QueueId, ReportScheduleId } from './ids.ts'
import { loginDue, passwordResetDue } from './login/due.ts'
import { queueDue } from './queue/queue-due.ts'
import { reportScheduleDue } from './report/report-schedule-due.ts'
import type { DeskState } from './state.ts'

export interface PassTime {
  readonly do: 'passTime'
}

/** What time does, by the table whose row is due. */
const due: Readonly<Record<string, (state: DeskState, id: string, at: Instant) => Decision>> = {
  agent: (state, id, at) => agentDue(state, id as AgentId, at),
  chat: (state, id, at) => chatDue(state, id, at),
  queue: (state, id, at) => queueDue(state, id as QueueId, at),
  outage: (state, id, at) => outageDue(state, id as OutageId, at),
  login: (state, id, at) => loginDue(state, id as LoginId, at),
  passwordReset: (state, id, at) => passwordResetDue(state, id as AgentId, at),
  reportSchedule: (state, id, at) => reportScheduleDue(state, id as ReportScheduleId, at),
}

/** What time itself does at the earliest deadline that has come; repeated until none is due. */
export const passTime: Verb<PassTime> = (state, _command, actor, at) => {
  mustBeSystem(actor)
  const first = state.deadlines.first()
  if (!first || first.at > at) return nothing
  const [table = '', id = ''] = first.key.split(':')
  return due[table]?.(state, id, at) ?? nothing
}

function outageDue(state: DeskState, outageId: OutageId, at: Instant): Decision {
  const outage = state.outages.get(outageId)
  if (!outage || outage.endedAt !== null) return nothing
  if (outage.endsAt !== null && outage.endsAt <= at) return [{ type: 'outage.ended', outageId, why: 'time' }]
  return outage.startsAt <= at ? [{ type: 'outage.started', outageId }] : nothing
}
