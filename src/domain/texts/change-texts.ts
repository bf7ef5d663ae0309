/** Texts by their names; null takes one away, and those not named stay, whoever set them meanwhile. */
export type TextChanges = Readonly<Record<string, string | null>>

/** The texts after some were changed. */
export function textsAfter(before: Readonly<Record<string, string>>, changes: TextChanges): Record<string, string> {
  const kept = Object.entries({ ...before, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(kept)
}
