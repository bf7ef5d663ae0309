import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeChanged } from '#desk/committed.ts'
import type { BusinessUnitId } from '#domain/ids.ts'
import { member } from '#domain/queue/queue.ts'
import { ann, bob, eve, RuleDesk, support } from '../../../../tests/cast.ts'
import { Image } from './image.ts'
import { whoseRightsChanged } from './organisation-change.ts'

/** Whose rights change when Eve comes to Support, where Ann and Bob work. */
function whenEveComes(desk: RuleDesk) {
  takeChanged(desk.state, [])
  const image = new Image(desk.state)
  const members = [member(ann), member(bob), member(eve)]
  const events = desk.do({ do: 'changeQueue', queueId: support, settings: { members } })
  return [...(whoseRightsChanged(image, takeChanged(desk.state, events)) ?? [])].sort()
}

test('who comes to a queue becomes a colleague of all its members where there are units', () => {
  const desk = new RuleDesk()
  const unitId = 'north' as BusinessUnitId
  desk.do({ do: 'addEntry', table: 'businessUnits', id: unitId, settings: { name: 'North', hoursId: null } })
  desk.do({ do: 'changeQueue', queueId: support, settings: { unitId } })
  assert.deepEqual(whenEveComes(desk), [ann, bob, eve])
})

test('where everyone sees everyone, only who comes to a queue sees something else', () => {
  assert.deepEqual(whenEveComes(new RuleDesk()), [eve])
})
