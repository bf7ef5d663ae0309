import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import type { ChatId, CustomerId, QueueId } from '#domain/ids.ts'
import { defaultQueueSettings } from '#domain/queue/queue.ts'
import { ManualClock } from '../support/manual-clock.ts'

test('a closed chat and its customer are found by their numbers after a restart, and what has none is not', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-numbers-'))
  t.after(() => rm(folder, { recursive: true }))
  const warn = (problem: string, error: unknown) => assert.fail(`${problem}: ${error}`)
  const during = async (body: (desk: Desk) => Promise<void>) => {
    const store = await openSqliteStore({ folder, readers: 1 })
    const desk = await Desk.open({ store, clock: new ManualClock(), warn, fatal: (error) => warn('fatal', error) })
    await body(desk)
    await desk.stop()
    await store.close()
  }
  const numbersOf = (desk: Desk, ...numbers: number[]) =>
    desk.ask((state) => numbers.map((no) => [state.chatIdOf(no), state.customerIdOf(no)]))
  const queueId = 'support' as QueueId
  const none = { secretHash: '', name: null, email: null, pageUrl: null, locale: null, message: null }
  const ask = (name: string): Command => {
    const ids = { chatId: `${name}s-chat` as ChatId, customerId: name as CustomerId }
    return { do: 'openChat', queueId, ...ids, ...none }
  }

  await during(async (desk) => {
    const act = (command: Command) => desk.execute(system, command, { answer: () => null })
    const settings = { ...defaultQueueSettings, name: 'Support', maxWaitMs: 60_000 }
    await act({ do: 'addQueue', queueId, settings })
    await act(ask('kim'))
    assert.deepEqual(await numbersOf(desk, 1, 2), [
      ['kims-chat', 'kim'],
      [null, null],
    ])
    const asKim = { kind: 'customer', customerId: 'kim', chatId: 'kims-chat', via: 'test' } as never
    await desk.execute(asKim, { do: 'closeChat', chatId: 'kims-chat' as ChatId }, { answer: () => null })
  })
  await during(async (desk) => {
    assert.equal(desk.state.chats.get('kims-chat'), undefined)
    assert.deepEqual(await numbersOf(desk, 1, 2), [
      ['kims-chat', 'kim'],
      [null, null],
    ])
    const phase = await desk.ask((state) => state.chats.require(state.chatIdOf(1) as ChatId).phase)
    assert.equal(phase, 'closed')
    await desk.execute(system, ask('lee'), { answer: () => null })
    assert.deepEqual(await numbersOf(desk, 2), [['lees-chat', 'lee']])
  })
})
