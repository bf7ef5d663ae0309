import type { Agent } from '#domain/agent/agent.ts'
import type { QueuedChat, Round } from '#domain/chat/chat.ts'
import type { AgentId, ChatId, CustomerId, Instant, QueueId, SkillId } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import { type PlainAgent, type PlainChat, ScannedLine } from '../baseline/scanned-line.ts'
import { Centre } from './centre.ts'

/** Who waits in the line: what each needs, and who of the members passed it over. */
export type Crowd = (
  skills: readonly SkillId[],
  members: readonly AgentId[],
  no: number,
) => { readonly needs: readonly SkillId[]; readonly passedOver: readonly AgentId[] }

const memberCount = 100
const capacity = 3

/** One queue with a hundred members and a line of any length, and the same once more as the plain baseline has it. */
export class LongLine {
  readonly centre = new Centre(11)
  readonly members: readonly AgentId[]
  readonly plain: ScannedLine
  readonly #plainAgents: readonly PlainAgent[]
  readonly #queueId: QueueId

  constructor(length: number, crowd: Crowd) {
    const { centre } = this
    // The last one nobody has.
    const skills = Array.from({ length: 11 }, (_, no) => {
      const id = centre.id<SkillId>()
      centre.do({ do: 'addEntry', table: 'skills', id, settings: { name: `Skill ${no}` } })
      return id
    })
    this.members = Array.from({ length: memberCount }, (_, no) => this.#addAgent(no, skills.slice(0, -1)))
    this.#queueId = centre.id<QueueId>()
    const times = { maxWaitMs: 86_400_000, wrapUpMs: 0 }
    const settings = { ...defaultQueueSettings, ...times, name: 'Long', members: this.members.map(member) }
    centre.do({ do: 'addQueue', queueId: this.#queueId, settings })
    const waiting = this.#fill(length, (no) => crowd(skills, this.members, no))
    this.#plainAgents = this.members.map((agentId) => plainAgent(centre.state.agents.require(agentId)))
    this.plain = new ScannedLine(this.#plainAgents, waiting.map(plainChat))
  }

  newcomer() {
    return this.centre.newcomer(this.#queueId)
  }

  someone(): AgentId {
    return this.centre.random.pick(this.members)
  }

  readonly somePlain = (): PlainAgent => this.centre.random.pick(this.#plainAgents)

  #addAgent(no: number, skills: readonly SkillId[]): AgentId {
    const { centre } = this
    const agentId = centre.id<AgentId>()
    const words = { name: `Agent ${no}`, email: `${no}@example.org`, passwordHash: '' }
    const knows = [no, no + 3, no + 7].map((at) => ({ skillId: skills[at % skills.length] as SkillId, level: 1 }))
    centre.do({ do: 'addAgent', agentId, ...words, capacity, skills: knows })
    centre.do({ do: 'setAvailability', agentId, availability: 'busy', awayReason: null })
    return agentId
  }

  /** As after a restart: a hundred thousand commands would only cost time. */
  #fill(length: number, crowd: (no: number) => ReturnType<Crowd>): readonly QueuedChat[] {
    const { centre } = this
    const like = centre.chat(centre.open(this.#queueId)) as QueuedChat
    centre.state.evictChat(like)
    return Array.from({ length }, (_, index) => {
      const { needs, passedOver } = crowd(index)
      const since = (centre.now - (length - index) * 10) as Instant
      const place = { ...like.place, since, enteredAt: since, rank: since }
      const no = ++centre.state.lastNo.chats
      const chat = {
        ...like,
        id: centre.id<ChatId>(),
        customerId: centre.id<CustomerId>(),
        no,
        place,
        needs: needs.map(needOf),
        round: roundOf(passedOver, since),
      }
      centre.state.chats.restore(chat)
      return chat
    })
  }
}

function needOf(skillId: SkillId) {
  return { skillId, weakestLevel: 5 }
}

function roundOf(agentIds: readonly AgentId[], at: Instant): Round {
  return { no: 1, passedOver: agentIds.map((agentId) => ({ agentId, why: 'declined', at })), endsAt: null }
}

function plainAgent({ id, skills }: Agent): PlainAgent {
  return { id, skills: skills.map(({ skillId }) => skillId), free: false, ringing: null }
}

function plainChat({ id, needs, place, round }: QueuedChat): PlainChat {
  return {
    id,
    rank: place.rank,
    needs: needs.map(({ skillId }) => skillId),
    passedOver: round.passedOver.map(({ agentId }) => agentId),
  }
}
