import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, kims, lees, RuleDesk } from '../../../tests/cast.ts'
import { Random } from '../../../tests/support/random.ts'
import type { ChatId } from '../ids.ts'

test('a chat is live from its place in a queue until it is closed, through wrap-up too', () => {
  const desk = new RuleDesk({ wrapUpMs: 60_000 }).available(ann).open(kims).open(lees)
  const live = () => [...desk.state.liveChats.after(0)]
  assert.deepEqual(live(), [kims, lees])
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  desk.do({ do: 'closeChat', chatId: kims }, agent(ann))
  assert.equal(desk.chat(kims).phase, 'wrapUp')
  assert.deepEqual(live(), [kims, lees])
  desk.do({ do: 'finishWrapUp', chatId: kims }, agent(ann))
  assert.deepEqual(live(), [lees])
  assert.deepEqual([...desk.state.liveChats.after(desk.chat(lees).no)], [])
})

test('whatever comes back from the store in whatever order, they stand by number', () => {
  const desk = new RuleDesk()
  for (let no = 1; no <= 40; no++) desk.open(`chat ${no}` as ChatId)
  const chats = [...desk.state.chats.values()]
  for (const { id } of chats) desk.state.chats.evict(id)
  assert.equal(desk.state.liveChats.size, 0)
  const random = new Random(7)
  const places = new Map(chats.map((chat) => [chat, random.next()]))
  for (const chat of chats.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)))
    desk.state.chats.restore(chat)
  assert.deepEqual(
    [...desk.state.liveChats.after(10)],
    chats.slice(10).map(({ id }) => id),
  )
})
