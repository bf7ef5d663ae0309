import type { Strategy } from '../strategy.ts'

/** Everyone who can take it hears it; the first to accept has it. */
export const broadcast: Strategy = (candidates) => candidates.map(({ agent }) => agent.id)
