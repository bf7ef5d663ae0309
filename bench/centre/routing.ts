import type { AgentId, SkillId } from '#domain/ids.ts'
import { quantile } from '../quantile.ts'
import { setAvailable } from './build.ts'
import { type Crowd, LongLine } from './long-line.ts'

/** Median microseconds of routing one chat in lines of several lengths, ours and the plain baseline's. */
export interface RoutingTimes {
  readonly what: string
  readonly lengths: readonly number[]
  readonly us: readonly number[]
  readonly baselineUs: readonly number[]
}

const rounds = 400
const warmUpLength = 1_000

/** The last skill is the one that nobody has. */
const needsRare: Crowd = (skills) => ({ needs: [skills.at(-1) as SkillId], passedOver: [] })
const needsSome: Crowd = (skills, _members, no) => ({
  needs: no % 3 ? [skills[no % 10] as SkillId] : [],
  passedOver: [],
})
const passedOver: Crowd = (_skills, members, no) => {
  const [one, other] = [members[no % members.length], members[Math.floor(no / members.length) % members.length]]
  return { needs: [], passedOver: [...new Set([one as AgentId, other as AgentId])] }
}

interface Case {
  readonly what: string
  readonly crowd: Crowd
  /** Microseconds until whoever can be offered is, or it is clear that nobody can. */
  readonly ours: (line: LongLine) => number
  readonly plain: (line: LongLine) => number
}

const cases: readonly Case[] = [
  {
    what: 'a chat opens → offered; who waits fits nobody free',
    crowd: needsRare,
    ours: opens,
    plain: opensPlain,
  },
  {
    what: 'an agent is free → offered; who waits needs one of ten skills, or none',
    crowd: needsSome,
    ours: (line) => isFree(line, true),
    plain: (line) => isFreePlain(line, true),
  },
  {
    what: 'an agent is free; who waits fits nobody',
    crowd: needsRare,
    ours: (line) => isFree(line, false),
    plain: (line) => isFreePlain(line, false),
  },
  {
    what: 'an agent is free → offered; thousands of different sets of agents have passed chats over',
    crowd: passedOver,
    ours: (line) => isFree(line, true),
    plain: (line) => isFreePlain(line, true),
  },
]

/** The baseline comes after ours and not between: looking through its long array leaves nothing of ours in the processor's cache. */
export function timeRouting(lengths: readonly number[]): readonly RoutingTimes[] {
  // Else the shortest line pays for everything that is compiled on the way.
  for (const { crowd, ours } of cases) warm(new LongLine(warmUpLength, crowd), ours)
  return cases.map(({ what, crowd, ours, plain }) => {
    const medians = lengths.map((length) => {
      const line = new LongLine(length, crowd)
      return [medianOf(() => ours(line)), medianOf(() => plain(line))] as const
    })
    return { what, lengths, us: medians.map(([us]) => us), baselineUs: medians.map(([, us]) => us) }
  })
}

function medianOf(once: () => number): number {
  for (let round = 0; round < rounds / 2; round++) once()
  return quantile(Array.from({ length: rounds }, once), 0.5)
}

/** One of them all is free, somebody comes whom they can serve; then that is over. */
function opens(line: LongLine): number {
  const { centre } = line
  const agentId = line.someone()
  setAvailable(centre, agentId)
  const command = line.newcomer()
  const { us } = centre.timed({ command })
  if (centre.chat(command.chatId).phase !== 'offered') throw new Error('the newcomer was not offered')
  centre.acceptWhatRings(agentId)
  centre.do({ do: 'closeChat', chatId: command.chatId }, centre.as(agentId))
  centre.forgetClosed(command.chatId)
  centre.do({ do: 'setAvailability', agentId, availability: 'busy', awayReason: null })
  return us
}

function opensPlain({ plain, somePlain, centre }: LongLine): number {
  const agent = somePlain()
  plain.becomesFree(agent)
  const chat = { id: 'newcomer', rank: centre.now, needs: [], passedOver: [] }
  const us = timed(() => plain.open(chat), true)
  agent.ringing = null
  plain.goes(agent)
  return us
}

/** An agent is there, rings or not, and goes again: the chat is back at its place. */
function isFree(line: LongLine, offered: boolean): number {
  const { centre } = line
  const agentId = line.someone()
  const command = { do: 'setAvailability', agentId, availability: 'available', awayReason: null } as const
  const { us } = centre.timed({ command })
  if ((centre.state.load(agentId).ringing !== null) !== offered) throw new Error('not offered as it should be')
  centre.do({ do: 'setAvailability', agentId, availability: 'busy', awayReason: null })
  return us
}

function isFreePlain({ plain, somePlain }: LongLine, offered: boolean): number {
  const agent = somePlain()
  const us = timed(() => plain.becomesFree(agent), offered)
  plain.goes(agent)
  return us
}

function timed(route: () => boolean, expected: boolean): number {
  const from = performance.now()
  const offered = route()
  const us = (performance.now() - from) * 1_000
  if (offered !== expected) throw new Error('the baseline did not offer as it should')
  return us
}

function warm(line: LongLine, ours: Case['ours']): void {
  for (let round = 0; round < rounds * 2; round++) ours(line)
}
