import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesOfBase64 } from './base64.ts'

test('base64 is taken as RFC 4648 has it, with padding', () => {
  for (const text of ['', 'f', 'fo', 'foo', '\u0000ÿ'])
    assert.equal(bytesOfBase64(Buffer.from(text).toString('base64'))?.toString(), text)
})

test('anything else is none: no padding, other letters, spaces, line breaks, bits that mean nothing', () => {
  for (const wrong of ['Zg', 'Zg=', 'Zh==', 'Zm9v\n', ' Zm9v', 'Zm-v', 'Zm9v====', 'data:,Zm9v', '%%%%', 'Zm9v\u0000'])
    assert.equal(bytesOfBase64(wrong), null, JSON.stringify(wrong))
})
