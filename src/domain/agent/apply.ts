import type { DeskEvent } from '../events.ts'
import type { DeskState } from '../state.ts'

/** What the facts about agents change. */
export function applyAgentEvent(state: DeskState, event: Extract<DeskEvent, { type: `agent.${string}` }>): void {
  const { agentId, at } = event
  if (event.type === 'agent.added') {
    const { role, capacity, words } = event
    const { name, email, passwordHash } = words ?? { name: '', email: '', passwordHash: '' }
    const settings = { id: agentId, no: ++state.lastNo.agents, name, email, role, capacity, enabled: true, addedAt: at }
    const status = { availability: 'offline', awayReason: null, availabilitySince: at, idleSince: at } as const
    state.agents.put({ ...settings, ...status, notResponding: false, live: false, lostAt: null })
    state.credentials.put({ id: agentId, passwordHash, changedAt: at })
    return
  }
  const agent = state.agents.require(agentId)
  switch (event.type) {
    case 'agent.changed': {
      const { role, capacity, enabled, words } = event
      state.agents.put({ ...agent, role, capacity, enabled, ...words })
      return
    }
    case 'agent.passwordSet':
      state.credentials.put({ id: agentId, passwordHash: event.words?.passwordHash ?? '', changedAt: at })
      return
    case 'agent.availabilitySet': {
      const { availability, awayReason, why } = event
      // Being set available again is a fresh start: idle from now, and reachable, whatever became of a connection.
      const fresh = availability === 'available' ? { idleSince: at } : {}
      const lostAt = why === 'asked' || availability === 'offline' ? null : agent.lostAt
      const since = availability === agent.availability ? agent.availabilitySince : at
      state.agents.put({
        ...agent,
        availability,
        awayReason,
        availabilitySince: since,
        notResponding: false,
        lostAt,
        ...fresh,
      })
      return
    }
    case 'agent.connected':
      state.agents.put({ ...agent, live: true, lostAt: null })
      return
    case 'agent.connectionLost':
      state.agents.put({ ...agent, live: false, lostAt: agent.availability === 'offline' ? null : at })
      return
  }
}
