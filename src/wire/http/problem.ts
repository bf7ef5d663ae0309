import { STATUS_CODES } from 'node:http'

export interface FieldError {
  readonly field: string
  readonly accepted: string
}

/** Problem details after RFC 9457, with a stable code for programs. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  requestId?: string
  facts?: Record<string, unknown>
  errors?: FieldError[]
}

/** The body of an error answer; `type` is always about:blank, the `code` tells the problems apart. */
export function problem(status: number, code: string, more: Partial<ProblemBody> = {}): ProblemBody {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, ...more }
}

/** Wrong input that was found before the desk was asked: each field with what is accepted there. */
export class WrongInput extends Error {
  override readonly name = 'WrongInput'
  readonly errors: readonly FieldError[]

  constructor(errors: readonly FieldError[]) {
    super(errors.map(({ field, accepted }) => `${field}: ${accepted}`).join('; '))
    this.errors = errors
  }
}

/** A problem that has no word of the domain: a body of the wrong media type, a file that is too large. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly body: ProblemBody

  constructor(status: number, code: string, more: Partial<ProblemBody> = {}) {
    super(code)
    this.body = problem(status, code, more)
  }
}
