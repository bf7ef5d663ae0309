import { type Refusal, type RefusalKind, Refused } from '#domain/refusal.ts'
import { HttpProblem, type ProblemBody, problem, WrongInput } from '#wire/http/problem.ts'

const statusOf: Readonly<Record<RefusalKind, number>> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  invalid: 422,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
}

/** A refusal as problem details (H-10). */
export function problemOf({ refused, code, facts, problems }: Refusal): ProblemBody {
  return problem(statusOf[refused], code, {
    ...(problems.length > 0 && { errors: [...problems] }),
    ...(Object.keys(facts).length > 0 && { facts }),
  })
}

/** Any error as problem details; what is a bug shows nothing but the request's id. */
export function problemOfError(error: unknown, requestId: string): ProblemBody {
  if (error instanceof Refused) return problemOf(error.refusal)
  if (error instanceof HttpProblem) return error.body
  if (error instanceof WrongInput) return problem(422, 'input.wrong', { errors: [...error.errors] })
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return problem(statusCode, httpCodes[String(code)] ?? 'request.wrong', { detail: (error as Error).message })
  return problem(500, 'bug', { requestId })
}

const httpCodes: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'body.media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body.broken-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body.broken-json',
}
