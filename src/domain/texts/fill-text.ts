/**
 * Puts values into `@Model.{Name}` and `#NAME#`, for exactly the names given, case included; every other name stays as it
 * is, and no value is looked into. Nothing is escaped: whoever shows the text as HTML does that.
 */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  const names = Object.keys(values).filter((name) => name !== '')
  if (names.length === 0) return text
  const anyName = names.map((name) => RegExp.escape(name)).join('|')
  // One pass over the text, so that a value is never filled again; a name ends where no letter, digit or _ follows.
  const variable = new RegExp(`@Model\\.(${anyName})(?![\\p{L}\\p{N}_])|#(${anyName})#`, 'gu')
  return text.replace(variable, (written: string, dotted?: string, hashed?: string) => {
    return values[dotted ?? hashed ?? ''] ?? written
  })
}
