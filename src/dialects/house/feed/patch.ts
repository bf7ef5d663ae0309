/** The fields of `after` that differ from `before`, with the id; null when none does. Without `before`, all of them. */
export function patchOf<View extends { readonly id: string }>(
  before: View | null,
  after: View,
): (Partial<View> & { readonly id: string }) | null {
  if (!before) return after
  const patch: Record<string, unknown> = {}
  let differs = false
  for (const key of Object.keys(after) as (keyof View & string)[]) {
    if (same(before[key], after[key])) continue
    patch[key] = after[key]
    differs = true
  }
  return differs ? ({ id: after.id, ...patch } as Partial<View> & { readonly id: string }) : null
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
