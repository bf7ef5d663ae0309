import type { DeskEvent } from '../events.ts'
import type { AgentId, Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { noWords } from './agent.ts'

/** What the facts about agents change. */
export function applyAgentEvent(state: DeskState, event: Extract<DeskEvent, { type: `agent.${string}` }>): void {
  const { agentId, at } = event
  if (event.type === 'agent.added') {
    const { passwordHash = '', ...words } = event.words ?? (noWords as typeof noWords & { passwordHash?: string })
    state.agents.put({
      ...event.settings,
      ...words,
      id: agentId,
      no: ++state.lastNo.agents,
      availability: 'offline',
      awayReason: null,
      availabilitySince: at,
      suspended: false,
      notResponding: false,
      live: false,
      lostAt: null,
      idleSince: at,
      lastAnsweredAt: null,
      answered: { count: 0, until: 0 as Instant },
      addedAt: at,
    })
    state.credentials.put({ id: agentId, passwordHash, changedAt: at })
    return
  }
  const agent = state.agents.require(agentId)
  switch (event.type) {
    case 'agent.changed':
      state.agents.put({ ...agent, ...event.settings, ...event.words })
      return
    case 'agent.passwordSet':
      state.credentials.put({ id: agentId, passwordHash: event.words?.passwordHash ?? '', changedAt: at })
      removeReset(state, agentId)
      return
    case 'agent.passwordResetAsked':
      state.passwordResets.put({ id: agentId, codeHash: event.words?.codeHash ?? '', expiresAt: event.expiresAt })
      return
    case 'agent.passwordResetExpired':
    case 'agent.passwordResetWithdrawn':
      removeReset(state, agentId)
      return
    case 'agent.availabilitySet': {
      const { availability, awayReason, why } = event
      // Being set available again is a fresh start: idle from now, and reachable, whatever became of a connection.
      const fresh = availability === 'available' ? { idleSince: at } : {}
      const lostAt = why === 'asked' || availability === 'offline' ? null : agent.lostAt
      const since = availability === agent.availability ? agent.availabilitySince : at
      const now = { availability, awayReason, availabilitySince: since, notResponding: false, lostAt, ...fresh }
      state.agents.put({ ...agent, ...now })
      return
    }
    case 'agent.suspended':
      state.agents.put({ ...agent, suspended: true })
      return
    case 'agent.resumed':
      state.agents.put({ ...agent, suspended: false })
      return
    case 'agent.dayEnded':
      state.agents.put({ ...agent, answered: { ...agent.answered, count: 0 } })
      return
    case 'agent.connected':
      state.agents.put({ ...agent, live: true, lostAt: null })
      return
    case 'agent.connectionLost':
      state.agents.put({ ...agent, live: false, lostAt: agent.availability === 'offline' ? null : at })
      return
  }
}

function removeReset(state: DeskState, agentId: AgentId): void {
  if (state.passwordResets.get(agentId)) state.passwordResets.remove(agentId)
}
