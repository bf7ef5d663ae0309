import type { Findings } from './findings.ts'
import type { Flow, FlowNode } from './flow.ts'
import { type Way, waysOut } from './ways.ts'

/** A way that leads to a node that exists. */
interface Link extends Way {
  readonly from: number
  readonly target: number
}

/** Finds ways that lead nowhere, to no end, or round in a circle while nobody does anything, and nodes no way leads to. */
export function checkWays(flow: Flow, root: string, findings: Findings): void {
  const indexes = new Map<string, number>()
  for (const [index, node] of flow.nodes.entries()) if (!indexes.has(node.id)) indexes.set(node.id, index)

  const start = indexes.get(flow.startNodeId)
  if (start === undefined) findings.add(`${root}startNodeId`, 'the id of a node of this flow')

  const links: Link[][] = []
  for (const [from, node] of flow.nodes.entries()) {
    const found: Link[] = []
    for (const way of waysOut(node)) {
      const target = indexes.get(way.to)
      if (target === undefined) findings.add(`${root}nodes[${from}].${way.field}`, 'the id of a node of this flow')
      else found.push({ ...way, from, target })
    }
    links.push(found)
  }

  for (const { from, field } of circles(links.map((ways) => ways.filter(({ byItself }) => byItself))))
    findings.add(
      `${root}nodes[${from}].${field}`,
      'a node from which no way leads back here unless the customer answers in between',
    )

  const reached = start === undefined ? null : reachedFrom([start], links)
  const ending = endingNodes(flow.nodes, links)
  for (const index of flow.nodes.keys()) {
    if (reached && !reached.has(index))
      findings.add(`${root}nodes[${index}]`, 'a node that some way from the start leads to')
    if (!ending.has(index))
      findings.add(`${root}nodes[${index}]`, 'a node from which some way leads to a queue or an end')
  }
}

/** The links that close a circle: a depth-first walk meets a node again that it has not finished with. */
function circles(links: readonly (readonly Link[])[]): Link[] {
  const closing: Link[] = []
  const begun = new Set<number>()
  const finished = new Set<number>()
  const visit = (index: number) => {
    begun.add(index)
    for (const link of links[index] ?? []) {
      if (!begun.has(link.target)) visit(link.target)
      else if (!finished.has(link.target)) closing.push(link)
    }
    finished.add(index)
  }
  for (const index of links.keys()) if (!begun.has(index)) visit(index)
  return closing
}

function endingNodes(nodes: readonly FlowNode[], links: readonly (readonly Link[])[]): Set<number> {
  const back: Link[][] = nodes.map(() => [])
  for (const link of links.flat()) back[link.target]?.push({ ...link, target: link.from })
  const ends = [...nodes.keys()].filter((index) => nodes[index]?.kind === 'queue' || nodes[index]?.kind === 'end')
  return reachedFrom(ends, back)
}

function reachedFrom(starts: readonly number[], links: readonly (readonly Link[])[]): Set<number> {
  const reached = new Set(starts)
  for (const index of reached) for (const { target } of links[index] ?? []) reached.add(target)
  return reached
}
