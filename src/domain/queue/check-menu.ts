import { checkText } from '../chat/text.ts'
import { comparable } from '../flow/match-choice.ts'
import { parseCommand } from '../flow/parse-command.ts'
import type { Problem } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import type { QueueSettings } from './queue.ts'

const nameLimit = 80
const lastIndex = 99

/** What is wrong with a queue's entry in the welcome menu: whatever is typed there must mean one queue, also once others are enabled again. */
export function checkMenu(state: DeskState, { menu }: QueueSettings, id: string): Problem[] {
  if (menu === null) return []
  const { name, index } = menu
  const problems: Problem[] = []
  const others = [...state.queues.values()].flatMap((queue) => (queue.id !== id && queue.menu ? [queue.menu] : []))
  if (name.length > nameLimit || checkText(name) !== null || /[\t\n]/.test(name))
    problems.push({ field: 'menu.name', accepted: `1 to ${nameLimit} characters in one line, not blank` })
  else if (parseCommand(name)) problems.push({ field: 'menu.name', accepted: 'a text that is not a command' })
  else if (others.some((other) => comparable(other.name) === comparable(name)))
    problems.push({ field: 'menu.name', accepted: 'a name that no other queue has in the menu' })
  if (!Number.isInteger(index) || index < 1 || index > lastIndex || others.some((other) => other.index === index))
    problems.push({ field: 'menu.index', accepted: `a whole number from 1 to ${lastIndex} that no other queue has` })
  return problems
}
