import type { Static, TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { Convert } from 'typebox/value'
import { type FieldError, WrongInput } from './problem.ts'

const compiled = new WeakMap<TSchema, Validator>()

function validatorOf(schema: TSchema): Validator {
  let validator = compiled.get(schema)
  if (!validator) compiled.set(schema, (validator = Compile(schema)))
  return validator
}

/** The value as the schema's type, or `WrongInput` with every wrong field and what is accepted there. */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  const validator = validatorOf(schema)
  if (validator.Check(value)) return value as Static<Schema>
  throw new WrongInput(fieldErrors(validator.Errors(value)))
}

/** The same for values that come as text, query strings and path parameters: numbers and truth values are read from it. */
export function checkedText<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  return checked(schema, Convert(schema, value))
}

/** Whether a value fits its schema: for answers, which are ours to get right. */
export function complaints(schema: TSchema, value: unknown): readonly FieldError[] {
  const validator = validatorOf(schema)
  return validator.Check(value) ? [] : fieldErrors(validator.Errors(value))
}

interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly params: object
  readonly message: string
}

function fieldErrors(errors: readonly SchemaError[]): FieldError[] {
  const found = new Map<string, string>()
  for (const error of errors) {
    for (const [field, accepted] of explain(error)) if (!found.has(field)) found.set(field, accepted)
  }
  return [...found].map(([field, accepted]) => ({ field, accepted }))
}

function explain({ keyword, instancePath, params, message }: SchemaError): [string, string][] {
  const path = instancePath.split('/').slice(1).map(unescaped)
  const facts = params as Record<string, unknown>
  const below = (names: unknown, accepted: string): [string, string][] =>
    (names as string[]).map((name) => [[...path, name].join('.'), accepted])
  const here = (accepted: string): [string, string][] => [[path.join('.') || '(body)', accepted]]
  switch (keyword) {
    case 'required':
      return below(facts['requiredProperties'], 'required')
    case 'additionalProperties':
      return below(facts['additionalProperties'], 'not a field here')
    case 'boolean':
    case 'anyOf':
      return keyword === 'anyOf' ? here('one of the documented forms') : []
    case 'enum':
      return here(`one of ${(facts['allowedValues'] as unknown[]).join(', ')}`)
    case 'const':
      return here(`exactly ${JSON.stringify(facts['allowedValue'])}`)
    case 'type':
      return here(`a value of type ${String(facts['type'])}`)
    case 'format':
      return here(`a valid ${String(facts['format'])}`)
    case 'minLength':
      return here(`at least ${String(facts['limit'])} characters`)
    case 'maxLength':
      return here(`at most ${String(facts['limit'])} characters`)
    case 'minimum':
    case 'maximum':
      return here(`a number ${String(facts['comparison'])} ${String(facts['limit'])}`)
    default:
      return here(message)
  }
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}
