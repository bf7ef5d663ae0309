import type { QueueCount } from './names.ts'

/** Chats that ended, however: with an agent, given up, after hours, or before an agent was asked for. */
export function closedCountOf(counts: { readonly [name in QueueCount]?: number }): number {
  const { completedCount = 0, abandonedCount = 0, abandonedAfterTransferCount = 0 } = counts
  const { afterHoursCount = 0, deflectedCount = 0 } = counts
  return completedCount + abandonedCount + abandonedAfterTransferCount + afterHoursCount + deflectedCount
}
