import type { DeskEvent } from '#domain/events.ts'
import type { AgentId, ChatId, QueueId } from '#domain/ids.ts'
import type { WaitRange } from '#domain/metrics/wait-range.ts'

/** Totals by `owner name`; times as `[count, total]` by name, statuses as milliseconds. */
export interface NaiveTotals {
  readonly counts: Map<string, number>
  readonly times: Map<string, [count: number, totalMs: number]>
}

/** One thing that happened to a queue or an agent: counted, or lasting so long. */
export interface NaiveFact {
  readonly at: number
  readonly owner: string
  readonly name: string
  readonly ms: number | null
}

interface Life {
  queueId: QueueId
  since: number
  owner: AgentId | null
  ownedAt: number
  acceptances: number
  lapsed: boolean
  offered: boolean
  talkInQueue: number
  lastTalk: number
  endedAt: number
  unanswered: number | null
  agentSpoke: boolean
  said: (() => void)[]
  heldAt: number | null
}

const holdEnds = new Set(['chat.resumed', 'chat.accepted', 'chat.transferred', 'chat.requeued', 'chat.ended'])

/** Counts everything anew from the events alone, slowly, with nothing shared with the folds. */
export function naiveMetrics(events: readonly DeskEvent[]): NaiveTotals {
  const counts = new Map<string, number>()
  const times = new Map<string, [number, number]>()
  for (const { owner, name, ms } of naiveFacts(events)) {
    const key = `${owner} ${name}`
    if (ms === null) counts.set(key, (counts.get(key) ?? 0) + 1)
    else {
      const [number, total] = times.get(key) ?? [0, 0]
      times.set(key, [number + 1, total + ms])
    }
  }
  return { counts, times }
}

