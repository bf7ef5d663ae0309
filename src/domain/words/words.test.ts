import assert from 'node:assert/strict'
import { test } from 'node:test'
import { questionOf } from './question-of.ts'
import { wordsIn } from './words-in.ts'

const words = (...texts: string[]) => [...wordsIn(texts)]

test('words are letters and digits of any script, each once, in small letters', () => {
  assert.deepEqual(words('Rückgabe, RÜCKGABE! Заказ №5', 'rückgabe/हिन्दी'), ['rückgabe', 'заказ', 'हिन्दी'])
  assert.deepEqual(words('Cafe\u0301'), ['café'])
})

test('stop words, short ones, very long ones and bare numbers are no words', () => {
  assert.deepEqual(words('I don’t want the PC 12345, bitte', `${'x'.repeat(41)} iphone15`), ['iphone15'])
  assert.deepEqual(words("O'Brien’s boys'"), ["o'brien's", 'boys'])
  assert.deepEqual(words(), [])
})

test('questions are the same whatever their case, white space and punctuation', () => {
  assert.equal(questionOf('  Where’s my  ORDER?? '), 'where s my order')
  assert.equal(questionOf('where-s my\norder'), 'where s my order')
  assert.equal(questionOf('?! …'), null)
  assert.equal(questionOf('a'.repeat(300))?.length, 200)
})
