import { type Refusal, refuseValue } from '../refusal.ts'

// Everything in Unicode's Cc except tab and line feed, and lone surrogates, which no store keeps as they are.
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u

/** Whether a text can be a message: not blank, no control characters. Null, or the refusal. */
export function checkText(text: string): Refusal | null {
  if (text.trim() === '') return refuseValue('message.blank', 'text', 'at least one visible character')
  if (unwanted.test(text))
    return refuseValue(
      'message.control-characters',
      'text',
      'text without control characters other than line break and tab',
    )
  return null
}