/** Everything that is counted or measured, one by one, in the order of the events; `promises` were read off the chats. */
export function naiveFacts(
  events: readonly DeskEvent[],
  promises: ReadonlyMap<ChatId, WaitRange> = new Map(),
): NaiveFact[] {
  const facts: NaiveFact[] = []
  let now = 0
  const count = (owner: string, name: string) => void facts.push({ at: now, owner, name, ms: null })
  const time = (owner: string, name: string, ms: number) => void facts.push({ at: now, owner, name, ms })
  const lives = new Map<ChatId, Life>()
  const judge = (chatId: ChatId, queue: string, waited: number, isServed: boolean) => {
    const promise = promises.get(chatId)
    if (!promise || (!isServed && waited <= promise.toMs)) return
    count(queue, 'promisedCount')
    if (waited <= promise.toMs) count(queue, 'keptCount')
    if (waited < promise.fromMs) count(queue, 'earlyCount')
  }
  const endPart = (life: Life, at: number, wrapsUp: boolean) => {
    const owner = life.owner as AgentId
    const talk = at - life.ownedAt
    time(owner, 'talkTime', talk)
    if (!wrapsUp) time(owner, 'handleTime', talk)
    if (life.acceptances === 1) count(owner, 'handledCount')
    life.talkInQueue += talk
    life.lastTalk = talk
  }
  for (const event of events) {
    const { at } = event
    now = at
    if (!('chatId' in event)) continue
    if (event.type === 'chat.opened') {
      const { queueId, chatId } = event
      const fresh = {
        owner: null,
        ownedAt: 0,
        acceptances: 0,
        lapsed: false,
        offered: false,
        talkInQueue: 0,
        lastTalk: 0,
        heldAt: null,
      }
      lives.set(chatId, { ...fresh, queueId, since: at, endedAt: 0, unanswered: null, agentSpoke: false, said: [] })
      count(queueId, 'queuedCount')
      continue
    }
    const life = lives.get(event.chatId)
    if (!life) continue
    const queue = life.queueId
    if (holdEnds.has(event.type) && life.heldAt !== null && life.owner) {
      for (const owner of [life.owner, queue]) time(owner, 'holdTime', at - life.heldAt)
      life.heldAt = null
    }
    switch (event.type) {
      case 'chat.offered':
        for (const id of event.offer.agentIds) count(id, 'offeredCount')
        if (!life.offered) count(queue, 'offeredCount')
        life.offered = true
        break
      case 'chat.transferOffered':
        count(event.transfer.toAgentId, 'offeredCount')
        break
      case 'chat.offerLapsed':
        for (const id of event.agentIds) count(id, 'ronaCount')
        count(queue, 'ronaCount')
        if (!life.lapsed) count(queue, 'ronaChatCount')
        life.lapsed = true
        break
      case 'chat.offerDeclined':
        count(event.agentId, 'declinedCount')
        break
      case 'chat.transferEnded':
        if (event.why === 'lapsed') count(event.toAgentId, 'ronaCount')
        if (event.why === 'declined') count(event.toAgentId, 'declinedCount')
        break
      case 'chat.accepted':
        if (event.how === 'grab') count(event.agentId, 'takenCount')
        if (life.owner) {
          count(life.owner, 'transferredCount')
          endPart(life, at, false)
        } else if (life.acceptances === 0) {
          count(queue, 'answeredCount')
          time(queue, 'queueTime', at - life.since)
          time(queue, 'speedOfAnswer', at - life.since)
          judge(event.chatId, queue, at - life.since, true)
        } else time(queue, 'transferQueueTime', at - life.since)
        count(event.agentId, life.acceptances === 0 ? 'answeredCount' : 'transferredInCount')
        Object.assign(life, { owner: event.agentId, ownedAt: at, acceptances: life.acceptances + 1 })
        break
      case 'chat.requeued':
        endPart(life, at, false)
        Object.assign(life, { since: at, owner: null })
        break
      case 'chat.held':
        life.heldAt = at
        break
      case 'chat.overflowed':
        count(event.fromQueueId, 'overflowedOutCount')
        count(event.toQueueId, 'overflowedInCount')
        life.queueId = event.toQueueId
        break
      case 'chat.participantJoined':
        if (event.part === 'consult') count(event.agentId, 'consultCount')
        break
      case 'chat.transferred':
        count(event.fromAgentId, 'transferredCount')
        count(queue, 'transferredOutCount')
        count(event.toQueueId, 'transferredInCount')
        endPart(life, at, false)
        time(queue, 'talkTime', life.talkInQueue)
        time(queue, 'handleTime', life.talkInQueue)
        Object.assign(life, { queueId: event.toQueueId, since: at, owner: null, talkInQueue: 0 })
        break
      case 'chat.messagePosted':
        if (event.author.kind === 'customer') {
          life.said.push(() => count(life.queueId, 'customerMessageCount'))
          life.unanswered ??= at
        } else {
          const { id } = event.author
          const response = life.unanswered === null ? null : at - life.unanswered
          const first = !life.agentSpoke
          life.said.push(() => {
            count(id, 'messageCount')
            count(life.queueId, 'agentMessageCount')
            for (const owner of response === null ? [] : [id, life.queueId]) {
              time(owner, 'responseTime', response ?? 0)
              if (first) time(owner, 'firstResponseTime', response ?? 0)
            }
          })
          life.unanswered = null
          life.agentSpoke = true
        }
        break
      case 'chat.ended':
        for (const say of life.said) say()
        if (life.owner) {
          const wrapsUp = event.wrapUpEndsAt !== null
          endPart(life, at, wrapsUp)
          count(queue, 'completedCount')
          time(queue, 'talkTime', life.talkInQueue)
          if (!wrapsUp) time(queue, 'handleTime', life.talkInQueue)
        } else if (life.acceptances > 0) {
          count(queue, 'abandonedAfterTransferCount')
          time(queue, 'transferQueueTime', at - life.since)
        } else {
          count(queue, 'abandonedCount')
          time(queue, 'queueTime', at - life.since)
          time(queue, 'abandonTime', at - life.since)
          judge(event.chatId, queue, at - life.since, false)
        }
        life.endedAt = at
        break
      case 'chat.wrapUpFinished': {
        const paper = at - life.endedAt
        for (const owner of [queue, event.agentId]) time(owner, 'afterCallTime', paper)
        time(event.agentId, 'handleTime', life.lastTalk + paper)
        time(queue, 'handleTime', life.talkInQueue + paper)
        break
      }
      case 'chat.rated':
        for (const owner of life.owner ? [queue, life.owner] : [queue]) count(owner, `rating${event.score}Count`)
    }
  }
  return facts
}
