import type { QueueId } from '../ids.ts'
import type { Findings } from './findings.ts'
import type { FlowNode, FlowSets, MenuNode } from './flow.ts'
import { comparable } from './match-choice.ts'
import { parseCommand } from './parse-command.ts'

/** What a flow may refer to, as it is when the flow is saved. */
export interface KnownToFlow {
  readonly queueIds: ReadonlySet<QueueId>
  readonly tagIds: ReadonlySet<string>
  readonly skillIds: ReadonlySet<string>
}

/** As many as the welcome menu can have. */
const choiceLimit = 99
const retryLimit = 10

/** Finds what is wrong inside one node; where its ways lead is for `checkWays`. */
export function checkNode(node: FlowNode, place: string, known: KnownToFlow, findings: Findings): void {
  if (node.note !== undefined) findings.text(`${place}.note`, node.note)
  switch (node.kind) {
    case 'say':
      findings.text(`${place}.text`, node.text)
      checkSets(node.sets, `${place}.sets`, known, findings)
      return
    case 'menu':
      checkMenu(node, place, known, findings)
      return
    case 'ask':
      findings.text(`${place}.text`, node.text)
      findings.title(`${place}.attribute`, node.attribute)
      findings.duration(`${place}.timeoutMs`, node.timeoutMs)
      return
    case 'bot':
      if (!isWebAddress(node.url)) findings.add(`${place}.url`, 'an address that begins with http:// or https://')
      findings.duration(`${place}.timeoutMs`, node.timeoutMs)
      findings.duration(`${place}.silenceMs`, node.silenceMs)
      return
    case 'queue':
      if (node.queueId !== undefined && !known.queueIds.has(node.queueId))
        findings.add(`${place}.queueId`, 'the id of a queue')
      return
    case 'end':
      if (node.text !== undefined) findings.text(`${place}.text`, node.text)
  }
}

function checkMenu(node: MenuNode, place: string, known: KnownToFlow, findings: Findings): void {
  findings.text(`${place}.text`, node.text)
  findings.text(`${place}.retryText`, node.retryText)
  findings.duration(`${place}.timeoutMs`, node.timeoutMs)
  if (!Number.isInteger(node.maxRetries) || node.maxRetries < 0 || node.maxRetries > retryLimit)
    findings.add(`${place}.maxRetries`, `a whole number from 0 to ${retryLimit}`)
  if (node.choices.length === 0 || node.choices.length > choiceLimit)
    findings.add(`${place}.choices`, `1 to ${choiceLimit} choices`)

  const keys = new Set<string>()
  const labels = new Set<string>()
  for (const [index, choice] of node.choices.entries()) {
    const choicePlace = `${place}.choices[${index}]`
    checkAnswer(choice.key, `${choicePlace}.key`, keys, findings)
    checkAnswer(choice.label, `${choicePlace}.label`, labels, findings)
    checkSets(choice.sets, `${choicePlace}.sets`, known, findings)
  }
}

function checkAnswer(answer: string, field: string, taken: Set<string>, findings: Findings): void {
  findings.title(field, answer)
  // A command is understood first, so such a choice could never be made by typing it.
  if (parseCommand(answer)) findings.add(field, 'a text that is not a command')
  const compared = comparable(answer)
  if (taken.has(compared))
    findings.add(field, 'a text that differs from the others by more than case, accents and blanks')
  taken.add(compared)
}

function checkSets(sets: FlowSets | undefined, place: string, known: KnownToFlow, findings: Findings): void {
  if (!sets) return
  if (sets.queueId !== undefined && !known.queueIds.has(sets.queueId))
    findings.add(`${place}.queueId`, 'the id of a queue')
  for (const [index, tagId] of (sets.tagIds ?? []).entries())
    if (!known.tagIds.has(tagId)) findings.add(`${place}.tagIds[${index}]`, 'the id of a tag')
  for (const [index, skillId] of (sets.skillIds ?? []).entries())
    if (!known.skillIds.has(skillId)) findings.add(`${place}.skillIds[${index}]`, 'the id of a skill')
  for (const [name, value] of Object.entries(sets.attributes ?? {})) {
    const field = `${place}.attributes[${JSON.stringify(name)}]`
    findings.title(field, name)
    findings.text(field, value)
  }
}

function isWebAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address)
}
