import type { FlowNode } from './flow.ts'

/** One way out of a node. */
export interface Way {
  /** Where it is written, inside the node: `choices[0].next`. */
  readonly field: string
  readonly to: string
  /** Whether it is taken without the customer doing anything: at once, by time, or because a bot failed. */
  readonly byItself: boolean
}

/** All ways out of a node; none where the flow ends. */
export function waysOut(node: FlowNode): readonly Way[] {
  switch (node.kind) {
    case 'say':
      return [{ field: 'next', to: node.next, byItself: true }]
    case 'menu':
      return [
        ...node.choices.map(({ next }, index) => ({ field: `choices[${index}].next`, to: next, byItself: false })),
        { field: 'onTimeout', to: node.onTimeout, byItself: true },
        { field: 'onRetriesSpent', to: node.onRetriesSpent, byItself: false },
      ]
    case 'ask':
      return [
        { field: 'onTimeout', to: node.onTimeout, byItself: true },
        { field: 'next', to: node.next, byItself: false },
      ]
    case 'bot':
      return [
        { field: 'onFailure', to: node.onFailure, byItself: true },
        { field: 'onSilence', to: node.onSilence, byItself: true },
      ]
    case 'queue':
    case 'end':
      return []
  }
}
