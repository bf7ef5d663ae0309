import type { Permission } from '../access/permission.ts'
import { checkFlow } from '../flow/check-flow.ts'
import type { KnownToFlow } from '../flow/check-node.ts'
import { checkHours } from '../hours/check-hours.ts'
import type { BusinessUnitId } from '../ids.ts'
import type { Problem } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { EntryOf, EntrySettings, EntryTable } from './entries.ts'

/** What one kind of entry is like: who may set it up, what is wrong with it, what uses it. */
export interface Noun<Settings> {
  /** As in codes: `team.in-use`. */
  readonly code: string
  readonly permission: Permission
  /** The unit whose people may set it up; null: only who may do so in the whole centre. */
  readonly unitOf: (settings: Settings) => BusinessUnitId | null
  /** Everything wrong with the settings as a whole. */
  readonly check: (state: DeskState, settings: Settings, id: string) => Problem[]
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
    check: (state, { hoursId }) => missing(state, 'hours', hoursId, 'hoursId'),
  },
  teams: {
    code: 'team',
    permission: 'organisation.manage',
    unitOf: ofUnit,
    check: (state, { unitId }) => missing(state, 'businessUnits', unitId, 'unitId'),
  },
  groups: {
    code: 'group',
    permission: 'organisation.manage',
    unitOf: everybodys,
    check: (state, { teamIds }) => teamIds.flatMap((id, at) => missing(state, 'teams', id, `teamIds[${at}]`)),
  },
  authorizations: {
    code: 'authorization',
    permission: 'organisation.manage',
    unitOf: ({ level }) => (level.kind === 'unit' ? level.unitId : null),
    check: (state, { agentId, level }) => [
      ...missing(state, 'agents', agentId, 'agentId'),
      ...(level.kind === 'unit' ? missing(state, 'businessUnits', level.unitId, 'level.unitId') : []),
      ...(level.kind === 'team' ? missing(state, 'teams', level.teamId, 'level.teamId') : []),
      ...(level.kind === 'group' ? missing(state, 'groups', level.groupId, 'level.groupId') : []),
    ],
  },
  skills: { code: 'skill', permission: 'queues.manage', unitOf: everybodys, check: sound },
  awayReasons: {
    code: 'away-reason',
    permission: 'queues.manage',
    unitOf: ofUnit,
    check: (state, { unitId }) => missing(state, 'businessUnits', unitId, 'unitId'),
  },
  tagGroups: { code: 'tag-group', permission: 'queues.manage', unitOf: everybodys, check: sound },
  tags: {
    code: 'tag',
    permission: 'queues.manage',
    unitOf: everybodys,
    check: (state, { groupId }) => missing(state, 'tagGroups', groupId, 'groupId'),
  },
  dispositions: {
    code: 'disposition',
    permission: 'queues.manage',
    unitOf: ofUnit,
    check: (state, settings, id) => [
      ...missing(state, 'businessUnits', settings.unitId, 'unitId'),
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
    check: (state, flow) => checkFlow(flow, '', knownToFlows(state)),
  },
}

function knownToFlows({ queues, tags, skills }: DeskState): KnownToFlow {
  const ids = <Id extends string>(rows: Iterable<{ readonly id: Id }>) => new Set([...rows].map(({ id }) => id))
  return { queueIds: ids(queues.values()), tagIds: ids(tags.values()), skillIds: ids(skills.values()) }
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

type Named = EntryTable | 'agents' | 'queues'

/** A problem for an id under which nothing is stored; none for null. */
export function missing(state: DeskState, table: Named, id: string | null, field: string): Problem[] {
  if (id === null || state[table].get(id)) return []
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
