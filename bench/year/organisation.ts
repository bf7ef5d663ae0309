import { argon2Passwords } from '#adapters/passwords-argon2/argon2-passwords.ts'
import { batchOf, takeChanged } from '#desk/committed.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { isRefusal } from '#domain/decision.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, DispositionId, HoursId, Instant, QueueId, TagGroupId, TagId } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import { DeskState } from '#domain/state.ts'
import { step } from '#domain/step.ts'
import type { Batch } from '#ports/store.ts'
import type { Chance } from './chance.ts'
import { agentCount, queueCount } from './plan.ts'

export interface Organisation {
  /** As the commands left it, with nobody there yet. */
  readonly state: DeskState
  readonly batch: Batch
  readonly queueIds: readonly QueueId[]
  readonly agentIds: readonly AgentId[]
  readonly tagIds: readonly TagId[]
  readonly dispositions: readonly { readonly id: DispositionId; readonly label: string }[]
}

/** These queues never close. */
export const openAtNight = (queue: number) => queue < 2
/** In these nobody does paperwork. */
const closesAtOnce = (queue: number) => queue % 4 === 3
/** So many work at night, in the queues that are open then. */
export const isNightWorker = (agent: number) => agent < 8

/** The hours of the queues that close, in UTC. */
export const opensAtHour = 7
export const closesAtHour = 20

/** The queues of an agent, by their places: each queue has about fifteen agents. */
export function queuesOfAgent(agent: number): readonly number[] {
  if (isNightWorker(agent)) return [0, 1]
  const places = [0, 1 + (agent % 5), 6 + (agent % 4)].map((further) => (agent + further) % queueCount)
  return [...new Set(places)]
}

/** A centre as its owner would set it up, by commands. */
export async function makeOrganisation(chance: Chance, at: Instant): Promise<Organisation> {
  const state = new DeskState()
  const events: DeskEvent[] = []
  const run = (command: Command) => {
    const result = step(state, command, system, at)
    if (isRefusal(result)) throw new Error(`${command.do} was refused: ${result.code}`)
    events.push(...result)
  }
  const ids = <Id extends string>(count: number) => Array.from({ length: count }, () => chance.uuid(at) as Id)

  const hoursId = chance.uuid(at) as HoursId
  const span = [{ from: `0${opensAtHour}:00`, to: `${closesAtHour}:00` }]
  const week = { 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span }
  run({ do: 'addEntry', table: 'hours', id: hoursId, settings: { name: 'By day', zone: 'UTC', week, exceptions: [] } })

  const owner = { name: 'Owner', email: 'owner@localhost', role: 'admin', capacity: 5 } as const
  const passwordHash = await argon2Passwords.hash('owner-password')
  run({ do: 'addAgent', agentId: chance.uuid(at) as AgentId, ...owner, passwordHash })
  const agentIds = ids<AgentId>(agentCount)
  for (const [place, agentId] of agentIds.entries()) {
    const words = { name: `Agent ${place + 1}`, email: `agent${place + 1}@example.org`, passwordHash: '' }
    run({ do: 'addAgent', agentId, ...words, capacity: place % 3 === 0 ? 3 : 2 })
  }

  const queueIds = ids<QueueId>(queueCount)
  for (const [place, queueId] of queueIds.entries()) {
    const members = agentIds.filter((_, agent) => queuesOfAgent(agent).includes(place)).map(member)
    const hours = openAtNight(place) ? {} : { hoursId, endsWaitingAtClosing: true }
    const wrapUpMs = closesAtOnce(place) ? 0 : 180_000
    const settings = { ...defaultQueueSettings, name: `Queue ${place + 1}`, members, wrapUpMs, ...hours }
    run({ do: 'addQueue', queueId, settings })
  }

  const groupId = chance.uuid(at) as TagGroupId
  run({ do: 'addEntry', table: 'tagGroups', id: groupId, settings: { name: 'Matter', enabled: true } })
  const tagIds = ids<TagId>(24)
  for (const [place, id] of tagIds.entries())
    run({ do: 'addEntry', table: 'tags', id, settings: { name: `Tag ${place + 1}`, groupId, enabled: true } })

  const dispositions = ids<DispositionId>(16).map((id, place) => ({ id, label: `Outcome ${place + 1}` }))
  for (const { id, label: name } of dispositions)
    run({
      do: 'addEntry',
      table: 'dispositions',
      id,
      settings: { name, unitId: null, parentId: null, enabled: true },
    })

  const batch = batchOf(takeChanged(state, events), [])
  return { state, batch, queueIds, agentIds, tagIds, dispositions }
}
