import Type, { type TSchema } from 'typebox'
import { permissions, roleNames } from '#domain/access/permission.ts'
import { type EntryTable, reportGroupings } from '#domain/organisation/entries.ts'
import { reports } from '#reports/index.ts'
import { ServiceLevelRule, Texts } from './schemas.ts'
import { At, Id, oneOf } from './views.ts'

/** Shapes of the organisation: the same in requests and answers, but for what the desk adds. */

const closed = { additionalProperties: false }
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$', description: 'HH:MM' })
const Spans = Type.Array(Type.Object({ from: Time, to: Time }, closed), { maxItems: 24 })
const name = { name: Name }

export const RoleName = oneOf(roleNames)
export const Permission = oneOf(permissions)
export const Level = Type.Union([
  Type.Object({ kind: Type.Literal('all') }, closed),
  Type.Object({ kind: Type.Literal('unit'), unitId: Id }, closed),
  Type.Object({ kind: Type.Literal('team'), teamId: Id }, closed),
  Type.Object({ kind: Type.Literal('group'), groupId: Id }, closed),
])

const text = Type.String({ minLength: 1, maxLength: 2_000 })
const nodeId = Type.String({ minLength: 1, maxLength: 100 })
const waits = Type.Integer({ minimum: 1_000, maximum: 86_400_000 })
const Sets = Type.Optional(
  Type.Object(
    {
      queueId: Type.Optional(Id),
      tagIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      skillIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      attributes: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 1_000 }))),
    },
    closed,
  ),
)
const node = { id: nodeId, note: Type.Optional(Type.String({ maxLength: 2_000 })) }
const Choice = Type.Object({ key: nodeId, label: nodeId, next: nodeId, sets: Sets }, closed)
const FlowNode = Type.Union([
  Type.Object({ ...node, kind: Type.Literal('say'), text, next: nodeId, sets: Sets }, closed),
  Type.Object(
    {
      ...{ ...node, kind: Type.Literal('menu'), text, choices: Type.Array(Choice, { maxItems: 99 }), timeoutMs: waits },
      ...{
        onTimeout: nodeId,
        retryText: text,
        maxRetries: Type.Integer({ minimum: 0, maximum: 10 }),
        onRetriesSpent: nodeId,
      },
    },
    closed,
  ),
  Type.Object(
    { ...node, kind: Type.Literal('ask'), text, attribute: nodeId, timeoutMs: waits, onTimeout: nodeId, next: nodeId },
    closed,
  ),
  Type.Object(
    {
      ...{ ...node, kind: Type.Literal('bot'), url: Type.String({ maxLength: 2_000 }), timeoutMs: waits },
      ...{ onFailure: nodeId, silenceMs: waits, onSilence: nodeId },
    },
    closed,
  ),
  Type.Object({ ...node, kind: Type.Literal('queue'), queueId: Type.Optional(Id) }, closed),
  Type.Object({ ...node, kind: Type.Literal('end'), text: Type.Optional(text) }, closed),
])

