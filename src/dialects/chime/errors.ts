import { type Problem, type RefusalKind, Refused } from '#domain/refusal.ts'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'

export interface ErrorAnswer {
  readonly status: number
  /** For people: what is wrong, and what is accepted. */
  readonly text: string
  /** When it may be tried again. */
  readonly retryAfterMs?: number
}

/** The status of each kind of refusal (CH-21). */
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
  'api-key.wrong': 'Authorization: Bearer and an API key that counts; this one does not.',
  'queue.not-found': 'queueID: the number of a queue; there is none with this one.',
  'web-client.not-found': 'id: the number of a queue that is enabled; there is none with this one.',
  'agent.not-found': 'sip: the SIP or e-mail address of an agent; there is none with this one.',
  'photo.not-found': 'There is no such picture.',
  'chat.not-found': 'sessionID: the number of a session; there is none with this one.',
  'session.not-found': 'SessionGuid: the one of a session; there is none with this one.',
  'chat.not-allowed': 'The agent of this API key may not read the session.',
  'chat.ended': 'The session has ended.',
  'chat.not-ended': 'The session goes on: it is rated when it has ended.',
  'chat.never-answered': 'Nobody answered in this session: there is nothing to rate.',
  'chat.already-rated': 'The session is rated already, and once only.',
  'request.too-many': 'Too many requests; wait a little.',
  'chat-page.not-built': 'The chat page is not built: run npm run build.',
}

/** What a caller is told of an error; 500 only of bugs, of which nothing is told. */
export function errorAnswer(error: unknown, requestId: string): ErrorAnswer {
  if (error instanceof Refused) {
    const { refused, code, facts, problems } = error.refusal
    const { retryAfterMs } = facts
    return {
      status: statuses[refused],
      text: problems.length > 0 ? told(problems) : (sentences[code] ?? `${code.replaceAll(/[.-]/g, ' ')}.`),
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

/** `attributes.location` is called `location` here. */
function told(problems: readonly Problem[]): string {
  return problems.map(({ field, accepted }) => `${field.replace(/^attributes\./, '')}: ${accepted}.`).join(' ')
}
