import assert from 'node:assert/strict'
import { test } from 'node:test'
import Type from 'typebox'
import { checked } from './check.ts'
import { leniently } from './lenient.ts'
import { WrongInput } from './problem.ts'

const Shape = Type.Object(
  {
    ChatID: Type.Integer({ 'x-alias': ['ChtID'] }),
    Name: Type.Optional(Type.String()),
    Enabled: Type.Optional(Type.Boolean()),
    TagID: Type.Optional(Type.Array(Type.Integer())),
  },
  { additionalProperties: false },
)
const read = (value: unknown) => checked(Shape, leniently(Shape, value))
const errors = (value: unknown) => {
  try {
    read(value)
    return []
  } catch (error) {
    assert.ok(error instanceof WrongInput)
    return error.errors
  }
}

test('names are taken whatever their case, and under a listed misprint', () => {
  assert.deepEqual(read({ chatid: 1, NAME: 'a' }), { ChatID: 1, Name: 'a' })
  assert.deepEqual(read({ ChtID: 7 }), { ChatID: 7 })
})

test('numbers and truth values may come as text, also within arrays, and text as a number', () => {
  assert.deepEqual(read({ ChatID: '408', TagID: ['1', 2], Enabled: 'True', Name: 27 }), {
    ChatID: 408,
    TagID: [1, 2],
    Enabled: true,
    Name: '27',
  })
})

test('what only resembles a number or a truth value is refused by name', () => {
  for (const wrong of ['', '4.5', '1e3', '0x10', 'four', ' ', '9'.repeat(16)])
    assert.deepEqual(errors({ ChatID: wrong }), [{ field: 'ChatID', accepted: 'a value of type integer' }])
  assert.deepEqual(errors({ ChatID: 1, Enabled: 'yes' }), [{ field: 'Enabled', accepted: 'a value of type boolean' }])
  assert.deepEqual(errors({ ChatID: 1, TagID: ['x'] }), [{ field: 'TagID.0', accepted: 'a value of type integer' }])
})

test('a name that comes twice in different spellings is refused, and so is one that is not known', () => {
  assert.deepEqual(errors({ ChatID: 1, chatId: 2 }), [{ field: 'ChatID', accepted: 'once' }])
  assert.deepEqual(errors({ ChatID: 1, Chat: 2 }), [{ field: 'Chat', accepted: 'not a field here' }])
  assert.deepEqual(errors(JSON.parse('{"ChatID":1,"__proto__":{"a":1}}')), [
    { field: '__proto__', accepted: 'not a field here' },
  ])
})

test('words are taken in any case where the schema says so, and only there', () => {
  const anyCase = Type.Object({ Period: Type.Enum(['day', 'week'], { 'x-any-case': true }) })
  assert.deepEqual(leniently(anyCase, { Period: ' WEEK ' }), { Period: 'week' })
  assert.deepEqual(leniently(anyCase, { Period: 'weeks' }), { Period: 'weeks' })
  assert.deepEqual(leniently(Type.Object({ Period: Type.Enum(['day']) }), { Period: 'DAY' }), { Period: 'DAY' })
})

test('a list of one may come without its brackets where the schema says so, and nowhere else', () => {
  const One = Type.Object({ Count: Type.Integer() }, { additionalProperties: false })
  const single = Type.Object({ Rows: Type.Array(One, { 'x-single': true }) })
  const plain = Type.Object({ Rows: Type.Array(One) })
  assert.deepEqual(leniently(single, { rows: { count: '3' } }), { Rows: [{ Count: 3 }] })
  assert.deepEqual(leniently(single, { Rows: [{ count: '3' }] }), { Rows: [{ Count: 3 }] })
  assert.deepEqual(leniently(single, { Rows: 'x' }), { Rows: 'x' })
  assert.deepEqual(leniently(plain, { Rows: { Count: 3 } }), { Rows: { Count: 3 } })
  assert.throws(() => leniently(single, { Rows: { Count: 1, COUNT: 2 } }), /Rows\.0\.Count: once/)
})
