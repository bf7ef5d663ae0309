import type { Problem } from '../refusal.ts'

/** How long a password is, in characters (code points). */
export const passwordLength = { least: 10, most: 200 } as const

/** What is wrong with a new password, at the field it came in; nothing is asked of it but its length. */
export function passwordProblems(password: string, field: string): Problem[] {
  const { least, most } = passwordLength
  const length = [...password].length
  return length < least || length > most ? [{ field, accepted: `${least} to ${most} characters` }] : []
}
