import type { DeskEvent } from '#domain/events.ts'
import type { AgentId } from '#domain/ids.ts'

interface Piece {
  readonly agentId: AgentId
  readonly name: string
  readonly from: number
  readonly until: number
}

const slot = 900_000

/** Milliseconds by `agent slot name` of every agent's day until then: a timeline kept event by event, cut into slots. */
export function naiveDays(events: readonly DeskEvent[], end: number): Map<string, number> {
  const agents = new Map<AgentId, { availability: string; deaf: boolean }>()
  const owners = new Map<string, { agentId: AgentId; wrapUp: boolean }>()
  const pieces: Piece[] = []
  let last = 0
  const until = (at: number) => {
    for (const [agentId, { availability, deaf }] of at > last ? agents : []) {
      const status = availability === 'available' && deaf ? 'notResponding' : availability
      const held = [...owners.values()].filter((owner) => owner.agentId === agentId)
      const activity = held.some(({ wrapUp }) => !wrapUp) ? 'inChat' : held.length > 0 ? 'wrapUp' : 'idle'
      if (status !== 'offline') pieces.push({ agentId, name: `${status}Time`, from: last, until: at })
      if (activity !== 'idle') pieces.push({ agentId, name: `${activity}Time`, from: last, until: at })
      else if (status === 'available') pieces.push({ agentId, name: 'idleTime', from: last, until: at })
    }
    last = at
  }
  for (const event of events) {
    until(event.at)
    switch (event.type) {
      case 'agent.added':
        agents.set(event.agentId, { availability: 'offline', deaf: false })
        break
      case 'agent.availabilitySet':
        agents.set(event.agentId, { availability: event.availability, deaf: false })
        break
      case 'chat.offerLapsed':
        for (const agentId of event.agentIds) Object.assign(agents.get(agentId) ?? {}, { deaf: true })
        break
      case 'chat.transferEnded':
        if (event.why === 'lapsed') Object.assign(agents.get(event.toAgentId) ?? {}, { deaf: true })
        break
      case 'chat.accepted':
        owners.set(event.chatId, { agentId: event.agentId, wrapUp: false })
        break
      case 'chat.transferred':
      case 'chat.requeued':
      case 'chat.wrapUpFinished':
        owners.delete(event.chatId)
        break
      case 'chat.ended':
        if (event.wrapUpEndsAt === null || event.agentId === null) owners.delete(event.chatId)
        else owners.set(event.chatId, { agentId: event.agentId, wrapUp: true })
    }
  }
  until(end)
  const totals = new Map<string, number>()
  for (const { agentId, name, from, until } of pieces)
    for (let at = from; at < until; ) {
      const slotAt = Math.floor(at / slot) * slot
      const next = Math.min(slotAt + slot, until)
      const key = `${agentId} ${slotAt} ${name}`
      totals.set(key, (totals.get(key) ?? 0) + next - at)
      at = next
    }
  return totals
}
