import { type Instant, later } from '#domain/ids.ts'
import type { Store } from '#ports/store.ts'
import { CentreYear } from './centre.ts'
import { Chance } from './chance.ts'
import { makeOrganisation } from './organisation.ts'
import { chatsByDay, dayMs, spanOf, type YearPlan } from './plan.ts'

export interface Filled {
  readonly chats: number
  /** Rows of all tables. */
  readonly rows: number
}

/** Fills an empty store with the days of a plan, a commit each; the next one is made while one is written. */
export async function fillYear(
  store: Pick<Store, 'commit'>,
  plan: YearPlan,
  say: (filled: Filled & { readonly day: number }) => void = () => {},
): Promise<Filled> {
  const { from } = spanOf(plan)
  const chance = new Chance(plan.seed)
  const organisation = await makeOrganisation(chance, from)
  await store.commit(organisation.batch)
  const year = new CentreYear(organisation, chance, from)
  const counts = chatsByDay(plan)
  let [chats, rows] = [0, 0]
  let writing = Promise.resolve()
  for (const [day, count] of counts.entries()) {
    const batch = year.day(later(from, day * dayMs) as Instant, count, day === counts.length - 1)
    await writing
    writing = store.commit(batch)
    chats += count
    rows += batch.rows.length + batch.messages.length + batch.behind.length
    say({ chats, rows, day })
  }
  await writing
  return { chats, rows }
}
