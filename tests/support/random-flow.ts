import type { Flow, FlowNode, FlowSets } from '#domain/flow/flow.ts'
import { sales, support } from './flow-talk.ts'
import type { Random } from './random.ts'

const durations = [1_000, 30_000, 60_000, 86_400_000]

/** Chooses where a way leads: `byItself` when nobody needs to answer. */
type Target = (random: Random, from: number, byItself: boolean, nodeCount: number) => string

// Ways that need no answer lead forward only, so they never make a circle; the last two nodes are ends.
const sound: Target = (random, from, byItself, nodeCount) =>
  byItself ? `n${from + 1 + random.below(nodeCount - from - 1)}` : `n${random.below(nodeCount)}`

const unsound: Target = (random, _from, _byItself, nodeCount) => `n${random.below(nodeCount + 1)}`

/** A flow that can be saved: nodes that nothing leads to are left away. */
export function randomFlow(random: Random): Flow {
  const flow = grow(random, sound)
  const reached = new Set([flow.startNodeId])
  for (const id of reached) {
    const node = flow.nodes.find((candidate) => candidate.id === id)
    for (const [, next] of JSON.stringify(node).matchAll(/"(n\d+)"/g)) if (next) reached.add(next)
  }
  return { ...flow, nodes: flow.nodes.filter(({ id }) => reached.has(id)) }
}

/** A flow as nobody checked it: circles, lost nodes, ways into nothing. */
export function uncheckedFlow(random: Random): Flow {
  return grow(random, unsound)
}

function grow(random: Random, target: Target): Flow {
  const nodeCount = 3 + random.below(12)
  const nodes = Array.from({ length: nodeCount }, (_, index) => randomNode(random, index, nodeCount, target))
  return { name: 'Random', startNodeId: 'n0', nodes }
}

function randomNode(random: Random, index: number, nodeCount: number, target: Target): FlowNode {
  const id = `n${index}`
  const to = (byItself: boolean) => target(random, index, byItself, nodeCount)
  const timeoutMs = random.pick(durations)
  const kind =
    index >= nodeCount - 2 ? random.pick(['queue', 'end']) : random.pick(['say', 'menu', 'menu', 'ask', 'bot'])
  switch (kind) {
    case 'say':
      return { id, kind, text: `Say ${index}`, next: to(true), sets: randomSets(random) }
    case 'menu': {
      const choices = Array.from({ length: 1 + random.below(4) }, (_, choice) => ({
        key: String(choice + 1),
        label: `Choice ${choice}`,
        next: to(false),
        sets: randomSets(random),
      }))
      const maxRetries = random.below(3)
      const ways = { onTimeout: to(true), onRetriesSpent: to(false) }
      return { id, kind, text: `Menu ${index}`, choices, timeoutMs, retryText: 'Again?', maxRetries, ...ways }
    }
    case 'ask':
      return { id, kind, text: `Ask ${index}`, attribute: `a${index}`, timeoutMs, onTimeout: to(true), next: to(false) }
    case 'bot': {
      const ways = { onFailure: to(true), onSilence: to(true) }
      return { id, kind, url: 'https://bot.example/', timeoutMs, silenceMs: random.pick(durations), ...ways }
    }
    case 'queue':
      return random.below(2) === 0 ? { id, kind } : { id, kind, queueId: random.pick([sales, support]) }
    default:
      return { id, kind: 'end' }
  }
}

function randomSets(random: Random): FlowSets {
  return random.pick<FlowSets>([
    {},
    { queueId: support },
    { tagIds: ['tag-new', 'tag-bill'] },
    { skillIds: ['skill-german'], attributes: { tone: 'kind' } },
  ])
}
