import { agentsReport } from './agents.ts'
import { chatsOverTimeReport } from './chats-over-time.ts'
import { queuesReport } from './queues.ts'
import type { Report } from './report.ts'
import { tagsReport } from './tags.ts'

/** Every report there is. A new one: a file here with the next number, and a line in this list. */
export const reports: readonly Report[] = [queuesReport, agentsReport, chatsOverTimeReport, tagsReport]

/** The report with that number; null when there is none. */
export function reportOf(no: number): Report | null {
  return reports.find((report) => report.no === no) ?? null
}
