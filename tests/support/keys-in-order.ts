/** The names of an answer's fields in their order, all the way down; of a list those of its first entry. */
export function keysInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(keysInOrder)
  if (typeof value !== 'object' || value === null) return null
  return Object.entries(value).map(([name, inner]) => [name, keysInOrder(inner)])
}
