import type { Row } from './report.ts'
import type { Named } from './source.ts'

/**
 * Whoever is to have a row: all in use and in the scope, and any of whom there are numbers; by number, the unknown last under
 * their id.
 */
export function rowOwners<Id extends string, Owner extends Named<Id>>(
  named: readonly Owner[],
  scoped: readonly Id[] | null,
  withNumbers: ReadonlySet<string>,
): (Owner | Pick<Named<Id>, 'id' | 'name'>)[] {
  const wanted = scoped && new Set(scoped)
  const known = named.filter(({ id, inUse }) => withNumbers.has(id) || (inUse && (!wanted || wanted.has(id))))
  const ids = new Set<string>(known.map(({ id }) => id))
  const unknown = [...withNumbers].filter((id) => !ids.has(id)).sort()
  return [...known.sort((one, other) => one.no - other.no), ...unknown.map((id) => ({ id: id as Id, name: id }))]
}

/** How the row of totals begins where there is but one column of text. */
export const allTogether: Row = ['Total']
