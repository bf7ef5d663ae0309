/** Every way in which the desk can say no; each dialect maps all of them to its own status and body. */
export type RefusalKind =
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'too-many'
  | 'unavailable'

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A no with a kind for the dialects, a stable code for programs, and facts; never a sentence for people. */
export interface Refusal {
  readonly refused: RefusalKind
  readonly code: string
  readonly facts: Facts
}

/** Says no from a rule of the domain. */
export function refuse(refused: RefusalKind, code: string, facts: Facts = {}): Refusal {
  return { refused, code, facts }
}

/** The only error that is thrown on purpose: a refusal on its way to the caller. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
