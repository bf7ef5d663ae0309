import type { MetricsChange, MetricsSnapshot } from '#dialects/house/metrics-views.ts'

type Entry = { readonly id: string }
type Frame = MetricsSnapshot | MetricsChange | { readonly type: 'ended'; readonly code: string }

/** The plainest client of live metrics there can be: takes a snapshot and merges diffs, with nothing of the server's code. */
export class MetricsClient {
  readonly frames: Frame[] = []
  readonly shown = {
    queues: new Map<string, Entry>(),
    agents: new Map<string, Entry>(),
    parts: new Map<string, Entry>(),
  }
  status = 0
  since = 0
  now = 0
  isOver = false
  #waiting: (() => void)[] = []
  readonly #abort = new AbortController()

  constructor(base: string, token: string, query: string) {
    this.#listen(`${base}/metrics/events${query}`, token).then(
      () => this.#over(),
      () => this.#over(),
    )
  }

  stop(): void {
    this.#abort.abort()
  }

  /** Resolves when the condition holds, which is asked again after every frame. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.isOver) throw new Error(`the stream is over (${this.status}): ${JSON.stringify(this.frames.at(-1))}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async #listen(url: string, token: string): Promise<void> {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: this.#abort.signal })
    this.status = response.status
    if (!response.ok) return
    let rest = ''
    for await (const chunk of (response.body as ReadableStream).pipeThrough<string>(new TextDecoderStream())) {
      const pieces = (rest + chunk).split('\n\n')
      rest = pieces.pop() as string
      for (const piece of pieces) if (piece.startsWith('data: ')) this.#take(JSON.parse(piece.slice(6)) as Frame)
    }
  }

  #take(frame: Frame): void {
    this.frames.push(frame)
    if (frame.type !== 'ended') {
      this.now = frame.now
      for (const name of ['queues', 'agents', 'parts'] as const) {
        const table = this.shown[name]
        if (frame.type === 'snapshot') table.clear()
        for (const entry of (frame[name] ?? []) as Entry[]) table.set(entry.id, merged(table.get(entry.id), entry))
      }
    }
    if (frame.type === 'snapshot') this.since = frame.since
    this.#wake()
  }

  #over(): void {
    this.isOver = true
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }
}

function merged<Value>(before: unknown, after: Value): Value {
  if (!isGroup(before) || !isGroup(after)) return after
  const entries = Object.entries(after).map(([name, value]) => [name, merged(before[name], value)])
  return { ...before, ...Object.fromEntries(entries) } as Value
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface Time {
  readonly total: number
  readonly count: number
  readonly longest: number
  readonly running: { readonly count: number; readonly since: number; readonly firstAt: number } | null
}
interface Numbers {
  readonly times?: Readonly<Record<string, Time>>
  readonly longestQueuedTime?: number
  readonly now?: { readonly waitingSince?: number | null }
  readonly occupancy?: number | null
  readonly queues?: Numbers
  readonly agents?: Numbers
}

/** Counts what goes on into an entry of the stream, as SPEC.md H-86 says that a reader may. */
export function countedAt(entry: object, now: number): object {
  const { times, longestQueuedTime, now: present, queues, agents } = entry as Numbers
  if (queues && agents) return { ...entry, queues: countedAt(queues, now), agents: countedAt(agents, now) }
  if (longestQueuedTime !== undefined)
    return { ...entry, longestQueuedTime: Math.max(longestQueuedTime, now - (present?.waitingSince ?? now)) }
  const all = Object.entries(times ?? {}).map(([name, time]) => [name, timeAt(time, now)])
  const at = Object.fromEntries(all) as Record<string, Time>
  const busy = (at['inChatTime']?.total ?? 0) + (at['wrapUpTime']?.total ?? 0)
  const whole = busy + (at['idleTime']?.total ?? 0)
  return { ...entry, times: at, occupancy: whole > 0 ? busy / whole : null }
}

function timeAt(time: Time, now: number): object {
  const { running } = time
  if (!running) return time
  const total = time.total + Math.round(running.count * (now - running.since))
  const count = time.count + running.count
  return { ...time, total, count, average: total / count, longest: Math.max(time.longest, now - running.firstAt) }
}
