import type { Bots } from '#ports/bots.ts'

const mostLines = 20
const longestLine = 4_000
const largestAnswer = 256 * 1024

/**
 * Asks by `POST` of JSON (`{chatId, askNo, line}`), answered with `{lines: [text]}`. Only origins that the configuration
 * names are ever called, redirects are not followed, and an answer is read no further than it may be long.
 */
export function httpBots(allowedOrigins: readonly string[]): Bots {
  return {
    async ask(url, question, timeoutMs) {
      if (!URL.canParse(url) || !allowedOrigins.includes(new URL(url).origin))
        throw new Error(`${url} is not among the origins that may be called`)
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(question),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (!response.ok) throw new Error(`${url} answered ${response.status}`)
      return linesOf(JSON.parse(await textOf(response)))
    },
  }
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let byteCount = 0
  for await (const chunk of response.body ?? []) {
    byteCount += chunk.byteLength
    if (byteCount > largestAnswer) throw new Error('the answer is too long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function linesOf(answer: unknown): string[] {
  const lines = typeof answer === 'object' && answer !== null && 'lines' in answer ? answer.lines : null
  const isLine = (line: unknown): line is string => typeof line === 'string' && line.length <= longestLine
  if (!Array.isArray(lines) || lines.length > mostLines || !lines.every(isLine))
    throw new Error(`the answer is not {lines: […]} with at most ${mostLines} texts of ${longestLine} characters`)
  return lines
}
