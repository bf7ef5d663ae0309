import { type Problem, type RefusalKind, Refused } from '#domain/refusal.ts'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'

export interface ErrorAnswer {
  readonly status: number
  /** For people: what is wrong, and what is accepted. */
  readonly text: string
}

const statuses: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
}

/** What people are told of a refusal, by its code. */
const sentences: Readonly<Record<string, string>> = {
  'api-key.needed': 'Authorization: Bearer and an API key; the console makes one for each agent.',
  'api-key.wrong': 'Authorization: Bearer and an API key that counts; this one does not: it may have been replaced.',
  'queue.not-found': 'queueId: the number of a queue; there is none with this one.',
  'permission.missing': 'queueId: a queue whose numbers the agent of this API key may see.',
  'report.too-many': 'Four reports are being made for this user; wait for one of them.',
  'chat.not-found': 'sessionId: the number of a session; there is none with this one.',
  'chat.not-allowed': 'sessionId: a session that the agent of this API key may read.',
}

/** What a caller is told of an error (CR-10); of bugs nothing but the request's id. */
export function errorAnswer(error: unknown, requestId: string): ErrorAnswer {
  if (error instanceof Refused) {
    const { refused, code, problems } = error.refusal
    const sentence = sentences[code] ?? `${code.replaceAll(/[.-]/g, ' ')}.`
    return { status: statuses[refused], text: problems.length > 0 ? told(problems) : sentence }
  }
  if (error instanceof WrongInput) return { status: 400, text: told(error.errors) }
  if (error instanceof HttpProblem) return { status: error.body.status, text: error.body.detail ?? error.body.code }
  const { statusCode } = error as { statusCode?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, text: (error as Error).message }
  return { status: 500, text: `Something broke; the log tells it under ${requestId}.` }
}

function told(problems: readonly Problem[]): string {
  return problems.map(({ field, accepted }) => `${field}: ${accepted}.`).join(' ')
}
