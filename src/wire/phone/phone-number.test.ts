import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCountry, phoneNumber } from './phone-number.ts'

test('an international number is read in any of its usual forms', () => {
  for (const text of ['+27821234567', '+27 82 123 4567', '+27 (0)82 123-4567', ' +27.82.123.4567 '])
    assert.equal(phoneNumber(text, null), '+27821234567', text)
})

test('a national number is read only where the country is known', () => {
  assert.equal(phoneNumber('082 123 4567', 'ZA'), '+27821234567')
  assert.equal(phoneNumber('030 123456', 'DE'), '+4930123456')
  assert.equal(phoneNumber('082 123 4567', null), null)
  assert.equal(phoneNumber('0027 82 123 4567', 'DE'), '+27821234567')
})

test('what is not possible in its country, or no number alone, is refused', () => {
  for (const text of ['+27 82', '+27 82 123 4567 8901', '+999 123456789', 'call +27821234567', '', 'ZA'])
    assert.equal(phoneNumber(text, 'ZA'), null, text)
  assert.equal(phoneNumber('+27 82 123 4567 ext. 5', 'ZA'), null)
})

test('countries are known by two letters', () => {
  assert.equal(isCountry('ZA'), true)
  for (const code of ['za', 'XX', 'ZAF', '']) assert.equal(isCountry(code), false, code)
})
