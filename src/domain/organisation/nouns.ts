import type { Permission } from '../access/permission.ts'
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
  if (!('name' in settings)) return []
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
