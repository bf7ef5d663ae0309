import type { FlowChoice } from './flow.ts'

const combiningMarks = /[\u0300-\u036f]/g

/** A text as answers are compared: without case, accents and surrounding blanks (`' Ärger '` is `'arger'`, `'１'` is `'1'`). */
export function comparable(text: string): string {
  return text.normalize('NFKD').replace(combiningMarks, '').toUpperCase().toLowerCase().trim()
}

/** The choice a customer meant: first by key, then by label; null when neither fits. */
export function matchChoice(choices: readonly FlowChoice[], line: string): FlowChoice | null {
  const answer = comparable(line)
  return (
    choices.find((choice) => comparable(choice.key) === answer) ??
    choices.find((choice) => comparable(choice.label) === answer) ??
    null
  )
}
