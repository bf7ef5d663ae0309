import type { Agent } from '../agent/agent.ts'
import type { DeskEvent } from '../events.ts'
import type { Instant } from '../ids.ts'
import type { DeskState } from '../state.ts'
import { type AgentClock, nextClock, settled, startedClock } from './agent-clock.ts'
import type { Addition } from './cell.ts'

/** The clock that runs for an agent; of one from before there were clocks, as far as the row tells. */
export function clockOf(state: DeskState, agent: Agent): AgentClock {
  return state.agentClocks.get(agent.id) ?? startedClock(agent, agent.availabilitySince)
}

/** Ends what an event ended for the agents it touched, and lets the next begin at the same instant. */
export function settleClocks(
  state: DeskState,
  { at, position }: DeskEvent,
  add: (slotAt: Instant, addition: Addition) => void,
): void {
  for (const agentId of state.touchedAgents) {
    const agent = state.agents.get(agentId)
    if (!agent) continue
    const clock = state.agentClocks.get(agentId)
    const next = nextClock(
      clock ?? startedClock(agent, at),
      agent,
      state.held.of(agentId),
      state.load(agentId).chats,
      at,
    )
    if (next === clock) continue
    if (clock) {
      for (const [slotAt, addition] of settled(clock, next, at)) add(slotAt, addition)
      if (next.from === at && clock.from < at) {
        const { availability, awayReason, notResponding, from } = clock
        const id = `${agentId}/${position}`
        state.availabilityStretches.put({ id, agentId, availability, awayReason, notResponding, from, until: at })
      }
    }
    state.agentClocks.put(next)
  }
  state.touchedAgents.clear()
}