/** What each kind of entry holds, and what stands in for a field that is left out when one is added. */
export const entries = {
  businessUnits: { path: 'business-units', fields: { ...name, hoursId: orNull(Id) }, defaults: { hoursId: null } },
  teams: { path: 'teams', fields: { ...name, unitId: orNull(Id) }, defaults: { unitId: null } },
  groups: {
    path: 'groups',
    fields: { ...name, teamIds: Type.Array(Id, { maxItems: 1_000 }) },
    defaults: { teamIds: [] },
  },
  authorizations: { path: 'authorizations', fields: { agentId: Id, level: Level, role: RoleName }, defaults: {} },
  skills: { path: 'skills', fields: name, defaults: {} },
  awayReasons: {
    path: 'away-reasons',
    fields: { ...name, unitId: orNull(Id), enabled: Type.Boolean() },
    defaults: { unitId: null, enabled: true },
  },
  tagGroups: { path: 'tag-groups', fields: { ...name, enabled: Type.Boolean() }, defaults: { enabled: true } },
  tags: {
    path: 'tags',
    fields: { ...name, groupId: orNull(Id), enabled: Type.Boolean() },
    defaults: { groupId: null, enabled: true },
  },
  dispositions: {
    path: 'dispositions',
    fields: { ...name, unitId: orNull(Id), parentId: orNull(Id), enabled: Type.Boolean() },
    defaults: { unitId: null, parentId: null, enabled: true },
  },
  hours: {
    path: 'hours',
    fields: {
      ...name,
      zone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA name' }),
      week: Type.Object(
        { 1: Spans, 2: Spans, 3: Spans, 4: Spans, 5: Spans, 6: Spans, 7: Spans },
        { ...closed, description: '1 is Monday; a span whose end is not later than its start runs past midnight' },
      ),
      exceptions: Type.Array(
        Type.Object(
          {
            on: Type.String({
              pattern: '^([0-9]{4}|-)-[0-9]{2}-[0-9]{2}$',
              description: 'YYYY-MM-DD, or --MM-DD every year',
            }),
            name: Type.String({ maxLength: 100 }),
            spans: Spans,
          },
          closed,
        ),
        { maxItems: 1_000 },
      ),
    },
    defaults: { exceptions: [] },
  },
  flows: {
    path: 'flows',
    fields: { ...name, startNodeId: nodeId, nodes: Type.Array(FlowNode, { maxItems: 500 }) },
    defaults: {},
  },
  cannedResponses: {
    path: 'canned-responses',
    fields: { ...name, text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }) },
    defaults: {},
  },
  recipients: {
    path: 'recipients',
    fields: { ...name, email: Type.String({ minLength: 1, maxLength: 200 }) },
    defaults: {},
  },
  reportSchedules: {
    path: 'report-schedules',
    fields: {
      recipientId: Id,
      reportNo: Type.Union(
        reports.map(({ no, name }) => Type.Literal(no, { description: name })),
        { description: 'The fixed number of a report' },
      ),
      groupings: Type.Array(oneOf(reportGroupings), { description: 'Over the whole week or month before' }),
      days: Type.Array(Type.Integer(), { maxItems: 7, description: '1 is Monday' }),
      time: Type.String({ description: "HH:MM in the centre's zone" }),
      ownerId: Id,
    },
    defaults: {},
  },
} as const satisfies Record<EntryTable, { path: string; fields: Record<string, TSchema>; defaults: object }>

export const added = { id: Id, no: Type.Integer(), addedAt: At }
export const revised = { ...added, revision: Type.Integer({ description: '1, 2, 3 … with every change' }) }

export const CentreFields = {
  name: Name,
  zone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA name: where today begins at midnight' }),
  hoursId: orNull(Id),
  welcomeFlowId: orNull(Id),
  searchableAttributes: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    maxItems: 50,
    description: 'Attributes by whose value chats can be found',
  }),
  serviceLevel: ServiceLevelRule,
  lostGraceMs: Type.Integer({ minimum: 5_000, maximum: 86_400_000 }),
  tellWatched: Type.Boolean({ description: 'The owner of a chat sees who watches it' }),
  texts: Texts,
}
export const CentreView = Type.Object(CentreFields, closed)
export const CentreChanges = Type.Partial(Type.Object(CentreFields, closed), closed)
export const RoleView = Type.Object({ role: RoleName, permissions: Type.Array(Permission) }, closed)

export const OutageFields = {
  queueId: Id,
  title: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  text: Type.String({ maxLength: 4_000 }),
  planned: Type.Boolean(),
  startsAt: At,
  endsAt: orNull(At),
}
export const OutageView = Type.Object(
  {
    ...added,
    ...OutageFields,
    startedAt: orNull(At),
    endedAt: orNull(At),
    endedBy: orNull(oneOf(['asked', 'time'] as const)),
    announcedById: orNull(Id),
    isPlanned: Type.Boolean(),
    isScheduled: Type.Boolean(),
    isUpcoming: Type.Boolean(),
    isActive: Type.Boolean(),
  },
  closed,
)

const GrantView = Type.Object({ role: RoleName, level: Level, authorizationId: orNull(Id) }, closed)
/** What an agent may see and do, and why. */
export const RightsView = Type.Object(
  {
    agentId: Id,
    unitId: orNull(Id),
    teamId: orNull(Id),
    grants: Type.Array(Type.Object({ ...GrantView.properties, permissions: Type.Array(Permission) }, closed)),
    queues: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.String(),
          because: Type.Array(oneOf(['unit', 'member', 'manager', 'reviewer', 'permission'] as const)),
          permissions: Type.Array(Permission),
        },
        closed,
      ),
    ),
    agents: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.String(),
          because: Type.Array(oneOf(['self', 'unit', 'same-queue', 'permission'] as const)),
          permissions: Type.Array(Permission),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RightsView = Type.Static<typeof RightsView>

/** Whether an agent may do each thing with one chat, and why. */
export const ChatRightsView = Type.Object(
  {
    chatId: Id,
    agentId: Id,
    actions: Type.Array(
      Type.Object(
        {
          action: Type.String(),
          may: Type.Boolean(),
          as: orNull(Type.String({ description: 'Who one is to the chat: owner, member, manager …' })),
          permission: orNull(Permission),
          grant: orNull(GrantView),
        },
        closed,
      ),
    ),
  },
  closed,
)
