import type { Instant } from '../ids.ts'
import { nothingCollected } from './collect.ts'
import type { Flow } from './flow.ts'
import type { FlowSource, FlowTurn } from './run.ts'
import { Walk } from './walk.ts'

/** A customer starts on a flow. */
export function beginFlow(flow: Flow, { flowId, flowVersion }: FlowSource, at: Instant): FlowTurn {
  const luggage = { flowId, flowVersion, collected: nothingCollected, steps: [], askCount: 0 }
  return new Walk(flow, luggage, at).enter(flow.startNodeId)
}
