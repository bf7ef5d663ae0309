import Type, { type TSchema } from 'typebox'
import { mustBeAgent } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { BusinessUnitId } from '#domain/ids.ts'
import type { AddEntry, ChangeEntry } from '#domain/organisation/change-entries.ts'
import { type EntryOf, type EntryTable, entryTables } from '#domain/organisation/entries.ts'
import { type Noun, nouns } from '#domain/organisation/nouns.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { entries, revised } from './organisation-views.ts'
import { Id } from './views.ts'
import { write } from './write.ts'

const closed = { additionalProperties: false }
const Params = Type.Object({ id: Id }, closed)

/** Units, teams, groups, authorizations, skills, away reasons, tags, dispositions, hours: each with the same four methods. */
export function organisationRoutes(app: HouseApp, parts: HouseParts): void {
  for (const table of entryTables) entryRoutes(app, parts, table)
}

function entryRoutes(app: HouseApp, parts: HouseParts, table: EntryTable): void {
  const { desk, ids } = parts
  const { path, defaults } = entries[table]
  const fields: Record<string, TSchema> = entries[table].fields
  const what = path.replaceAll('-', ' ')
  const tags = ['organisation']
  const View = Type.Object({ ...revised, ...fields }, closed)
  const One = Type.Object({ entry: View })
  const Changes = Type.Partial(Type.Object(fields, closed), closed)
  const isOptional = (field: string) => field in defaults
  const Added = Type.Object(
    Object.fromEntries(
      Object.entries(fields).map(([field, schema]) => [field, isOptional(field) ? Type.Optional(schema) : schema]),
    ),
    closed,
  )

  app.get(
    `/${path}`,
    { schema: { tags, summary: `All ${what}`, response: { 200: Type.Object({ entries: Type.Array(View) }) } } },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => ({ entries: seenEntries(state, actor, table) }))
    },
  )

  app.post(
    `/${path}`,
    { schema: { tags, summary: `Add to the ${what}`, body: Added, response: { 201: One } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const id = ids.uuid()
      const settings = { ...defaults, ...(request.body as object) }
      const command = { do: 'addEntry', table, id, settings } as AddEntry
      return write(parts, request, reply, actor, command, (state) => ({
        status: 201,
        body: { entry: state[table].require(id) },
      }))
    },
  )

  app.patch(
    `/${path}/:id`,
    { schema: { tags, summary: `Change one of the ${what}`, params: Params, body: Changes, response: { 200: One } } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { id } = request.params
      await desk.ask((state) => mustSee(state, actor, table, id))
      const command = { do: 'changeEntry', table, id, settings: request.body } as ChangeEntry
      return write(parts, request, reply, actor, command, (state) => ({ body: { entry: state[table].require(id) } }))
    },
  )

  app.delete(
    `/${path}/:id`,
    { schema: { tags, summary: `Remove one of the ${what}; refused while something uses it`, params: Params } },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { id } = request.params
      await desk.ask((state) => mustSee(state, actor, table, id))
      await write(parts, request, reply, actor, { do: 'removeEntry', table, id }, () => ({ status: 204, body: null }))
    },
  )
}

function seenEntries(state: DeskState, actor: Actor, table: EntryTable): EntryOf<EntryTable>[] {
  const rows = [...state[table].values()] as EntryOf<EntryTable>[]
  return rows.filter((row) => sees(state, actor, table, row)).sort((a, b) => a.no - b.no)
}

function mustSee(state: DeskState, actor: Actor, table: EntryTable, id: string): void {
  const row = state[table].require(id) as EntryOf<EntryTable>
  if (!sees(state, actor, table, row)) throw new Refused(refuse('not-found', `${nouns[table].code}.not-found`))
}

/** What is everybody's, of one's own unit, about oneself, or one's to set up. */
function sees(state: DeskState, actor: Actor, table: EntryTable, row: EntryOf<EntryTable>): boolean {
  const { agent } = mustBeAgent(state, actor)
  const noun = nouns[table] as Noun<typeof row>
  const unitId = table === 'businessUnits' ? (row.id as BusinessUnitId) : noun.unitOf(row)
  if (state.rights.has(agent.id, noun.permission, { unitId, teamIds: [] })) return true
  if (table === 'authorizations') return 'agentId' in row && row.agentId === agent.id
  return unitId === null || unitId === state.rights.unitOf(agent)
}
