import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EndedChat } from '#domain/chat/chat.ts'
import { isEnded } from '#domain/chat/chat.ts'
import type { ChatNumbers } from '#domain/chat/chat-numbers.ts'
import { sumOf } from '#domain/metrics/sum.ts'
import { customer } from '../cast.ts'
import { naiveChats } from '../support/naive-chats.ts'
import { RandomStory } from '../support/random-story.ts'

for (const seed of [11, 12]) {
  const story = new RandomStory(seed)
  const { desk } = story
  for (let step = 0; step < 5_000; step++) story.step()
  const before = { chats: [...desk.state.chats.values()].filter(isEnded), events: [...story.events] }
  for (const { id } of [...desk.state.chats.values()].filter((chat) => !isEnded(chat)))
    desk.do({ do: 'closeChat', chatId: id }, customer(id))
  desk.pass(60_000)
  const chats = [...desk.state.chats.values()].filter(isEnded)
  const sum = (value: (numbers: ChatNumbers, chat: EndedChat) => number | null) =>
    chats.reduce((total, chat) => total + (value(chat.numbers as ChatNumbers, chat) ?? 0), 0)

  test(`the numbers of each chat are what a slow count over its events gives (seed ${seed})`, () => {
    for (const [chats_, events] of [
      [before.chats, before.events],
      [chats, story.events],
    ] as const) {
      const naive = naiveChats(events)
      assert.equal(chats_.length, naive.size)
      for (const { id, numbers } of chats_) {
        const { estimateMs: _, ...counted } = numbers as ChatNumbers
        assert.deepEqual(counted, naive.get(id), id)
      }
    }
    assert.ok(chats.length > 200)
    assert.ok(chats.some(({ numbers }) => numbers?.cannedResponses))
  })

  test(`sums over all chats are sums over the cells, once all have ended (seed ${seed})`, () => {
    assert.equal(chats.length, desk.state.chats.size)
    const cells = [...desk.state.intervals.values()]
    const queues = sumOf(cells.filter(({ agentId }) => agentId === null))
    const agents = sumOf(cells.filter(({ agentId }) => agentId !== null))
    const left = (chat: EndedChat) => chat.answeredAt !== null || chat.ending === 'abandoned'
    const pairs: Record<string, [byChats: number, byCells: number | undefined]> = {
      queued: [sum(({ queuedAt }) => (queuedAt === null ? 0 : 1)), queues.counts.queuedCount],
      wait: [sum(({ waitMs }, chat) => (left(chat) ? waitMs : 0)), queues.times.queueTime?.totalMs],
      'wait after a transfer': [sum(({ transferWaitMs }) => transferWaitMs), queues.times.transferQueueTime?.totalMs],
      talk: [sum(({ talkMs }) => talkMs), agents.times.talkTime?.totalMs],
      held: [sum(({ heldMs }) => heldMs), agents.times.holdTime?.totalMs],
      paperwork: [sum(({ wrapUpMs }) => wrapUpMs), queues.times.afterCallTime?.totalMs],
      'customer messages': [sum((numbers) => numbers.customerMessageCount), queues.counts.customerMessageCount],
      'agent messages': [sum((numbers) => numbers.agentMessageCount), agents.counts.messageCount],
      'first responses': [sum((numbers) => numbers.firstResponseMs), queues.times.firstResponseTime?.totalMs],
      responses: [sum(({ responseCount }) => responseCount), agents.times.responseTime?.count],
      'response time': [sum(({ responseMs }) => responseMs), queues.times.responseTime?.totalMs],
      transfers: [sum(({ transferCount }) => transferCount), agents.counts.transferredCount],
      consults: [sum(({ consultCount }) => consultCount), agents.counts.consultCount],
      offers: [sum(({ offerCount }) => offerCount), agents.counts.offeredCount],
      lapses: [sum(({ lapsedCount }) => lapsedCount), agents.counts.ronaCount],
      declines: [sum(({ declinedCount }) => declinedCount), agents.counts.declinedCount],
    }
    for (const [name, [byChats, byCells]] of Object.entries(pairs)) {
      assert.equal(byChats, byCells, name)
      assert.ok(byChats > 0, `no ${name} in this story`)
    }
  })
}
