import { parentPort, Worker } from 'node:worker_threads'
import { StoreStopped } from './errors.ts'

/** What a thread does on request: one plain argument in, one JSON value out. */
// biome-ignore lint/suspicious/noExplicitAny: each call states its own argument
export type Calls = Record<string, (argument: any) => unknown>

interface Request {
  readonly id: number
  readonly name: string
  readonly argument: unknown
}

/** Values come back as JSON text: cheaper for the event loop to read than a structured clone. */
type Reply =
  | { readonly id: number; readonly json: string | undefined }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } }

interface Waiting {
  resolve(value: unknown): void
  reject(why: Error): void
}

/** A worker thread that answers calls, seen from the event loop. */
export class Thread<Offered extends Calls> {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #onDeath: (why: Error) => void
  #lastId = 0
  #stopped: Error | null = null

  constructor(file: URL, name: string, onDeath: (why: Error) => void) {
    this.#onDeath = onDeath
    this.#worker = new Worker(file, { name })
    this.#worker.on('message', (reply: Reply) => this.#settle(reply))
    this.#worker.on('messageerror', (error) => this.#die(`could not be understood: ${error.message}`))
    this.#worker.on('error', (error) => this.#die(`failed: ${error instanceof Error ? error.message : String(error)}`))
    this.#worker.on('exit', (code) => this.#die(`ended with code ${code}`))
  }

  call<Name extends keyof Offered & string>(
    name: Name,
    argument: Parameters<Offered[Name]>[0],
  ): Promise<Awaited<ReturnType<Offered[Name]>>> {
    if (this.#stopped) return Promise.reject(this.#stopped)
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#worker.postMessage({ id, name, argument } satisfies Request)
    })
  }

  /** Ends the thread; what was asked and is not answered rejects. */
  async end(why: Error): Promise<void> {
    this.#stop(why)
    await this.#worker.terminate()
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    this.#waiting.delete(reply.id)
    if ('error' in reply) waiting.reject(Object.assign(new Error(reply.error.message), { name: reply.error.name }))
    else waiting.resolve(reply.json === undefined ? undefined : JSON.parse(reply.json))
  }

  #die(how: string): void {
    if (this.#stopped) return
    const why = new StoreStopped(`A thread of the store ${how}.`)
    this.#stop(why)
    this.#onDeath(why)
  }

  #stop(why: Error): void {
    this.#stopped ??= why
    for (const waiting of this.#waiting.values()) waiting.reject(this.#stopped)
    this.#waiting.clear()
  }
}

/** Answers the calls of a `Thread`, one after another; runs inside the worker. */
export function serve(calls: Calls): void {
  const port = parentPort
  if (!port) throw new Error('This file runs in a worker thread only.')
  port.on('message', async ({ id, name, argument }: Request) => {
    try {
      const call = calls[name]
      if (!call) throw new Error(`This thread has no call ${name}.`)
      const result = call(argument)
      port.postMessage({ id, json: JSON.stringify(result instanceof Promise ? await result : result) } satisfies Reply)
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      port.postMessage({ id, error: { name, message } } satisfies Reply)
    }
  })
}
