import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { matchExpression } from './search-words.ts'

describe('matchExpression', () => {
  const rules: [what: string, typed: string, expression: string | null][] = [
    ['each word is quoted, and the last one may go on', 'late parcel', '"late" "parcel" *'],
    ['a phrase stays together and ends where its quote does', '"my parcel" late', '"my parcel" "late" *'],
    ['a phrase that is not closed may go on', 'late "my par', '"late" "my par" *'],
    ['a phrase that is closed does not', '"my parcel"', '"my parcel"'],
    ['an asterisk lets a word in the middle go on', 'ref* parcel', '"ref*" * "parcel" *'],
    ['a single letter does not go on, nor does a digit', 'a* 7', '"a*" "7"'],
    ['a single sign of a script that needs no more does', '寿', '"寿" *'],
    ['operators are words', 'a OR NOT NEAR(b)', '"a" "OR" "NOT" "NEAR(b)" *'],
    ['what has no letter and no digit is left out', '- ( "" !', null],
    ['a control character separates', 'one\u0000two', '"one" "two" *'],
    ['spaces alone ask for nothing', '   ', null],
  ]
  for (const [what, typed, expression] of rules) test(what, () => assert.equal(matchExpression(typed), expression))

  test('no more than twenty parts are looked at', () => {
    assert.equal(matchExpression('word '.repeat(1_000))?.split(' ').length, 20)
  })
})
