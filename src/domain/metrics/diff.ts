/** Only what is different: the same shape with everything left out that stayed. */
export type MetricsDiff<Metrics> = Metrics extends readonly unknown[]
  ? Metrics
  : Metrics extends object
    ? { readonly [Field in keyof Metrics]?: MetricsDiff<Metrics[Field]> }
    : Metrics

/**
 * What changed from one answer to the next of the same question, or null when nothing did. Numbers, null, texts and lists are given
 * whole; a group of values only with those of its values that changed.
 */
export function metricsDiff<Metrics extends object>(before: Metrics, after: Metrics): MetricsDiff<Metrics> | null {
  const changed: Record<string, unknown> = {}
  let any = false
  for (const [field, next] of Object.entries(after)) {
    const previous: unknown = before[field as keyof Metrics]
    const both = isGroup(previous) && isGroup(next)
    if (!both && isSame(previous, next)) continue
    // A group that comes or goes is given whole, like a value.
    const difference = both ? metricsDiff(previous, next) : next
    if (both && difference === null) continue
    changed[field] = difference
    any = true
  }
  return any ? (changed as MetricsDiff<Metrics>) : null
}

/** The later answer, from the earlier one and what changed. */
export function withMetricsDiff<Metrics extends object>(
  before: Metrics,
  diff: MetricsDiff<NoInfer<Metrics>> | null,
): Metrics {
  const after = { ...before } as Record<string, unknown>
  for (const [field, next] of Object.entries(diff ?? {})) {
    const previous = after[field]
    after[field] = isGroup(previous) && isGroup(next) ? withMetricsDiff(previous, next) : next
  }
  return after as Metrics
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(previous: unknown, next: unknown): boolean {
  if (!Array.isArray(previous) || !Array.isArray(next)) return previous === next
  return previous.length === next.length && previous.every((value, index) => value === next[index])
}
