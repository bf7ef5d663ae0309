import { agentChatsReport } from './agents/agent-chats.ts'
import { agentOccupancyReport } from './agents/agent-occupancy.ts'
import { agentPerformanceReport } from './agents/agent-performance.ts'
import { agentStatusReport } from './agents/agent-status.ts'
import { agentUtilizationReport } from './agents/agent-utilization.ts'
import { concurrencyReport } from './agents/concurrency.ts'
import { offersDeclinedAndLapsedReport } from './agents/offers-declined-and-lapsed.ts'
import { wrapUpReport } from './agents/wrap-up.ts'
import { botChatDetailsReport } from './basic/bot-chat-details.ts'
import { chatDetailsReport } from './basic/chat-details.ts'
import { chatDurationReport } from './basic/chat-duration.ts'
import { chatVolumeReport } from './basic/chat-volume.ts'
import { chatsPerDayReport } from './basic/chats-per-day.ts'
import { chatsPerHourReport } from './basic/chats-per-hour.ts'
import { chatsPerWeekdayReport } from './basic/chats-per-weekday.ts'
import { deflectionsReport } from './basic/deflections.ts'
import { entryPagesReport } from './basic/entry-pages.ts'
import { inboundVsAnsweredChatsReport } from './basic/inbound-vs-answered-chats.ts'
import { webClientUsageReport } from './basic/web-client-usage.ts'
import { peakLoadReport } from './global/peak-load.ts'
import { queueComparisonReport } from './global/queue-comparison.ts'
import { staffingReport } from './global/staffing.ts'
import { abandonedChatsReport } from './performance/abandoned-chats.ts'
import { abandonmentReport } from './performance/abandonment.ts'
import { averageSpeedToAnswerReport } from './performance/average-speed-to-answer.ts'
import { estimateAccuracyReport } from './performance/estimate-accuracy.ts'
import { firstResponseReport } from './performance/first-response.ts'
import { handleTimeReport } from './performance/handle-time.ts'
import { queueTimeReport } from './performance/queue-time.ts'
import { responseTimeReport } from './performance/response-time.ts'
import { serviceLevelReport } from './performance/service-level.ts'
import { transferAnalysisReport } from './performance/transfer-analysis.ts'
import { waitTimeReport } from './performance/wait-time.ts'
import type { Report } from './report.ts'
import { cannedResponseUsageReport } from './text/canned-response-usage.ts'
import { dispositionsReport } from './text/dispositions.ts'
import { ratingCommentsReport } from './text/rating-comments.ts'
import { ratingsReport } from './text/ratings.ts'
import { resolvedReport } from './text/resolved.ts'
import { tagsReport } from './text/tags.ts'
import { topQuestionsReport } from './text/top-questions.ts'
import { topWordsReport } from './text/top-words.ts'

/** Every report there is, by category. A new one: a file in its category with a number of its own, and a line in this list. */
export const reports: readonly Report[] = [
  inboundVsAnsweredChatsReport,
  chatVolumeReport,
  chatsPerHourReport,
  chatsPerDayReport,
  chatsPerWeekdayReport,
  chatDetailsReport,
  chatDurationReport,
  deflectionsReport,
  botChatDetailsReport,
  webClientUsageReport,
  entryPagesReport,

  waitTimeReport,
  averageSpeedToAnswerReport,
  serviceLevelReport,
  abandonmentReport,
  queueTimeReport,
  firstResponseReport,
  responseTimeReport,
  transferAnalysisReport,
  handleTimeReport,
  estimateAccuracyReport,
  abandonedChatsReport,

  agentPerformanceReport,
  agentChatsReport,
  agentUtilizationReport,
  agentOccupancyReport,
  concurrencyReport,
  offersDeclinedAndLapsedReport,
  wrapUpReport,
  agentStatusReport,

  tagsReport,
  cannedResponseUsageReport,
  topWordsReport,
  topQuestionsReport,
  dispositionsReport,
  ratingsReport,
  ratingCommentsReport,
  resolvedReport,

  queueComparisonReport,
  staffingReport,
  peakLoadReport,
]

/** The report with that number; null when there is none. */
export function reportOf(no: number): Report | null {
  return reports.find((report) => report.no === no) ?? null
}

/** The report of that name in addresses, in any case; null when there is none. */
export function reportNamed(id: string): Report | null {
  const wanted = id.toLowerCase()
  return reports.find((report) => report.id.toLowerCase() === wanted) ?? null
}
