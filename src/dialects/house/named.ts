import type { Agent } from '#domain/agent/agent.ts'
import type { Queue } from '#domain/queue/queue.ts'

/** Whether somebody or something is meant by what was typed: each word begins one of its names, case and accents aside. */
export function isMeant(typed: string | undefined, names: readonly (string | number | null)[]): boolean {
  const wanted = wordsOf(typed ?? '')
  const has = names.flatMap((name) => (name === null ? [] : wordsOf(String(name))))
  return wanted.every((word) => has.some((name) => name.startsWith(word)))
}

/** Everything by which people call an agent. */
export function namesOfAgent({ no, name, firstName, lastName, email, loginName, sipAddress, phone }: Agent) {
  return [no, name, firstName, lastName, email, loginName, sipAddress, sipAddress?.replace(/^sip:/, '') ?? null, phone]
}

/** Everything by which people call a queue. */
export function namesOfQueue({ no, name, description }: Queue) {
  return [no, name, description]
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[\s,;]+/).filter((word) => word !== '')
}
