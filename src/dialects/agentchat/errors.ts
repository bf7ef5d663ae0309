import Type from 'typebox'
import { type Facts, type Problem, type RefusalKind, Refused } from '#domain/refusal.ts'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'
import { parameterOf } from './words.ts'

/** The body of every error (AC-20). */
export const ErrorView = Type.Object(
  {
    ErrorNumber: Type.Integer({ description: 'Stable; the first digit is the kind' }),
    ErrorName: Type.String({ description: 'Stable, for programs' }),
    ErrorMessage: Type.String({ description: 'For people: what is wrong, and what is accepted' }),
    Parameters: Type.Array(
      Type.Object({ Parameter: Type.String(), Accepted: Type.String() }, { additionalProperties: false }),
      { description: 'Every wrong parameter, with what is accepted there' },
    ),
  },
  { additionalProperties: false },
)
type ErrorBody = Type.Static<typeof ErrorView>

export interface ErrorAnswer {
  readonly status: number
  readonly body: ErrorBody
  /** When it may be tried again. */
  readonly retryAfterMs?: number
}

/** Status and number of each kind of refusal (AC-21). */
const kinds: Readonly<Record<RefusalKind, { readonly status: number; readonly number: number }>> = {
  invalid: { status: 400, number: 1000 },
  'not-signed-in': { status: 401, number: 2000 },
  'not-allowed': { status: 403, number: 3000 },
  'not-found': { status: 404, number: 4000 },
  conflict: { status: 409, number: 5000 },
  'too-many': { status: 429, number: 6000 },
  unavailable: { status: 503, number: 7000 },
}

/** What people are told of a refusal, by its code; of others its name must do. */
const sentences: Readonly<Record<string, string | ((facts: Facts) => string)>> = {
  'login.needed': 'SessionToken: the token of a session that has not ended; AgentLogon gives one.',
  'login.wrong': 'EmailAddress and Password do not belong together, or the agent is disabled.',
  'login.too-many': 'Too many tries; wait a little.',
  'permission.missing': 'Only a Manager (RoleID 2) may do this.',
  'chat.not-allowed': 'The chat is not yours, and you do not manage its department.',
  'chat.not-found': 'There is no such chat, or it is not of your departments.',
  'chat.not-active': 'The chat is not assigned to anyone.',
  'chat.not-waiting': 'The chat is not waiting for an agent.',
  'chat.ended': 'The chat is closed.',
  'agent.not-found': 'There is no such agent.',
  'agent.disabled': 'StatusID: 1 (Offline) for an agent who is disabled.',
  'agent.gone': 'The agent is gone for good.',
  'chat.needs-disposition':
    'The department wants to know what the chat was about: say so in the console, then close it.',
  'idempotency.key-reused': 'This Idempotency-Key was sent with another request before.',
  'attachment.not-found': 'The chat has no such attachment.',
  'agent.offline': 'The agent is not online.',
  'agent.at-capacity': ({ capacity }) => `The agent has as many chats as they may have: ${capacity}.`,
  'agent.last-admin': 'This is the last Manager who is enabled.',
  'tag.in-use': 'The tag is set to be given automatically; disable it instead, or take it out there.',
  'customer.not-found': 'There is no such customer, or none of their chats is of your departments.',
  'customer.erased': 'The customer was erased.',
  'queue.not-found': 'There is no such department.',
  'queue.nobody-waits': 'No chat of your departments is waiting.',
  'queue.full': 'The department takes no more chats now.',
  'queue.closed': 'The department is closed.',
  'customer.no-active-chat': 'CustomerID: a customer with an active chat.',
}

/** Any error as status and body; what is a bug shows nothing but the request's id. */
export function errorAnswer(error: unknown, requestId: string): ErrorAnswer {
  if (error instanceof WrongInput) return wrong(error.errors)
  if (error instanceof Refused) {
    const { refused, code, facts, problems } = error.refusal
    const { status, number } = kinds[refused]
    const parameters = problems.map(named)
    const body = bodyOf(number, nameOf(code), sentenceOf(code, facts, parameters), parameters)
    const { retryAfterMs } = facts
    return { status, body, ...(typeof retryAfterMs === 'number' && { retryAfterMs }) }
  }
  if (error instanceof HttpProblem) {
    const { status, code, detail, errors } = error.body
    return ofRequest(status, code, detail, errors)
  }
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return ofRequest(statusCode, bodyErrors[String(code)] ?? 'request.wrong', (error as Error).message)
  return { status: 500, body: bodyOf(9000, 'Bug', `Something broke; the log tells it under ${requestId}.`, []) }
}

const bodyErrors: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'body.media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body.broken-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body.broken-json',
}

function wrong(errors: readonly Problem[]): ErrorAnswer {
  const parameters = errors.map(({ field, accepted }) => ({
    Parameter: field.replaceAll('.', '/'),
    Accepted: accepted,
  }))
  return { status: 400, body: bodyOf(1000, 'ParameterWrong', told(parameters), parameters) }
}

function ofRequest(status: number, code: string, detail = '', errors: readonly Problem[] = []): ErrorAnswer {
  const parameters = errors.map(named)
  return { status, body: bodyOf(1000 + status, nameOf(code), detail || told(parameters) || nameOf(code), parameters) }
}

function bodyOf(number: number, name: string, message: string, parameters: ErrorBody['Parameters']): ErrorBody {
  return { ErrorNumber: number, ErrorName: name, ErrorMessage: message, Parameters: parameters }
}

function named({ field, accepted }: Problem): ErrorBody['Parameters'][number] {
  return { Parameter: parameterOf(field), Accepted: accepted }
}

function told(parameters: ErrorBody['Parameters']): string {
  return parameters.map(({ Parameter, Accepted }) => `${Parameter}: ${Accepted}.`).join(' ')
}

function sentenceOf(code: string, facts: Facts, parameters: ErrorBody['Parameters']): string {
  const sentence = sentences[code]
  if (parameters.length > 0) return told(parameters)
  if (typeof sentence === 'function') return sentence(facts)
  const { usedBy } = facts
  const named = Array.isArray(usedBy) ? usedBy.map((user) => user.replace(/^queue /, 'department ')).join(', ') : ''
  const users = Array.isArray(usedBy) ? ` It is used by: ${named || 'something you may not see'}.` : ''
  return `${sentence ?? `${nameOf(code).replaceAll(/(?<!^)([A-Z])/g, ' $1')}.`}${users}`
}

/** `chat.not-found` → `ChatNotFound`, in the vendor's words. */
function nameOf(code: string): string {
  const words = code.replace(/^queue\./, 'department.').split(/[.-]/)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
