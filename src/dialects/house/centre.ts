import Type, { type TSchema } from 'typebox'
import { mustBeAgent, mustHave } from '#domain/access/may.ts'
import { roleNames } from '#domain/access/permission.ts'
import type { HoursId } from '#domain/ids.ts'
import type { CentreSettings } from '#domain/organisation/centre.ts'
import type { DeskState } from '#domain/state.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { CentreChanges, CentreView, entries, Permission, RoleName, RoleView, revised } from './organisation-views.ts'
import { write } from './write.ts'

const closed = { additionalProperties: false }
const OneCentre = Type.Object({ centre: CentreView })
const CentreWeek = Type.Object({ week: entries.hours.fields.week }, closed)
const hoursFields: Record<string, TSchema> = entries.hours.fields
const OneHours = Type.Object({ entry: Type.Object({ ...revised, ...hoursFields }, closed) })
const OneRole = Type.Object({ role: RoleView })

/** What holds for the whole centre, and what each role may do. */
export function centreRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, ids } = parts
  const tags = ['organisation']

  app.get(
    '/centre',
    { schema: { tags, summary: 'What holds for the whole centre', response: { 200: OneCentre } } },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        mustBeAgent(state, actor)
        return { centre: presentCentre(state.settings) }
      })
    },
  )

  app.patch(
    '/centre',
    { schema: { tags, summary: 'Change it', body: CentreChanges, response: { 200: OneCentre } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const settings = request.body as Partial<CentreSettings>
      return write(parts, request, reply, actor, { do: 'changeCentre', settings }, (state) => ({
        body: { centre: presentCentre(state.settings) },
      }))
    },
  )

  app.put(
    '/centre/hours',
    {
      schema: {
        tags,
        summary: "Set the week of the centre's hours, which are made if it has none",
        body: CentreWeek,
        response: { 200: OneHours },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const command = { do: 'setCentreHours', hoursId: ids.uuid() as HoursId, week: request.body.week } as const
      return write(parts, request, reply, actor, command, (state) => {
        if (state.settings.hoursId === null) throw new Error("the centre's hours were set and it has none")
        return { body: { entry: state.hours.require(state.settings.hoursId) } }
      })
    },
  )

  app.get(
    '/roles',
    {
      schema: {
        tags,
        summary: 'What each role may do',
        response: { 200: Type.Object({ roles: Type.Array(RoleView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        mustHave(state, actor, 'organisation.manage', null)
        return { roles: roleNames.map((role) => presentRole(state, role)) }
      })
    },
  )

  app.put(
    '/roles/:role',
    {
      schema: {
        tags,
        summary: 'Change what a role may do',
        params: Type.Object({ role: RoleName }, closed),
        body: Type.Object({ permissions: Type.Array(Permission, { maxItems: 100 }) }, closed),
        response: { 200: OneRole },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { role } = request.params
      const { permissions } = request.body
      return write(parts, request, reply, actor, { do: 'changeRole', role, permissions }, (state) => ({
        body: { role: presentRole(state, role) },
      }))
    },
  )
}

function presentCentre(settings: CentreSettings) {
  const { name, zone, hoursId, welcomeFlowId, serviceLevel, lostGraceMs, tellWatched, texts } = settings
  const searchableAttributes = [...settings.searchableAttributes]
  return {
    name,
    zone,
    hoursId,
    welcomeFlowId,
    searchableAttributes,
    serviceLevel: { ...serviceLevel },
    lostGraceMs,
    tellWatched,
    texts: { ...texts },
  }
}

function presentRole(state: DeskState, role: (typeof roleNames)[number]) {
  return { role, permissions: [...state.rights.permissionsOf(role)] }
}
