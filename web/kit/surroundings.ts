/** What became of the network or the page: it is there again, it is gone, somebody looks at the page again. */
export type Turn = 'online' | 'offline' | 'seen'

/** What the client needs from where it runs; a test gives its own. */
export interface Surroundings {
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket | null
  now(): number
  /** Calls back once after so many milliseconds; returns how to take that back. */
  after(ms: number, then: () => void): () => void
  random(): number
  /** Calls back at every turn; returns how to stop. */
  onTurn(turned: (turn: Turn) => void): () => void
}

/** The browser, or Node. */
export const here: Surroundings = {
  fetch: (...request) => globalThis.fetch(...request),
  WebSocket: globalThis.WebSocket ?? null,
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
  onTurn(turned) {
    if (typeof window === 'undefined') return () => {}
    const stop = new AbortController()
    // Events of the document come by the window as well.
    for (const type of ['online', 'offline', 'pageshow', 'visibilitychange'])
      window.addEventListener(
        type,
        () => {
          if (type === 'online' || type === 'offline') turned(type)
          else if (document.visibilityState === 'visible') turned('seen')
        },
        { signal: stop.signal },
      )
    return () => stop.abort()
  },
}

export interface OwnTimers extends Surroundings {
  /** Until then, and after `stopTimers`, no timer is set. */
  startTimers(): void
  stopTimers(): void
}

/** The same surroundings with timers that can all be taken back at once, so that nothing goes on after a stop. */
export function withOwnTimers(surroundings: Surroundings): OwnTimers {
  const cancels = new Set<() => void>()
  let running = false
  return {
    ...surroundings,
    after(ms, then) {
      if (!running) return () => {}
      const cancel = surroundings.after(ms, () => {
        cancels.delete(takeBack)
        then()
      })
      const takeBack = () => {
        cancels.delete(takeBack)
        cancel()
      }
      cancels.add(takeBack)
      return takeBack
    },
    startTimers() {
      running = true
    },
    stopTimers() {
      running = false
      for (const cancel of cancels) cancel()
    },
  }
}
