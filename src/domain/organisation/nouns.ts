import type { Permission } from '../access/permission.ts'
import { findableProblems } from '../customer/keys.ts'
import { checkFlow } from '../flow/check-flow.ts'
import type { KnownToFlow } from '../flow/check-node.ts'
import { checkHours } from '../hours/check-hours.ts'
import type { BusinessUnitId } from '../ids.ts'
import type { Problem } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { EntryOf, EntrySettings, EntryTable } from './entries.ts'

/** Where an id may stand that an actor writes down. */
export type KnownTable = EntryTable | 'agents' | 'queues'

/** Whether something exists for the actor who writes down its id. */
export type Known = (table: KnownTable, id: string) => boolean

/** What one kind of entry is like: who may set it up, what is wrong with it, what uses it. */
export interface Noun<Settings> {
  /** As in codes: `team.in-use`. */
  readonly code: string
  readonly permission: Permission
  /** The unit whose people may set it up; null: only who may do so in the whole centre. */
  readonly unitOf: (settings: Settings) => BusinessUnitId | null
  /** Fields that are personal: kept in rows, never in the journal. */
  readonly personal?: readonly (keyof Settings)[]
  /** Everything wrong with the settings as a whole. */
  readonly check: (state: DeskState, settings: Settings, id: string, known: Known) => Problem[]
}

const everybodys = () => null
const sound = () => []
const ofUnit = ({ unitId }: { readonly unitId: BusinessUnitId | null }) => unitId

/** The kinds of entry, by the table they are in. */
export const nouns: { readonly [Name in EntryTable]: Noun<EntrySettings[Name]> } = {
  businessUnits: {
    code: 'business-unit',
    permission: 'organisation.manage',
    unitOf: everybodys,
    check: (_state, { hoursId }, _id, known) => missing(known, 'hours', hoursId, 'hoursId'),
  },
  teams: {
    code: 'team',
    permission: 'organisation.manage',
    unitOf: ofUnit,
    check: (_state, { unitId }, _id, known) => missing(known, 'businessUnits', unitId, 'unitId'),
  },
  groups: {
    code: 'group',
    permission: 'organisation.manage',
    unitOf: everybodys,
    check: (_state, { teamIds }, _id, known) =>
      teamIds.flatMap((id, at) => missing(known, 'teams', id, `teamIds[${at}]`)),
  },
  authorizations: {
    code: 'authorization',
    permission: 'organisation.manage',
    unitOf: ({ level }) => (level.kind === 'unit' ? level.unitId : null),
    check: (_state, { agentId, level }, _id, known) => [
      ...missing(known, 'agents', agentId, 'agentId'),
      ...(level.kind === 'unit' ? missing(known, 'businessUnits', level.unitId, 'level.unitId') : []),
      ...(level.kind === 'team' ? missing(known, 'teams', level.teamId, 'level.teamId') : []),
      ...(level.kind === 'group' ? missing(known, 'groups', level.groupId, 'level.groupId') : []),
    ],
  },
  skills: { code: 'skill', permission: 'queues.manage', unitOf: everybodys, check: sound },
  awayReasons: {
    code: 'away-reason',
    permission: 'queues.manage',
    unitOf: ofUnit,
    check: (_state, { unitId }, _id, known) => missing(known, 'businessUnits', unitId, 'unitId'),
  },
  tagGroups: { code: 'tag-group', permission: 'queues.manage', unitOf: everybodys, check: sound },
  tags: {
    code: 'tag',
    permission: 'queues.manage',
    unitOf: everybodys,
    check: (_state, { groupId }, _id, known) => missing(known, 'tagGroups', groupId, 'groupId'),
  },
  dispositions: {
    code: 'disposition',
    permission: 'queues.manage',
    unitOf: ofUnit,
    check: (state, settings, id, known) => [
      ...missing(known, 'businessUnits', settings.unitId, 'unitId'),
      ...checkParent(state, settings, id),
    ],
  },
  hours: {
    code: 'hours',
    permission: 'queues.manage',
    unitOf: everybodys,
    check: (_state, hours) => checkHours(hours, ''),
  },
  flows: {
    code: 'flow',
    permission: 'flows.manage',
    unitOf: everybodys,
    check: (state, flow, _id, known) => checkFlow(flow, '', knownToFlows(state, known)),
  },
  cannedResponses: { code: 'canned-response', permission: 'queues.manage', unitOf: everybodys, check: sound },
  recipients: {
    code: 'recipient',
    permission: 'reports.manage',
    unitOf: everybodys,
    personal: ['name', 'email'],
    check: checkRecipient,
  },
  reportSchedules: {
    code: 'report-schedule',
    permission: 'reports.manage',
    unitOf: everybodys,
    check: (_state, schedule, _id, known) => [
      ...missing(known, 'recipients', schedule.recipientId, 'recipientId'),
      ...missing(known, 'agents', schedule.ownerId, 'ownerId'),
      ...checkTimes(schedule),
    ],
  },
}

