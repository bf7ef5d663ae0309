import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, billing, bob, eve, RuleDesk, support } from '../../../tests/cast.ts'
import { mayChat } from '../access/may.ts'
import type { AgentId, ChatId } from '../ids.ts'
import { listLive } from './list-live.ts'

const all = { after: 0, limit: 1_000 }

/** Chats of both queues: some ring, others wait, one went from Ann to the other queue. */
function mixed(): RuleDesk {
  const desk = new RuleDesk().available(ann, bob)
  for (let no = 1; no <= 12; no++) desk.open(`chat ${no}` as ChatId, no % 3 === 0 ? billing : support)
  for (const chat of [...desk.state.chats.values()])
    if (chat.phase === 'offered' && chat.offer.agentIds.includes(ann)) {
      desk.do({ do: 'acceptOffer', chatId: chat.id }, agent(ann))
      desk.available(eve)
      desk.do({ do: 'transferChat', chatId: chat.id, to: { queueId: billing } }, agent(ann))
      break
    }
  return desk
}

test('an agent is listed exactly the live chats that they may see, by number', () => {
  const desk = mixed()
  for (const agentId of [ann, bob, eve, 'nobody' as AgentId]) {
    const seen = [...desk.state.chats.values()].filter((chat) => mayChat(desk.state, agentId, 'see', chat))
    const expected = seen.map(({ no }) => no).toSorted((a, b) => a - b)
    assert.deepEqual(
      listLive(desk.state, agentId, all).map(({ no }) => no),
      expected,
    )
  }
  assert.ok(listLive(desk.state, ann, all).length > 0 && listLive(desk.state, eve, all).length > 0)
})

test('a page begins after a number, ends at its limit, and holds the phases that were asked for', () => {
  const desk = mixed()
  const whole = listLive(desk.state, bob, all)
  const [first, second, third] = whole
  assert.ok(first && second && third)
  assert.deepEqual(listLive(desk.state, bob, { after: first.no, limit: 2 }), [second, third])
  const queued = listLive(desk.state, bob, { ...all, phases: ['queued'] })
  assert.deepEqual(
    queued,
    whole.filter(({ phase }) => phase === 'queued'),
  )
})
