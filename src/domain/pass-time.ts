import { mustBeSystem } from './access/may.ts'
import { system } from './actor.ts'
import { agentDeadline } from './agent/agent.ts'
import { stopRinging } from './agent/stop-ringing.ts'
import { type Chat, chatDeadline } from './chat/chat.ts'
import { endChat } from './chat/close-chat.ts'
import { nothing, type Verb } from './decision.ts'
import type { Fact } from './events.ts'
import { type AgentId, type Instant, later } from './ids.ts'
import type { DeskState } from './state.ts'

export interface PassTime {
  readonly do: 'passTime'
}

/** What time itself does at the earliest deadline that has come; repeated until none is due. */
export const passTime: Verb<PassTime> = (state, _command, actor, at) => {
  mustBeSystem(actor)
  const due = state.deadlines.first()
  if (!due || due.at > at) return nothing
  const [table, id] = due.key.split(':') as ['agent' | 'chat', string]
  if (table === 'agent') return agentDue(state, id as AgentId, at)
  const chat = state.chats.get(id)
  return chat ? chatDue(state, chat, at) : nothing
}

function agentDue(state: DeskState, agentId: AgentId, at: Instant): readonly Fact[] {
  const agent = state.agents.get(agentId)
  const deadline = agent ? agentDeadline(agent) : null
  if (deadline === null || deadline > at) return nothing
  const offline = { availability: 'offline', awayReason: null, why: 'connection-lost' } as const
  return [{ type: 'agent.availabilitySet', agentId, ...offline }, ...stopRinging(state, agentId)]
}

function chatDue(state: DeskState, chat: Chat, at: Instant): readonly Fact[] {
  const deadline = chatDeadline(chat)
  if (deadline === null || deadline > at) return nothing
  const chatId = chat.id
  if (chat.phase === 'wrapUp') return [{ type: 'chat.wrapUpFinished', chatId, agentId: chat.agentId, why: 'time' }]
  if (chat.phase === 'active' && chat.transfer)
    return [{ type: 'chat.transferEnded', chatId, toAgentId: chat.transfer.toAgentId, why: 'lapsed' }]
  if (chat.phase !== 'queued' && chat.phase !== 'offered') return nothing
  if (chat.place.until <= at || (chat.goneUntil !== null && chat.goneUntil <= at))
    return [endChat(state, chat, system, at)]
  if (chat.phase === 'queued') return [{ type: 'chat.roundEnded', chatId, no: chat.round.no }]
  const { no, agentIds } = chat.offer
  const askAgainAt = later(at, state.queues.require(chat.queueId).retryMs)
  return [{ type: 'chat.offerLapsed', chatId, agentIds, no, askAgainAt }]
}
