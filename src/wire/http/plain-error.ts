import { type FieldError, HttpProblem, WrongInput } from './problem.ts'

/** The status of each kind of refusal, where wrong input is 400. */
const statuses = {
  invalid: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
} as const

/** What was refused on purpose, and why. */
interface Refusal {
  readonly refused: keyof typeof statuses
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly problems: readonly FieldError[]
}

export interface PlainError {
  readonly status: number
  /** For people: what is wrong, and what is accepted. */
  readonly text: string
  /** When it may be tried again. */
  readonly retryAfterMs?: number
}

/** An error as a status and a sentence, by the code of what was refused; of bugs nothing but the request's id is told. */
export function plainError(
  error: unknown,
  refusal: Refusal | null,
  sentences: Readonly<Record<string, string>>,
  requestId: string,
): PlainError {
  if (refusal) {
    const { refused, code, facts, problems } = refusal
    const { retryAfterMs } = facts
    const sentence = sentences[code] ?? `${code.replaceAll(/[.-]/g, ' ')}.`
    return {
      status: statuses[refused],
      text: problems.length > 0 ? told(problems) : sentence,
      ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
    }
  }
  if (error instanceof WrongInput) return { status: 400, text: told(error.errors) }
  if (error instanceof HttpProblem) return { status: error.body.status, text: error.body.detail ?? error.body.code }
  const { statusCode } = error as { statusCode?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, text: (error as Error).message }
  return { status: 500, text: `Something broke; the log tells it under ${requestId}.` }
}

/** `attributes.location` is called `location`. */
function told(problems: readonly FieldError[]): string {
  return problems.map(({ field, accepted }) => `${field.replace(/^attributes\./, '')}: ${accepted}.`).join(' ')
}
