import Type, { type TSchema } from 'typebox'

/** Shapes that several methods share. Numbers may come as text (AC-3): that is read before these are asked. */

export const closed = { additionalProperties: false }
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
/** An id of this API: a small whole number. */
export const No = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const Nos = (maxItems: number) => Type.Array(No, { maxItems, uniqueItems: true })
export const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
/** ISO 8601 in UTC. */
export const At = Type.String({ description: 'ISO 8601 in UTC', examples: ['2026-11-21T08:30:00.000Z'] })
/** Of what has nothing more to say. */
export const Done = Type.Object({ Success: Type.Literal(true) }, closed)
/** The fields that were sent; the others stay as they are. */
export function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

export const done = { Success: true } as const
