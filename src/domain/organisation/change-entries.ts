import { knownTo, seenEntry } from '../access/known.ts'
import { mustHave } from '../access/may.ts'
import type { Actor } from '../actor.ts'
import type { Verb } from '../decision.ts'
import { menuFlowId } from '../flow/menu-flow.ts'
import { refuse, refuseWrong } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { EntryOf, EntrySettings, EntryTable } from './entries.ts'
import { type Noun, nameTaken, nouns } from './nouns.ts'
import { usersOf } from './users.ts'

/** A table with settings for it. */
type For<Part extends 'whole' | 'part'> = {
  [Name in EntryTable]: {
    readonly table: Name
    readonly settings: Part extends 'whole' ? EntrySettings[Name] : Partial<EntrySettings[Name]>
  }
}[EntryTable]

export type AddEntry = { readonly do: 'addEntry'; readonly id: string } & For<'whole'>
export type ChangeEntry = { readonly do: 'changeEntry'; readonly id: string } & For<'part'>
export interface RemoveEntry {
  readonly do: 'removeEntry'
  readonly table: EntryTable
  readonly id: string
}

/** Something new in the organisation: a team, a tag, a skill. */
export const addEntry: Verb<AddEntry> = (state, { table, id, settings }, actor) => {
  const noun = nouns[table] as Noun<EntrySettings[EntryTable]>
  mustHave(state, actor, noun.permission, noun.unitOf(settings))
  if (state[table].get(id) || id === menuFlowId) return refuse('conflict', `${noun.code}.id-used`)
  return (
    check(state, actor, table, settings, id, null) ?? [{ type: 'entry.added', entryId: id, ...put(table, settings) }]
  )
}

/** Changed as a whole or not at all. Who moves an entry to another unit needs the right in both. */
export const changeEntry: Verb<ChangeEntry> = (state, { table, id, settings }, actor) => {
  const noun = nouns[table] as Noun<EntrySettings[EntryTable]>
  const entry = seenEntry(state, actor, table, id)
  const after = { ...settingsOf(entry), ...settings } as EntrySettings[EntryTable]
  for (const version of [entry, after]) mustHave(state, actor, noun.permission, noun.unitOf(version))
  return check(state, actor, table, after, id, entry) ?? [{ type: 'entry.changed', entryId: id, ...put(table, after) }]
}

/** Removed for good, unless something uses it: then it says what. */
export const removeEntry: Verb<RemoveEntry> = (state, { table, id }, actor) => {
  const noun = nouns[table] as Noun<EntrySettings[EntryTable]>
  const entry = seenEntry(state, actor, table, id)
  mustHave(state, actor, noun.permission, noun.unitOf(entry))
  const { users, seen } = usersOf(state, actor, id)
  if (users > 0) return refuse('conflict', `${noun.code}.in-use`, { usedBy: seen })
  return [{ type: 'entry.removed', table, entryId: id }]
}

function check(
  state: DeskState,
  actor: Actor,
  table: EntryTable,
  settings: EntrySettings[EntryTable],
  id: string,
  before: EntryOf<EntryTable> | null,
) {
  const noun = nouns[table] as Noun<EntrySettings[EntryTable]>
  const problems = [
    ...noun.check(state, settings, id, knownTo(state, actor, before)),
    ...nameTaken(state, table, settings, id),
  ]
  return refuseWrong(`${noun.code}.wrong`, problems)
}

/** Table and settings go together: the command's type said so. What is personal stays out of the journal. */
function put(table: EntryTable, settings: EntrySettings[EntryTable]): For<'part'> & { readonly words?: object } {
  const { personal = [] } = nouns[table] as Noun<EntrySettings[EntryTable]>
  if (personal.length === 0) return { table, settings } as For<'part'>
  const isWord = ([field]: [string, unknown]) => (personal as readonly string[]).includes(field)
  const entries = Object.entries(settings)
  const words = Object.fromEntries(entries.filter(isWord))
  return { table, settings: Object.fromEntries(entries.filter((entry) => !isWord(entry))), words } as For<'part'>
}

function settingsOf({ id: _id, no: _no, revision: _revision, addedAt: _at, ...settings }: EntryOf<EntryTable>) {
  return settings
}
