import { type Instant, later } from '../ids.ts'
import type { Delivery } from './delivery.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const givenUpAfterMs = 24 * hour

/** What is waited after the first try, the second, and so on; after the last of these always an hour. */
const pauses = [second, 5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute]

/** When a line that could not be sent now is tried again, never sooner than the provider asks (milliseconds); null: given up. */
export function retryAt({ attempts, since }: Delivery, at: Instant, askedMs: number | null): Instant | null {
  const next = later(at, Math.max(pauses[attempts] ?? hour, askedMs ?? 0))
  return next - since > givenUpAfterMs ? null : next
}
