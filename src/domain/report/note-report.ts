import { mustBeAgent, seenQueue } from '../access/may.ts'
import type { Verb } from '../decision.ts'
import type { Instant, QueueId } from '../ids.ts'

export interface NoteReport {
  readonly do: 'noteReport'
  /** The name by which it was asked for. */
  readonly report: string
  /** Null: all that the agent may see. */
  readonly queueIds: readonly QueueId[] | null
  readonly from: Instant
  readonly to: Instant
  readonly zone: string
}

/** An agent reads a report, or has a program read it: kept for the audit, with the face it came through. */
export const noteReport: Verb<NoteReport> = (state, { do: _, ...asked }, actor) => {
  const { agent } = mustBeAgent(state, actor)
  for (const queueId of asked.queueIds ?? []) seenQueue(state, actor, queueId)
  return [{ type: 'report.read', agentId: agent.id, ...asked }]
}
