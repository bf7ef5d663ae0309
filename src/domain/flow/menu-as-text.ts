import type { FlowEffect } from './run.ts'

/** What is said as plain text, for channels without buttons: the text, then one row for each choice (`1 Sales`). */
export function menuAsText({ text, choices = [] }: Extract<FlowEffect, { do: 'say' }>): string {
  return [text, ...choices.map(({ key, label }) => `${key} ${label}`)].join('\n')
}
