import Type, { type TSchema } from 'typebox'
import { seesEntry } from '#domain/access/known.ts'
import { mustBeAgent } from '#domain/access/may.ts'
import type { Actor } from '#domain/actor.ts'
import type { AddEntry, ChangeEntry } from '#domain/organisation/change-entries.ts'
import { type EntryOf, type EntryTable, entryTables } from '#domain/organisation/entries.ts'
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
      await write(parts, request, reply, actor, { do: 'removeEntry', table, id }, () => ({ status: 204, body: null }))
    },
  )
}

function seenEntries(state: DeskState, actor: Actor, table: EntryTable): EntryOf<EntryTable>[] {
  const { agent } = mustBeAgent(state, actor)
  const rows = [...state[table].values()] as EntryOf<EntryTable>[]
  return rows.filter((row) => seesEntry(state, agent, table, row)).sort((a, b) => a.no - b.no)
}
