import type { Files } from '#ports/files.ts'
import type { Store } from '#ports/store.ts'

const tries = 3

/**
 * Finishes what erasures began: deletes the bytes of files that nothing uses any more, and has the store overwrite what
 * its log still holds. Call after each erasure, and at start for those that a crash cut short.
 */
export async function sweepErased({ store, files }: { readonly store: Store; readonly files: Files }): Promise<void> {
  for (const sha256 of await store.doomedFiles()) {
    // The same bytes may have been sent again since.
    if (!(await store.usesFile(sha256))) await files.remove(sha256)
    await store.forgetDoomedFile(sha256)
  }
  for (let turn = 0; turn < tries; turn++) if (await store.scrub()) return
}