function checkRecipient(state: DeskState, { email }: EntrySettings['recipients'], id: string): Problem[] {
  const problems = findableProblems({ email })
  const wanted = email.trim().toLowerCase()
  for (const other of state.recipients.values())
    if (other.id !== id && other.email.trim().toLowerCase() === wanted)
      problems.push({ field: 'email', accepted: 'an address that no other recipient has' })
  return problems
}

function checkTimes({ days, groupings, time }: EntrySettings['reportSchedules']): Problem[] {
  const problems: Problem[] = []
  const isDay = (day: number) => Number.isInteger(day) && day >= 1 && day <= 7
  if (days.length === 0 || !days.every(isDay) || new Set(days).size < days.length)
    problems.push({ field: 'days', accepted: 'one or more days of the week, 1 (Monday) to 7, each once' })
  if (groupings.length === 0 || new Set(groupings).size < groupings.length)
    problems.push({ field: 'groupings', accepted: 'week, month or both, each once' })
  if (!/^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(time)) problems.push({ field: 'time', accepted: 'HH:MM' })
  return problems
}

function knownToFlows({ queues, tags, skills }: DeskState, known: Known): KnownToFlow {
  const ids = <Id extends string>(table: KnownTable, rows: Iterable<{ readonly id: Id }>) =>
    new Set([...rows].map(({ id }) => id).filter((id) => known(table, id)))
  const shared = { tagIds: ids('tags', tags.values()), skillIds: ids('skills', skills.values()) }
  return { queueIds: ids('queues', queues.values()), ...shared }
}

function checkParent(
  state: DeskState,
  { parentId, unitId }: EntrySettings['dispositions'],
  id: string,
): readonly Problem[] {
  if (parentId === null) return []
  const parent = state.dispositions.get(parentId)
  const accepted = 'a disposition of the first level, of the same unit or of all'
  const isParentItself = [...state.dispositions.values()].some((other) => other.parentId === id)
  const fits = parent && parent.parentId === null && parentId !== id && !isParentItself
  return fits && (parent.unitId === null || parent.unitId === unitId) ? [] : [{ field: 'parentId', accepted }]
}

/** A problem for an id under which nothing exists for who names it; none for null. */
export function missing(known: Known, table: KnownTable, id: string | null, field: string): Problem[] {
  if (id === null || known(table, id)) return []
  return [{ field, accepted: `the id of one of the ${table}` }]
}

/** A problem when another entry of the table has that name already, in the same place. */
export function nameTaken<Name extends EntryTable>(
  state: DeskState,
  table: Name,
  settings: EntrySettings[Name],
  id: string,
): Problem[] {
  const { personal = [] } = nouns[table]
  // People may share a name.
  if (!('name' in settings) || (personal as readonly string[]).includes('name')) return []
  const scope = scopeOfName(settings)
  for (const entry of state[table].values() as Iterable<EntryOf<EntryTable>>)
    if (entry.id !== id && 'name' in entry && sameName(entry.name, settings.name) && scopeOfName(entry) === scope)
      return [{ field: 'name', accepted: 'a name that no other has' }]
  return []
}

/** Names are told apart within a unit, a group or a parent. */
function scopeOfName(settings: object): string {
  const { unitId, groupId, parentId } = settings as Partial<Record<'unitId' | 'groupId' | 'parentId', string | null>>
  return [unitId, groupId, parentId].join(' ')
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
