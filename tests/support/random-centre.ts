import { type RoleName, roleNames } from '#domain/access/permission.ts'
import type { Command } from '#domain/commands.ts'
import type {
  AgentId,
  BusinessUnitId,
  DispositionId,
  GroupId,
  HoursId,
  QueueId,
  RecipientId,
  SkillId,
  TagGroupId,
  TagId,
  TeamId,
} from '#domain/ids.ts'
import type { AuthorizationLevel, EntrySettings, EntryTable } from '#domain/organisation/entries.ts'
import { defaultQueueSettings, type Overflow, type QueueSettings, strategyNames } from '#domain/queue/queue.ts'
import type { Random } from './random.ts'

const roles = roleNames.filter((role) => role !== 'administrator')

/** Ids of a centre with three units, and the commands that set it up; the same generator gives the same centre. */
export class RandomCentre {
  readonly commands: Command[] = []
  readonly unitIds: BusinessUnitId[]
  readonly teamIds: TeamId[]
  readonly groupIds: GroupId[]
  readonly skillIds: SkillId[]
  readonly tagIds: TagId[]
  readonly dispositionIds: DispositionId[]
  readonly hoursIds: HoursId[]
  readonly agentIds: AgentId[] = []
  readonly queueIds: QueueId[] = []
  readonly #random: Random

