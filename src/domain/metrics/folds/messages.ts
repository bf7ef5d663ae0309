import type { AgentId } from '../../ids.ts'
import type { Addition } from '../cell.ts'
import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'
import { mergeSpreads, noSpread, type Spread, spreadWith } from '../spread.ts'
import type { AgentTally } from '../tally.ts'

/** Messages and how soon they were answered: gathered on the chat, folded in the slot and queue in which it ends. */
export const messages = foldOf(['chat.ended'], (_event, { before }) => {
  if (!before?.tally) return nothingToAdd
  const { customerMessages = 0, agents = {} } = before.tally
  const said = Object.entries(agents)
  if (customerMessages === 0 && said.length === 0) return nothingToAdd
  const additions: Addition[] = []
  let agentMessageCount = 0
  let responseTime: Spread = noSpread
  let firstResponseTime: Spread | null = null
  for (const [agentId, tally] of said) {
    const spreads = spreadsOf(tally)
    additions.push({ key: ofAgent(agentId as AgentId, before), amounts: { messageCount: tally.messages }, spreads })
    agentMessageCount += tally.messages
    if (spreads.responseTime) responseTime = mergeSpreads(responseTime, spreads.responseTime)
    firstResponseTime ??= spreads.firstResponseTime ?? null
  }
  const amounts = {
    ...(customerMessages > 0 ? { customerMessageCount: customerMessages } : {}),
    ...(agentMessageCount > 0 ? { agentMessageCount } : {}),
  }
  const spreads = {
    ...(responseTime.count > 0 ? { responseTime } : {}),
    ...(firstResponseTime ? { firstResponseTime } : {}),
  }
  return [...additions, { key: ofQueue(before), amounts, spreads }]
})

function spreadsOf({ responses, firstResponseMs }: AgentTally): { responseTime?: Spread; firstResponseTime?: Spread } {
  return {
    ...(responses ? { responseTime: responses } : {}),
    ...(firstResponseMs === undefined ? {} : { firstResponseTime: spreadWith(undefined, firstResponseMs) }),
  }
}
