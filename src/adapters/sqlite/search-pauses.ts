import type { SearchIndex } from './search-index.ts'

/** Long enough that the first step takes in many commits. */
const restMs = 200
/** Between two pieces of work: commits that wait go first, and most of the thread's time stays theirs. */
const pauseMs = 10

/**
 * Brings an index up to the end of the journal and keeps it tidy, one small piece of work at a time, from when it is
 * told that something was committed until nothing is left; stops when the store is no longer open.
 */
export function inPauses(index: SearchIndex, isOpen: () => boolean): () => void {
  let due = false
  const wake = (ms: number) => {
    if (due) return
    due = true
    setTimeout(work, ms)
  }
  const work = () => {
    due = false
    if (!isOpen()) return
    // A disk that is full refuses the index, too: that ends no thread, and the next commit or search tries again.
    try {
      if (!index.tidy() && index.step().taken === 0) return
    } catch {
      return
    }
    wake(pauseMs)
  }
  return () => wake(restMs)
}
