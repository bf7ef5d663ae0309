import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RuleDesk, support } from '../../../tests/cast.ts'

test('two who change different texts of a queue at the same time both have their way', () => {
  const desk = new RuleDesk({ texts: { WelcomeNew: 'Hello', ChatClosed: 'Bye' } })
  desk.do({ do: 'changeQueue', queueId: support, settings: {}, texts: { WelcomeNew: 'Good day' } })
  desk.do({ do: 'changeQueue', queueId: support, settings: {}, texts: { ChatClosed: null, WelcomeReturning: 'Again' } })
  assert.deepEqual(desk.state.queues.require(support).texts, { WelcomeNew: 'Good day', WelcomeReturning: 'Again' })
})

test('so of the centre; and all of them at once as before', () => {
  const desk = new RuleDesk()
  desk.do({ do: 'changeCentre', settings: { texts: { WelcomeNew: 'Hello' } } })
  desk.do({ do: 'changeCentre', settings: { name: 'Acme' }, texts: { ChatClosed: 'Bye' } })
  assert.deepEqual(desk.state.settings.texts, { WelcomeNew: 'Hello', ChatClosed: 'Bye' })
  desk.do({ do: 'changeCentre', settings: { texts: {} } })
  assert.deepEqual(desk.state.settings.texts, {})
})
