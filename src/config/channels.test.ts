import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './read-config.ts'

const secret = { POLYDESK_CHANNEL_SECRET: 'a secret of 24 characters' }

test('channels are names with addresses, in the clear only within this machine', () => {
  const read = (text: string) => {
    const result = readConfig({ ...secret, POLYDESK_CHANNELS: text })
    return result.ok ? result.config.channels : null
  }
  assert.deepEqual(read(''), [])
  assert.deepEqual(read('sms=https://a.example.org/x?y=1, wa-2=http://127.0.0.1:9/'), [
    { name: 'sms', url: 'https://a.example.org/x?y=1' },
    { name: 'wa-2', url: 'http://127.0.0.1:9/' },
  ])
  for (const wrong of [
    'sms',
    'sms=a.example.org',
    'sms=http://a.example.org',
    'sms=http://127.0.0.1.example.org',
    'SMS=https://a.example.org',
    'sms=https://user:word@a.example.org',
    'sms=https://a.example.org,sms=https://b.example.org',
  ])
    assert.equal(read(wrong), null, wrong)
})

test('channels need a secret, and no error shows one', () => {
  const problems = (environment: Record<string, string>) => {
    const result = readConfig(environment)
    return result.ok ? [] : result.problems
  }
  assert.deepEqual(problems({ POLYDESK_CHANNELS: 'sms=https://a.example.org' }), [
    'POLYDESK_CHANNEL_SECRET is required with POLYDESK_CHANNELS.',
  ])
  for (const wrong of ['too short', `whsec_${'!'.repeat(30)}`]) {
    const [problem = ''] = problems({ POLYDESK_CHANNEL_SECRET: wrong })
    assert.match(problem, /^POLYDESK_CHANNEL_SECRET/)
    assert.ok(!problem.includes(wrong))
  }
})

test('a country of phone numbers is one of two letters', () => {
  for (const [text, accepted] of [
    ['ZA', true],
    ['', true],
    ['za', false],
    ['ZAF', false],
  ] as const)
    assert.equal(readConfig({ POLYDESK_PHONE_COUNTRY: text }).ok, accepted, text)
})
