import type { Instant } from '../ids.ts'
import type { Addition } from './cell.ts'
import type { CountName, TimeName } from './names.ts'

/** Whatever a chat can stand behind. */
export type NumberName = CountName | TimeName

/**
 * Which chat stands behind what a fact added to a cell. By numbers and not by ids: there are several of these for every chat, they are kept for
 * ever, and they say nothing about the person.
 */
export interface Behind {
  /** Of the cell, not of the fact. */
  readonly slotAt: Instant
  readonly queueNo: number | null
  readonly agentNo: number | null
  readonly chatNo: number
  /** One for each time that the chat counts under it. */
  readonly names: readonly NumberName[]
}

/** What an addition adds to, each count as often as it is named; many messages or responses of one chat are that chat once. */
export function namesIn({ counts, amounts, times, spreads }: Addition): NumberName[] {
  const names: NumberName[] = counts ? [...counts] : []
  for (const name in amounts) if ((amounts[name as CountName] ?? 0) > 0) names.push(name as CountName)
  for (const name in times) names.push(name as TimeName)
  for (const name in spreads) if ((spreads[name as TimeName]?.count ?? 0) > 0) names.push(name as TimeName)
  return names
}
