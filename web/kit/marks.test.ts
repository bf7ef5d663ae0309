import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Marks } from './marks.ts'
import { StillSurroundings } from './still-surroundings.ts'

function customersPage() {
  const surroundings = new StillSurroundings()
  const sent: (readonly [delivered: number, read: number])[] = []
  const marks = new Marks('customer', (_chatId, { delivered, read }) => sent.push([delivered, read]), surroundings)
  const known = (delivered: number, read: number) => ({
    customer: { delivered, read },
    agent: { delivered: 0, read: 0 },
  })
  return { marks, surroundings, sent, known }
}

test('several reports in a short time are one, and a stream of them is not put off for ever', async () => {
  const { marks, surroundings, sent, known } = customersPage()
  for (let seq = 1; seq <= 30; seq++) {
    marks.mark('chat', known(0, 0), { delivered: seq })
    await surroundings.pass(10)
  }
  assert.deepEqual(sent, [
    [15, 0],
    [30, 0],
  ])
})

test('what is read was delivered; what the desk knows is not said again, nor anything taken back', async () => {
  const { marks, surroundings, sent, known } = customersPage()
  marks.mark('chat', known(3, 3), { delivered: 2, read: 3 })
  await surroundings.pass(1_000)
  assert.deepEqual(sent, [])
  marks.mark('chat', known(3, 3), { read: 5 })
  marks.mark('chat', known(3, 3), { delivered: 4 })
  await surroundings.pass(1_000)
  assert.deepEqual(sent, [[5, 5]])
})

test('a report that was lost with the line is repeated when it is back, until the desk has it', async () => {
  const { marks, surroundings, sent, known } = customersPage()
  marks.mark('chat', known(0, 0), { read: 2 })
  await surroundings.pass(1_000)
  marks.repeat()
  await surroundings.pass(1_000)
  assert.deepEqual(sent, [
    [2, 2],
    [2, 2],
  ])
  marks.mark('chat', known(2, 2), {})
  marks.repeat()
  await surroundings.pass(1_000)
  assert.equal(sent.length, 2)
})
