import type { TSchema } from 'typebox'
import { WrongInput } from './problem.ts'

interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly enum?: readonly unknown[]
  /** The words of `enum` are taken whatever their case. */
  readonly 'x-any-case'?: boolean
  /** Other spellings under which the value is taken too: a vendor's misprints. */
  readonly 'x-alias'?: readonly string[]
  /** A list of one may be sent without the brackets. */
  readonly 'x-single'?: boolean
}

/**
 * The value as a strict check can take it: names of fields in the schema's own spelling, whatever their case; numbers and
 * truth values that were sent as text; words in any case where the schema says so. Refuses a name that comes twice; leaves
 * everything else for the check to complain of.
 */
export function leniently(schema: TSchema, value: unknown, place = ''): unknown {
  const { type, properties, items, enum: words, 'x-any-case': anyCase, 'x-single': single } = schema as Shape
  if (type === 'object' && properties && isRecord(value)) return fieldsOf(properties, value, place)
  if (type === 'array' && single && isRecord(value)) return leniently(schema, [value], place)
  if (type === 'array' && items && Array.isArray(value))
    return value.map((item, at) => leniently(items as TSchema, item, `${place}${at}.`))
  if (type === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim())) return Number(value)
  if (type === 'boolean' && typeof value === 'string') return truthOf(value)
  if (anyCase && words && typeof value === 'string') return wordOf(words, value)
  return type === 'string' && typeof value === 'number' ? String(value) : value
}

function fieldsOf(
  properties: Readonly<Record<string, Shape>>,
  value: Readonly<Record<string, unknown>>,
  place: string,
): Record<string, unknown> {
  const spelling = new Map<string, string>()
  for (const [name, { 'x-alias': aliases = [] }] of Object.entries(properties))
    for (const known of [name, ...aliases]) spelling.set(known.toLowerCase(), name)
  const fields = new Map<string, unknown>()
  for (const [given, inner] of Object.entries(value)) {
    const name = spelling.get(given.toLowerCase()) ?? given
    if (fields.has(name)) throw new WrongInput([{ field: place + name, accepted: 'once' }])
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    fields.set(name, property ? leniently(property as TSchema, inner, `${place}${name}.`) : inner)
  }
  return Object.fromEntries(fields)
}

function truthOf(text: string): unknown {
  const lower = text.trim().toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : text
}

function wordOf(words: readonly unknown[], text: string): unknown {
  const lower = text.trim().toLowerCase()
  return words.find((word) => String(word).toLowerCase() === lower) ?? text
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
