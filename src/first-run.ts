import type { Config } from '#config/read-config.ts'
import type { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import type { AgentId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import type { Ids } from '#ports/ids.ts'
import type { Passwords } from '#ports/passwords.ts'

/** What an empty centre was given, so that somebody can sign in; told once. */
export interface FirstRun {
  readonly ownerEmail: string
  /** Null when the configuration gave it. */
  readonly generatedPassword: string | null
}

/** In an empty centre: the owner, and a first queue whose member they are. */
export async function firstRun(desk: Desk, passwords: Passwords, ids: Ids, config: Config): Promise<FirstRun | null> {
  if (desk.state.agents.size > 0) return null
  const generatedPassword = config.ownerPassword === null ? ids.secret().slice(0, 16) : null
  const passwordHash = await passwords.hash(config.ownerPassword ?? (generatedPassword as string))
  const agentId = ids.uuid() as AgentId
  const owner = { name: 'Owner', email: config.ownerEmail, role: 'admin', capacity: 5, passwordHash } as const
  const nothing = { answer: () => null }
  const zone = config.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  await desk.execute(system, { do: 'changeCentre', settings: { zone } }, nothing)
  await desk.execute(system, { do: 'addAgent', agentId, ...owner }, nothing)
  const settings = { ...defaultQueueSettings, name: 'General', members: [member(agentId)] }
  await desk.execute(system, { do: 'addQueue', queueId: ids.uuid() as QueueId, settings }, nothing)
  return { ownerEmail: config.ownerEmail, generatedPassword }
}
