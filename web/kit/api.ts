import type { Problem } from '#dialects/house/views.ts'
import type { Surroundings } from './surroundings.ts'

/** The desk said no, and why. Anything else that goes wrong is the network's fault, and worth another try. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Whether trying the same again later can help. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true
  const { status } = error.problem
  return status >= 500 || status === 408 || status === 425 || status === 429
}

/** How long the desk asks to wait before the next try; 0 when it said nothing. */
export function wantedPause(error: unknown): number {
  const wait = error instanceof ApiProblem && error.problem.facts?.['retryAfterMs']
  return typeof wait === 'number' ? wait : 0
}

export interface Api {
  readonly base: string
  headers(): Record<string, string>
  call<Body>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Body>
}

/** Speaks the house API: JSON, or a file's bytes as they are. Rejects with `ApiProblem` for every answer that is no success. */
export function houseApi(
  base: string,
  headers: () => Record<string, string>,
  { fetch }: Pick<Surroundings, 'fetch'>,
  signedOut?: () => void,
): Api {
  return {
    base,
    headers,
    async call<Body>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Body> {
      const file = body instanceof Blob
      const type = file ? 'application/octet-stream' : 'application/json'
      const response = await fetch(base + path, {
        method,
        headers: { ...headers(), ...(body === undefined ? {} : { 'content-type': type }) },
        ...(body === undefined ? {} : { body: file ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      })
      if (response.status === 204) return undefined as Body
      const answer: unknown = await response.json().catch(() => null)
      if (response.ok) return answer as Body
      if (response.status === 401) signedOut?.()
      throw new ApiProblem(problemOf(answer, response.status))
    },
  }
}

/** What an answer that is no success says of itself. */
export function problemOf(answer: unknown, status: number): Problem {
  const given = answer as Partial<Problem> | null
  if (typeof given?.code === 'string') return given as Problem
  return { type: 'about:blank', title: '', status, code: 'http.error' }
}
