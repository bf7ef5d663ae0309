import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** The number as E.164, if it is possible in its country; a country (ISO 3166, two letters) reads those in national form too. */
export function phoneNumber(text: string, country: string | null): string | null {
  const defaultCountry = country !== null && isCountry(country) ? { defaultCountry: country } : {}
  const number = parsePhoneNumberFromString(text.trim(), { ...defaultCountry, extract: false })
  return number?.isPossible() && !number.ext ? number.number : null
}

/** Whether numbers of this country can be read. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code)
}
