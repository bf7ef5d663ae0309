import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, bob, customer, kims, RuleDesk } from '../../../tests/cast.ts'
import type { AttachmentId, MessageId } from '../ids.ts'
import type { PostMessage } from './post-message.ts'

const plan = {
  attachmentId: 'plan' as AttachmentId,
  name: 'plan.pdf',
  mediaType: 'application/pdf',
  byteCount: 10,
  sha256: 'f'.repeat(64),
}

function withPlan(text: string | null, id = 'm'): PostMessage {
  const fileMessageId = `${id} file` as MessageId
  return {
    do: 'postMessage',
    chatId: kims,
    messageId: id as MessageId,
    content: { text, file: plan, fileMessageId },
  }
}

function talking(): RuleDesk {
  const desk = new RuleDesk().talking()
  desk.state.attachments.noteAbsent(plan.attachmentId)
  return desk
}

test('a text and a file are said in one step: the file is stored, then the text and the file have a line each', () => {
  const desk = talking()
  const events = desk.do(withPlan('See page 2'), agent(ann))
  assert.deepEqual(
    events.map(({ type }) => type),
    ['attachment.stored', 'chat.messagePosted', 'chat.messagePosted'],
  )
  const { lastSeq } = desk.chat(kims)
  assert.deepEqual(
    [...desk.state.usedMessageIds(kims)].slice(-2).map(([id, { seq }]) => [id, seq]),
    [
      ['m', lastSeq - 1],
      ['m file', lastSeq],
    ],
  )
  assert.equal(desk.state.attachments.require(plan.attachmentId).chatId, kims)
})

test('a file alone is the message itself', () => {
  const desk = talking()
  assert.equal(desk.do(withPlan(null), customer(kims)).length, 2)
  assert.ok(desk.state.usedMessageIds(kims).has('m' as MessageId))
})

test('repeated it changes nothing; another message with the same file is refused', () => {
  const desk = talking()
  desk.do(withPlan('See page 2'), agent(ann))
  assert.deepEqual(desk.do(withPlan('See page 2'), agent(ann)), [])
  assert.equal(desk.refusal(withPlan('Again', 'n'), agent(ann)), 'attachment.id-used')
  assert.equal(desk.refusal(withPlan('x', 'm file'), customer(kims)), 'message.id-used')
})

test('a refused text leaves no file behind, and who may not write stores none', () => {
  const desk = talking()
  assert.equal(desk.refusal(withPlan(' '), agent(ann)), 'message.blank')
  assert.equal(desk.refusal(withPlan('Mine'), agent(bob)), 'chat.not-allowed')
  assert.equal(desk.state.attachments.find(plan.attachmentId), null)
})

test('assigning only a waiting chat leaves one that has an owner with them', () => {
  const desk = talking().available(bob)
  const give = { do: 'assignChat', chatId: kims, agentId: bob, only: 'waiting' } as const
  assert.equal(desk.refusal(give, agent(ann)), 'chat.not-waiting')
  assert.deepEqual(desk.do({ ...give, agentId: ann }, agent(ann)), [])
})

test('handing over is for a chat that has an owner, and to an agent who is available', () => {
  const desk = new RuleDesk().available(ann).open(kims)
  const give = { do: 'assignChat', chatId: kims, agentId: bob, only: 'active' } as const
  assert.equal(desk.refusal(give, agent(ann)), 'chat.not-active')
  desk.do({ do: 'acceptOffer', chatId: kims }, agent(ann))
  assert.equal(desk.refusal(give, agent(ann)), 'agent.offline')
  desk.do({ do: 'setAvailability', agentId: bob, availability: 'busy', awayReason: null })
  assert.equal(desk.refusal(give, agent(ann)), 'agent.offline')
  desk.available(bob).do(give, agent(ann))
  const chat = desk.chat(kims)
  assert.equal(chat.phase === 'active' && chat.agentId, bob)
  assert.equal(desk.refusal({ ...give, agentId: ann }, agent(ann)), 'chat.not-allowed')
})
