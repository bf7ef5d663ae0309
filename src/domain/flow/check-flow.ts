import type { Problem } from '../refusal.ts'
import { checkNode, type KnownToFlow } from './check-node.ts'
import { checkWays } from './check-ways.ts'
import { Findings } from './findings.ts'
import type { Flow } from './flow.ts'

const nodeLimit = 500

/** Everything that is wrong with a flow, each with its place (`flow.nodes[3].choices[0].next`; '' as `place` for the root). */
export function checkFlow(flow: Flow, place: string, known: KnownToFlow): Problem[] {
  const findings = new Findings()
  const root = place === '' ? '' : `${place}.`
  findings.title(`${root}name`, flow.name)
  // Not looked into any further: what follows takes its time for each node.
  if (flow.nodes.length === 0 || flow.nodes.length > nodeLimit) {
    findings.add(`${root}nodes`, `1 to ${nodeLimit} nodes`)
    return findings.problems
  }

  const ids = new Set<string>()
  for (const [index, node] of flow.nodes.entries()) {
    const nodePlace = `${root}nodes[${index}]`
    findings.title(`${nodePlace}.id`, node.id)
    if (ids.has(node.id)) findings.add(`${nodePlace}.id`, 'an id that no other node of the flow has')
    ids.add(node.id)
    checkNode(node, nodePlace, known, findings)
  }
  checkWays(flow, root, findings)
  return findings.problems
}
