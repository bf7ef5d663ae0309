import { phoneOf } from '#domain/customer/keys.ts'
import { phoneNumber } from '#wire/phone/phone-number.ts'

/**
 * The numbers, in E.164, that somebody may mean, the likeliest first; empty when it is none. The text asks for international
 * format and shows it without a plus; where a country is set its national form is understood too.
 */
export function numbersMeant(text: string, country: string | null): readonly string[] {
  // A plus that was not escaped in an address comes as a space.
  const written = text.trim().replace(/^00/, '+')
  if (!/^\+?[\d\s().\-/\u2010-\u2015]+$/.test(written)) return []
  const full = written.startsWith('+') ? written : `+${written}`
  const national = written.startsWith('+') ? null : phoneNumber(written, country)
  const found = [phoneNumber(full, null), national, phoneOf(full)]
  return [...new Set(found.filter((number) => number !== null))]
}