  constructor(random: Random, agentCount = 14) {
    this.#random = random
    const named = (name: string) => ({ name: `${name} ${random.uuid().slice(0, 8)}` })
    this.hoursIds = this.#add('hours', 2, () => ({
      ...named('Hours'),
      zone: 'Europe/Berlin',
      week: weekOf(random),
      exceptions: [],
    }))
    this.unitIds = this.#add('businessUnits', 3, () => ({ ...named('Unit'), hoursId: this.some(this.hoursIds) }))
    this.teamIds = this.#add('teams', 7, (at) => ({
      ...named('Team'),
      unitId: at === 6 ? null : (this.unitIds[at % 3] ?? null),
    }))
    this.groupIds = this.#add('groups', 2, () => ({ ...named('Group'), teamIds: this.few(this.teamIds, 0.4) }))
    this.skillIds = this.#add('skills', 3, () => named('Skill'))
    const tagGroupIds: TagGroupId[] = this.#add('tagGroups', 1, () => ({ ...named('Labels'), enabled: true }))
    this.tagIds = this.#add('tags', 4, () => ({ ...named('Tag'), groupId: this.some(tagGroupIds), enabled: true }))
    const readerIds: RecipientId[] = this.#add('recipients', 2, () => ({
      ...named('Reader'),
      email: `${random.uuid()}@example.org`,
    }))
    this.#add('awayReasons', 3, (at) => ({ ...named('Reason'), unitId: this.unitIds[at] ?? null, enabled: true }))
    this.dispositionIds = this.#add('dispositions', 4, (at) => ({
      ...named('About'),
      unitId: this.unitIds[at] ?? null,
      parentId: null,
      enabled: true,
    }))
    for (let no = 1; no <= agentCount; no++) this.#addAgent(no)
    for (const strategy of strategyNames) this.#addQueue(strategy)
    this.#add('authorizations', 12, () => ({
      agentId: random.pick(this.agentIds.slice(1)),
      level: this.level(),
      role: this.role(),
    }))
    // Due soon after stories begin, so that there is a run to tell of.
    this.#add('reportSchedules', 1, () => ({
      recipientId: random.pick(readerIds),
      ownerId: random.pick(this.agentIds),
      reportNo: 1,
      groupings: ['week'],
      days: [1, 2, 3, 4, 5, 6, 7],
      time: '09:10',
    }))
  }

  /** One of them, or now and then null. */
  some<Id>(ids: readonly Id[]): Id | null {
    return ids.length > 0 && this.#random.next() < 0.7 ? this.#random.pick(ids) : null
  }

  few<Id>(ids: readonly Id[], share = 0.3): Id[] {
    return ids.filter(() => this.#random.next() < share)
  }

  role(): RoleName {
    return this.#random.next() < 0.05 ? 'administrator' : this.#random.pick(roles)
  }

  level(): AuthorizationLevel {
    const random = this.#random
    return random.pick<AuthorizationLevel>([
      ...(random.next() < 0.4 ? [{ kind: 'all' } as const] : []),
      { kind: 'unit', unitId: random.pick(this.unitIds) },
      { kind: 'team', teamId: random.pick(this.teamIds) },
      { kind: 'group', groupId: random.pick(this.groupIds) },
    ])
  }

  /** Settings that may well be wrong: overflows that lead back, needs that nobody meets, teams of another unit. */
  queueSettings(unitId: BusinessUnitId | null): Partial<QueueSettings> {
    const random = this.#random
    const members = this.few(this.agentIds, 0.35).map((agentId) => ({
      agentId,
      priority: 1 + random.below(3),
      receivesChats: random.next() < 0.9,
    }))
    return {
      unitId,
      members,
      managerIds: this.few(this.agentIds, 0.1),
      reviewerIds: this.few(this.agentIds, 0.1),
      priority: random.below(3) * 2,
      needs: this.needs(),
      relaxations: random.next() < 0.4 ? [{ afterMs: 30_000, needs: [] }] : [],
      stickyMs: random.next() < 0.4 ? 40_000 : 0,
      lengthLimit: random.next() < 0.3 ? 4 + random.below(6) : null,
      overflows: random.next() < 0.5 ? [this.overflow()] : [],
      hoursId: random.next() < 0.3 ? this.some(this.hoursIds) : null,
      endsWaitingAtClosing: random.next() < 0.5,
      ...(random.next() < 0.5 ? { idleWarnMs: 60_000, idleCloseMs: 60_000 } : { idleWarnMs: null, idleCloseMs: null }),
      needsDisposition: random.next() < 0.2,
      autoTagIds: this.few(this.tagIds),
      menu: random.next() < 0.2 ? { name: `Entry ${random.below(50)}`, index: 1 + random.below(50) } : null,
    }
  }

  needs(): { readonly skillId: SkillId; readonly weakestLevel: number }[] {
    if (this.#random.next() < 0.6) return []
    return [{ skillId: this.#random.pick(this.skillIds), weakestLevel: 1 + this.#random.below(3) }]
  }

  overflow(): Overflow {
    const toQueueId = this.#random.pick(this.queueIds.length > 0 ? this.queueIds : [this.#random.uuid() as QueueId])
    return this.#random.pick<Overflow>([
      { when: 'waited', afterMs: 45_000, toQueueId },
      { when: 'length', length: 3, toQueueId },
      { when: 'closed', toQueueId },
      { when: 'nobody', afterMs: this.#random.pick([0, 20_000]), toQueueId },
    ])
  }

  #addAgent(no: number): void {
    const random = this.#random
    const agentId = random.uuid() as AgentId
    const token = agentId.slice(0, 13)
    this.agentIds.push(agentId)
    this.commands.push({
      do: 'addAgent',
      agentId,
      name: `Name ${token}`,
      email: `${token}@example.org`,
      role: no === 1 ? 'admin' : 'agent',
      capacity: 1 + (no % 3),
      maxPerDay: no % 5 === 0 ? 12 : 0,
      teamId: this.some(this.teamIds),
      skills: this.few(this.skillIds, 0.6).map((skillId) => ({ skillId, level: 1 + random.below(3) })),
      passwordHash: 'quick:x',
    })
  }

  #addQueue(strategy: QueueSettings['strategy']): void {
    const random = this.#random
    const queueId = random.uuid() as QueueId
    const unitAt = random.below(4)
    const unitId = this.unitIds[unitAt] ?? null
    const teamIds =
      unitId === null ? [] : this.teamIds.filter((_, at) => at < 6 && at % 3 === unitAt && random.next() < 0.5)
    const times = {
      offerMs: 20_000,
      wrapUpMs: random.pick([0, 15_000]),
      retryMs: 30_000,
      maxWaitMs: 300_000,
      goneMs: 60_000,
    }
    const index = this.queueIds.length + 1
    const settings = {
      ...defaultQueueSettings,
      ...this.queueSettings(unitId),
      ...times,
      menu: index % 2 === 0 ? { name: `Entry ${index}`, index } : null,
      teamIds,
      overflows: [],
      name: `Queue ${queueId.slice(0, 13)}`,
      strategy,
    }
    this.commands.push({ do: 'addQueue', queueId, settings })
    this.queueIds.push(queueId)
  }

  #add<Name extends EntryTable, Id extends string>(
    table: Name,
    count: number,
    settings: (at: number) => EntrySettings[Name],
  ): Id[] {
    return Array.from({ length: count }, (_, at) => {
      const id = this.#random.uuid() as Id
      this.commands.push({ do: 'addEntry', table, id, settings: settings(at) } as unknown as Command)
      return id
    })
  }
}

function weekOf(random: Random) {
  const day = () => (random.next() < 0.15 ? [] : [{ from: '00:00', to: random.pick(['12:00', '24:00']) }])
  return { 1: day(), 2: day(), 3: day(), 4: day(), 5: day(), 6: day(), 7: day() }
}
