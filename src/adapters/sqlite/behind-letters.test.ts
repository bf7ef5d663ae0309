import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agentCounts, dayTimes, queueCounts, queueTimes, workTimes } from '#domain/metrics/names.ts'
import { behindLetters, lettersOf } from './behind-letters.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

test('every count and every time has a letter', () => {
  const names = new Set([...queueCounts, ...agentCounts, ...queueTimes, ...workTimes, ...dayTimes])
  assert.deepEqual(Object.keys(behindLetters).sort(), [...names].sort())
})

test('each name has the next letter, so none is used twice and none was taken out', () => {
  assert.equal(Object.values(behindLetters).join(''), alphabet.slice(0, Object.keys(behindLetters).length))
})

test('letters that are on disk mean what they always meant', () => {
  assert.equal(lettersOf(['queuedCount', 'rating5Count', 'messageCount', 'queueTime', 'idleTime']), 'axDEU')
})
