import { type Instant, later } from '#domain/ids.ts'
import type { AvailabilityStretch } from '#domain/metrics/agent-clock.ts'
import { type ClippedStretch, stretchesWithin } from '#domain/metrics/stretches-within.ts'
import { membersOf } from '../interval-report.ts'
import type { Range } from '../range.ts'
import type { Report } from '../report.ts'
import type { NamedAgent, ReportSource } from '../source.ts'

/** So much of one agent's log is read at once. */
const pieceMs = 92 * 24 * 3_600_000

/** When each agent was there, and when not. */
export const agentStatusReport: Report = {
  no: 47,
  id: 'AgentStatus',
  name: 'Agent status',
  about: 'The log of what agents set and when they stopped responding, agent by agent, cut at the ends of the range',
  category: 'agents',
  chart: { type: 'table', columns: [] },
  of: 'agents',
  groupings: [],
  columns: [
    { name: 'Agent', unit: 'text', about: 'Their name now' },
    { name: 'From', unit: 'instant', about: 'When it began, or the beginning of the range' },
    { name: 'Until', unit: 'instant', about: 'When it ended, or the end of the range; empty while it goes on' },
    { name: 'Status', unit: 'text', about: '“available”, “busy”, “away” or “offline”' },
    { name: 'Reason', unit: 'text', about: 'Why they were away, by its name now; empty where none was given' },
    { name: 'Responding', unit: 'text', about: '“no” once an offer had rung out, “yes” otherwise' },
    { name: 'Length', unit: 'ms', about: 'How long it was; of one that goes on, until now', formula: 'until − from' },
    { name: 'Running', unit: 'text', about: '“yes” of what goes on now' },
  ],
  async *rows(source, { range, scope }) {
    const members = membersOf(source, scope)
    const ids = members ? [...members] : scope.agentIds
    const wanted = source.agents.filter(({ id }) => ids === null || ids.includes(id))
    for (const agent of wanted.sort((one, other) => one.no - other.no))
      for (const stretch of await stretchesOf(source, agent, range)) {
        const { from, until, availability, awayReason, notResponding } = stretch
        const reason = awayReason && (source.awayReasons.get(awayReason) ?? awayReason)
        const length = (until ?? source.now) - from
        const [responding, running] = [notResponding ? 'no' : 'yes', until === null ? 'yes' : null]
        const values = [agent.name, from, until, availability, reason, responding, length, running]
        yield { key: `${agent.id}/${from}`, values }
      }
    return null
  },
  behind: () => null,
}

async function stretchesOf(
  { store, now }: ReportSource,
  { id: agentId, clock, inUse }: NamedAgent,
  { from, to }: Range,
): Promise<ClippedStretch[]> {
  const ended: AvailabilityStretch[] = []
  for (let begin = from; begin < to && begin <= now; begin = later(begin, pieceMs)) {
    const end = Math.min(later(begin, pieceMs), to) as Instant
    const found = await store.availabilityStretches({ agentId, from: begin, to: end })
    // One that reaches over a border is found on both sides of it.
    ended.push(...found.filter((stretch) => begin === from || stretch.from >= begin))
  }
  const stretches = stretchesWithin(ended, clock, from, to, now)
  // Of who has gone nothing goes on, though their clock still says offline.
  return inUse ? stretches : stretches.filter(({ until }) => until !== null)
}
