import { checkText } from '../chat/text.ts'
import type { Problem } from '../refusal.ts'
import { ownTextNames } from './own-text-names.ts'
import { textResourceNames } from './text-names.ts'

const names: readonly string[] = [...Object.keys(textResourceNames), ...ownTextNames]
/** Said by a flow, and so bound to what flows may say. */
const saidByFlow: readonly string[] = ['WelcomeMenu', 'WelcomeMenuRetry']
const flowTextLimit = 2_000

/** What is wrong with the texts of a queue or of the centre; an empty text is one that is not said. */
export function checkTexts(texts: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const field = `texts.${name}`
    if (!names.includes(name)) return [{ field, accepted: `one of ${names.join(', ')}` }]
    if (!saidByFlow.includes(name) || text === '') return []
    if (text.length <= flowTextLimit && checkText(text) === null) return []
    return [{ field, accepted: `up to ${flowTextLimit} characters, not blank, without control characters` }]
  })
}
