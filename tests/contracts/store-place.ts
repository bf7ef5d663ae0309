import { test } from 'node:test'
import type { Store } from '#ports/store.ts'

/** Where one store lies: opened, closed and opened again by a test. */
export interface StorePlace {
  open(): Promise<Store>
  /** Closes what is open and removes everything. */
  remove(): Promise<void>
}

/** A way to write tests that each begin with an empty store of their own, and leave nothing behind. */
export function testsWithStore(makePlace: () => Promise<StorePlace>) {
  return (what: string, body: (store: Store, place: StorePlace) => Promise<void>) =>
    test(what, async () => {
      const place = await makePlace()
      try {
        await body(await place.open(), place)
      } finally {
        await place.remove()
      }
    })
}
