/** What a customer may type, and a bot may answer, at any time; *deflected* means ended before an agent was asked for. */
export type FlowCommand =
  /** Asks for an agent, with the name of a skill if one was given. */
  | { readonly command: 'agent'; readonly skillName: string | null }
  /** Ends the chat as deflected. */
  | { readonly command: 'end' }
  /** Asks for an agent of the queue with that number. */
  | { readonly command: 'transfer'; readonly queueNo: number }

const agent = /^\/agent(?:\s+\/(.+))?$/i
const end = /^\/(?:exit|end)$/i
// `\S` first, so that very many blanks are not tried one by one.
const transfer = /^\/transfer\s+(\S.*)$/i
const braces = /^\{(.*)\}$/
const queueNo = /^[1-9]\d{0,8}$/

/** Reads one line as a command; null for every other text, one with an unknown slash word included. */
export function parseCommand(line: string): FlowCommand | null {
  const text = line.trim()
  if (!text.startsWith('/')) return null
  if (end.test(text)) return { command: 'end' }

  const toQueue = transfer.exec(text)
  if (toQueue) {
    const no = withoutBraces(toQueue[1])
    return queueNo.test(no) ? { command: 'transfer', queueNo: Number(no) } : null
  }

  const toAgent = agent.exec(text)
  if (!toAgent) return null
  if (toAgent[1] === undefined) return { command: 'agent', skillName: null }
  const skillName = withoutBraces(toAgent[1])
  return skillName === '' ? null : { command: 'agent', skillName }
}

// The vendor writes `/agent /{tag}`: bots that were built to the letter send the braces too.
function withoutBraces(text = ''): string {
  return text.trim().replace(braces, '$1').trim()
}
