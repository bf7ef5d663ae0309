import type { ClientFrame, ServerFrame } from '#dialects/house/frames.ts'
import { type Api, ApiProblem } from './api.ts'
import type { Surroundings } from './surroundings.ts'

export interface Standing {
  readonly epoch?: string
  readonly position?: number
}

export interface Receiver {
  /** The other end answered, even if it had nothing to say. */
  alive(): void
  frame(frame: ServerFrame): void
  /** The line is gone; `signed-out`: there is no point in coming back. */
  closed(why: 'broken' | 'signed-out'): void
}

/** One open line. `send` is there where the transport carries frames both ways. */
export interface OpenLine {
  readonly send: ((frame: ClientFrame) => void) | null
  close(): void
}

export type Transport = (
  api: Api,
  token: string | null,
  standing: () => Standing,
  receiver: Receiver,
  surroundings: Surroundings,
) => OpenLine

const signedOutCode = 4401

/** Both ways over one socket. The first frame says who we are and where we stand. */
export const overWebSocket: Transport = (api, token, standing, receiver, { WebSocket }) => {
  if (!WebSocket) throw new Error('no WebSocket here')
  const socket = new WebSocket(new URL(`${api.base}/feed`, globalThis.location?.href).href.replace(/^http/, 'ws'))
  socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', ...(token && { token }), ...standing() }))
  socket.onmessage = ({ data }) => receiver.frame(JSON.parse(String(data)) as ServerFrame)
  socket.onclose = ({ code }) => receiver.closed(code === signedOutCode ? 'signed-out' : 'broken')
  return { send: (frame) => socket.send(JSON.stringify(frame)), close: () => socket.close() }
}

/** Server-sent events, read by `fetch`, since an `EventSource` can send no token. */
export const overEvents: Transport = (api, _token, standing, receiver, { fetch }) =>
  byFetch(receiver, async (signal) => {
    const response = await fetch(`${api.base}/feed/events?${query(standing())}`, { headers: api.headers(), signal })
    if (!response.ok || !response.body) throw failure(response.status)
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let rest = ''; ; ) {
      const { done, value } = await reader.read()
      if (done) return
      const events = (rest + value).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events)
        if (!signal.aborted && event.startsWith('data:')) receiver.frame(JSON.parse(event.slice(5)) as ServerFrame)
    }
  })

/** One question after another: works wherever a page can be loaded at all. */
export const overPoll: Transport = (api, _token, standing, receiver, { fetch }) =>
  byFetch(receiver, async (signal) => {
    // The first answer comes at once, so that the page knows that it is connected.
    for (let wait = 0; !signal.aborted; wait = 25) {
      const response = await fetch(`${api.base}/feed/poll?${query({ ...standing(), wait })}`, {
        headers: api.headers(),
        signal,
      })
      if (!response.ok) throw failure(response.status)
      const { frames } = (await response.json()) as { frames: ServerFrame[] }
      if (!signal.aborted) receiver.alive()
      for (const frame of frames) if (!signal.aborted) receiver.frame(frame)
    }
  })

function byFetch(receiver: Receiver, work: (signal: AbortSignal) => Promise<void>): OpenLine {
  const abort = new AbortController()
  work(abort.signal)
    .then(
      () => 'broken' as const,
      (error: unknown) =>
        error instanceof ApiProblem && error.problem.status === 401 ? ('signed-out' as const) : ('broken' as const),
    )
    .then((why) => abort.signal.aborted || receiver.closed(why))
  return { send: null, close: () => abort.abort() }
}

function failure(status: number): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: '', status, code: 'feed.refused' })
}

function query(values: object): string {
  return String(new URLSearchParams(values as Record<string, string>))
}
