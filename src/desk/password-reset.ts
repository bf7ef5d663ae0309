import { system } from '#domain/actor.ts'
import type { Agent } from '#domain/agent/agent.ts'
import { later } from '#domain/ids.ts'
import { passwordProblems } from '#domain/login/password.ts'
import { agentOfCode, codeWrong } from '#domain/login/reset-password.ts'
import { Refused, refuseWrong } from '#domain/refusal.ts'
import type { Clock } from '#ports/clock.ts'
import type { Ids } from '#ports/ids.ts'
import type { Mail } from '#ports/mail.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Desk } from './desk.ts'
import type { DoorLimits } from './limits.ts'
import type { ResetLetter } from './reset-letter.ts'
import { agentNamed, takeEach } from './sign-in.ts'

export interface PasswordResetParts {
  readonly desk: Desk
  readonly clock: Clock
  readonly ids: Ids
  readonly mail: Mail
  readonly passwords: Passwords
  readonly limits: DoorLimits
  readonly resetLetter: ResetLetter
  /** Told when a letter could not be sent: whoever asked for it must not learn that there was one. */
  readonly warn: (problem: string, error: unknown) => void
}

/** 76 bits: nobody guesses them in the half hour. */
const codeDigits = 23
const codeLastsMs = 30 * 60_000

/**
 * Somebody forgot their password. Answers before anything is done, so that neither answer nor time tells whether there is such
 * a person; the letter follows when its code is on disk. Refused `login.too-many` only, by address and by name.
 */
export function askReset(parts: PasswordResetParts, emailOrLoginName: string, address: string): void {
  const { limits, desk } = parts
  takeEach([limits.askReset.perAddress, address], [limits.askReset.perName, emailOrLoginName.toLowerCase()])
  setImmediate(() => {
    const agent = agentNamed(desk.state, emailOrLoginName)
    if (agent?.enabled) mailCode(parts, agent)
  })
}

/** Mails an agent a code for a new password; nobody waits for the mail server. Such is also how a new colleague gets their first. */
export function mailCode(parts: PasswordResetParts, agent: Agent): void {
  sendCode(parts, agent).catch((error: unknown) => parts.warn('a password reset could not be mailed', error))
}

async function sendCode({ desk, clock, ids, mail, resetLetter }: PasswordResetParts, agent: Agent): Promise<void> {
  const code = ids.digits(codeDigits)
  const expiresAt = later(clock.now(), codeLastsMs)
  const command = { do: 'askPasswordReset', agentId: agent.id, codeHash: ids.digest(code), expiresAt } as const
  // To where the agent is reached now: the address may have changed while it was written down.
  const reached = await desk.execute(system, command, { answer: (state) => state.agents.require(agent.id) })
  await mail.send(resetLetter(reached, code))
}

/**
 * Sets the password of whoever the code was sent to, once; spaces in it do not matter. Refused `login.too-many` by address,
 * `password.form` at the field `password`, and `password.code-wrong` at `code`.
 */
export async function setPasswordByCode(
  { desk, clock, ids, passwords, limits }: PasswordResetParts,
  { code, password, address }: { readonly code: string; readonly password: string; readonly address: string },
): Promise<void> {
  takeEach([limits.useReset.perAddress, address])
  const wrong = refuseWrong('password.form', passwordProblems(password, 'password'))
  if (wrong) throw new Refused(wrong)
  const codeHash = ids.digest(code.replace(/\s/g, ''))
  // Hashing is dear: not for a code that opens nothing.
  if (!agentOfCode(desk.state, codeHash, clock.now())) throw new Refused(codeWrong)
  const passwordHash = await passwords.hash(password)
  await desk.execute(system, { do: 'resetPassword', codeHash, passwordHash }, { answer: () => null })
}
