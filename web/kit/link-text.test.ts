import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linkText } from './link-text.ts'

const links = (text: string) => linkText(text).flatMap(({ href }) => (href ? [href] : []))

test('links are found, and the sign that ends the sentence is not part of them', () => {
  assert.deepEqual(links('See https://example.org/a?b=c. Or (http://example.org/x)!'), [
    'https://example.org/a?b=c',
    'http://example.org/x',
  ])
  assert.deepEqual(links('Write to mailto:kim@example.org, please'), ['mailto:kim@example.org'])
})

test('nothing but http, https and mailto becomes a link', () => {
  assert.deepEqual(links('javascript:alert(1) data:text/html,x file:///etc ftp://example.org JAVASCRIPT:x'), [])
})

test('joined, the pieces are the text again, whatever the text', () => {
  const part = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.constantFrom('https://', '<a href="https://x">', 'javascript:x', ' ', ')', '.'),
  )
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        const segments = linkText(text)
        assert.equal(segments.map((segment) => segment.text).join(''), text)
        for (const { href } of segments) if (href) assert.match(href, /^(https?|mailto):/)
      },
    ),
  )
})
