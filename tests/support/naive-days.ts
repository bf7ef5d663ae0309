import type { AgentSettings } from '#domain/agent/agent.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId } from '#domain/ids.ts'

interface Piece {
  readonly agentId: AgentId
  readonly name: string
  readonly from: number
  readonly until: number
  readonly slots: number
}

interface Now {
  availability: string
  deaf: boolean
  lost: boolean
  suspended: boolean
  taken: { count: number; until: number }
  settings: AgentSettings
}

const slot = 900_000
const tookIt: readonly string[] = ['offer', 'grab', 'assigned']

/** Milliseconds by `agent slot name` of every agent's day until then: a timeline kept event by event, cut into slots. */
export function naiveDays(events: readonly DeskEvent[], end: number): Map<string, number> {
  const agents = new Map<AgentId, Now>()
  const owners = new Map<string, { agentId: AgentId; wrapUp: boolean }>()
  const helpers = new Map<string, Set<AgentId>>()
  const pieces: Piece[] = []
  let last = 0
  const until = (at: number) => {
    for (const [agentId, now] of at > last ? agents : []) {
      const { availability, deaf } = now
      const status = availability === 'available' && deaf ? 'notResponding' : availability
      const held = [...owners.values()].filter((owner) => owner.agentId === agentId)
      const activity = held.some(({ wrapUp }) => !wrapUp) ? 'inChat' : held.length > 0 ? 'wrapUp' : 'idle'
      const helped = [...helpers.values()].filter((inside) => inside.has(agentId)).length
      const add = (name: string, slots = 1) => pieces.push({ agentId, name, from: last, until: at, slots })
      if (status !== 'offline') add(`${status}Time`)
      if (activity !== 'idle') add(`${activity}Time`)
      else if (status === 'available') add('idleTime')
      add('offeredSlotTime', isOffered(now) ? now.settings.capacity : 0)
      add('usedSlotTime', held.length + helped)
    }
    last = at
  }
  const now = (agentId: AgentId) => agents.get(agentId) as Now
  for (const event of events) {
    until(event.at)
    switch (event.type) {
      case 'agent.added': {
        const none = { deaf: false, lost: false, suspended: false, taken: { count: 0, until: 0 } }
        agents.set(event.agentId, { availability: 'offline', ...none, settings: event.settings })
        break
      }
      case 'agent.changed':
        Object.assign(now(event.agentId), { settings: { ...now(event.agentId).settings, ...event.settings } })
        break
      case 'agent.suspended':
      case 'agent.resumed':
        now(event.agentId).suspended = event.type === 'agent.suspended'
        break
      case 'agent.connected':
      case 'agent.connectionLost':
        now(event.agentId).lost = event.type === 'agent.connectionLost' && now(event.agentId).availability !== 'offline'
        break
      case 'agent.dayEnded':
        now(event.agentId).taken.count = 0
        break
      case 'agent.availabilitySet': {
        const lost = now(event.agentId).lost && event.why !== 'asked' && event.availability !== 'offline'
        Object.assign(now(event.agentId), { availability: event.availability, deaf: false, lost })
        break
      }
      case 'chat.offerLapsed':
        for (const agentId of event.agentIds) now(agentId).deaf = true
        break
      case 'chat.transferEnded':
        if (event.why === 'lapsed') now(event.toAgentId).deaf = true
        break
      case 'chat.accepted': {
        owners.set(event.chatId, { agentId: event.agentId, wrapUp: false })
        helpers.get(event.chatId)?.delete(event.agentId)
        const { taken } = now(event.agentId)
        if (tookIt.includes(event.how)) {
          const count = taken.until === event.dayEndsAt ? taken.count + 1 : 1
          now(event.agentId).taken = { count, until: event.dayEndsAt }
        }
        break
      }
      case 'chat.participantJoined': {
        const inside = helpers.get(event.chatId) ?? new Set()
        if (event.part === 'consult' || event.part === 'invited') inside.add(event.agentId)
        helpers.set(event.chatId, inside)
        break
      }
      case 'chat.participantLeft':
        helpers.get(event.chatId)?.delete(event.agentId)
        break
      case 'chat.transferred':
      case 'chat.requeued':
      case 'chat.wrapUpFinished':
        owners.delete(event.chatId)
        helpers.delete(event.chatId)
        break
      case 'chat.ended':
        helpers.delete(event.chatId)
        if (event.wrapUpEndsAt === null || event.agentId === null) owners.delete(event.chatId)
        else owners.set(event.chatId, { agentId: event.agentId, wrapUp: true })
    }
  }
  until(end)
  const totals = new Map<string, number>()
  for (const { agentId, name, from, until, slots } of pieces)
    for (let at = from; at < until && slots > 0; ) {
      const slotAt = Math.floor(at / slot) * slot
      const next = Math.min(slotAt + slot, until)
      const key = `${agentId} ${slotAt} ${name}`
      totals.set(key, (totals.get(key) ?? 0) + slots * (next - at))
      at = next
    }
  return totals
}

/** Whether the router would ask them, if they held nothing. */
function isOffered({ availability, deaf, lost, suspended, taken, settings }: Now): boolean {
  const doneForToday = settings.maxPerDay > 0 && taken.count >= settings.maxPerDay
  return settings.enabled && availability === 'available' && !deaf && !lost && !suspended && !doneForToday
}
