/** What the client needs from where it runs; a test gives its own. */
export interface Surroundings {
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket | null
  now(): number
  /** Calls back once after so many milliseconds; returns how to take that back. */
  after(ms: number, then: () => void): () => void
  random(): number
  /** Calls back when the network or the page comes back; returns how to stop. */
  onReturn(back: () => void): () => void
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
  onReturn(back) {
    if (typeof window === 'undefined') return () => {}
    const visible = () => document.visibilityState === 'visible' && back()
    window.addEventListener('online', back)
    window.addEventListener('pageshow', back)
    document.addEventListener('visibilitychange', visible)
    return () => {
      window.removeEventListener('online', back)
      window.removeEventListener('pageshow', back)
      document.removeEventListener('visibilitychange', visible)
    }
  },
}
