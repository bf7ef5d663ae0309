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

/** One wrong value: where it stands (`week.1[0].from`) and what is accepted there. */
export interface Problem {
  readonly field: string
  readonly accepted: string
}

/** A no with a kind for the dialects, a stable code for programs, and facts; never a sentence for people. */
export interface Refusal {
  readonly refused: RefusalKind
  readonly code: string
  readonly facts: Facts
  /** Every wrong value at once; empty when the refusal is not about values. */
  readonly problems: readonly Problem[]
}

/** Says no from a rule of the domain. */
export function refuse(refused: RefusalKind, code: string, facts: Facts = {}): Refusal {
  return { refused, code, facts, problems: [] }
}

/** Says no to wrong values, all of them at once; null when there are none. */
export function refuseWrong(
  code: string,
  problems: readonly Problem[],
  refused: RefusalKind = 'invalid',
): Refusal | null {
  return problems.length > 0 ? { refused, code, facts: {}, problems } : null
}

/** Says no to one wrong value. */
export function refuseValue(code: string, field: string, accepted: string, refused: RefusalKind = 'invalid'): Refusal {
  return { refused, code, facts: {}, problems: [{ field, accepted }] }
}

/** The no to several things at once: the first one's, with the wrong values of all when it is about values; null when there is none. */
export function firstOf(refusals: readonly Refusal[]): Refusal | null {
  const [first] = refusals
  if (first?.refused !== 'invalid') return first ?? null
  return { ...first, problems: refusals.flatMap(({ refused, problems }) => (refused === 'invalid' ? problems : [])) }
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
