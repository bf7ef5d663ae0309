import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, ann, kims, RuleDesk, support } from '../../../tests/cast.ts'
import { isRefusal } from '../decision.ts'
import type { TagGroupId, TagId } from '../ids.ts'

const urgent = 'urgent' as TagId
const vip = 'vip' as TagId
const labels = 'labels' as TagGroupId

function deskWithTags(): RuleDesk {
  const desk = new RuleDesk()
  desk.do({ do: 'addEntry', table: 'tagGroups', id: labels, settings: { name: 'Labels', enabled: true } })
  desk.do({ do: 'addEntry', table: 'tags', id: urgent, settings: { name: 'Urgent', groupId: labels, enabled: true } })
  desk.do({ do: 'addEntry', table: 'tags', id: vip, settings: { name: 'VIP', groupId: null, enabled: true } })
  desk.do({ do: 'changeQueue', queueId: support, settings: { autoTagIds: [urgent, vip] } })
  return desk
}

test('H-100: a disabled tag stays on the chats that have it and is given to no other', () => {
  const desk = deskWithTags()
  desk.talking()
  assert.deepEqual(desk.state.chats.require(kims).tagIds, [urgent, vip])
  desk.do({ do: 'changeEntry', table: 'tags', id: vip, settings: { enabled: false } })
  desk.do({ do: 'tagChat', chatId: kims, tagIds: [vip] }, agent(ann))
  desk.do({ do: 'untagChat', chatId: kims, tagIds: [vip] }, agent(ann))
  const again = desk.try({ do: 'tagChat', chatId: kims, tagIds: [vip] }, agent(ann))
  assert.ok(isRefusal(again))
  assert.deepEqual(again.problems, [{ field: 'tagIds[0]', accepted: 'a tag that is enabled, as is its group' }])
})

test('H-100: nor is a tag of a disabled group, and queues leave it out by themselves', () => {
  const desk = deskWithTags()
  desk.do({ do: 'changeEntry', table: 'tagGroups', id: labels, settings: { enabled: false } })
  desk.talking()
  assert.deepEqual(desk.state.chats.require(kims).tagIds, [vip])
})
