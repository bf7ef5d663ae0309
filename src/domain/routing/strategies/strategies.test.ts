import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agent } from '../../agent/agent.ts'
import type { Instant } from '../../ids.ts'
import { defaultQueueSettings, type Queue, strategyNames } from '../../queue/queue.ts'
import type { Candidate } from '../strategy.ts'
import { strategies } from './index.ts'

type Case = readonly [
  what: string,
  agents: readonly (readonly [no: number, chats: number, idleSince: number])[],
  lastAskedNo: number,
  chosen: Record<string, readonly number[]>,
]

/** Agents as [number, chats, idle since]; whom each strategy asks. */
const cases: readonly Case[] = [
  ['one candidate', [[4, 1, 50]], 9, { broadcast: [4], 'round-robin': [4], 'least-busy': [4], 'longest-idle': [4] }],
  [
    'different in everything',
    [
      [1, 2, 10],
      [2, 0, 30],
      [3, 1, 20],
    ],
    1,
    { broadcast: [1, 2, 3], 'round-robin': [2], 'least-busy': [2], 'longest-idle': [1] },
  ],
  [
    'equal in everything: the lower number',
    [
      [3, 1, 10],
      [2, 1, 10],
    ],
    0,
    { broadcast: [3, 2], 'round-robin': [2], 'least-busy': [2], 'longest-idle': [2] },
  ],
  [
    'the cursor is at the end: from the start again',
    [
      [1, 0, 10],
      [2, 0, 20],
    ],
    7,
    { broadcast: [1, 2], 'round-robin': [1], 'least-busy': [1], 'longest-idle': [1] },
  ],
  [
    'whoever was asked last has left: the next after them',
    [
      [1, 0, 30],
      [3, 0, 20],
      [5, 0, 10],
    ],
    2,
    { broadcast: [1, 3, 5], 'round-robin': [3], 'least-busy': [5], 'longest-idle': [5] },
  ],
  [
    'equally busy: whoever is idle longer',
    [
      [1, 1, 40],
      [2, 1, 30],
    ],
    0,
    { broadcast: [1, 2], 'round-robin': [1], 'least-busy': [2], 'longest-idle': [2] },
  ],
]

for (const name of strategyNames) {
  for (const [what, agents, lastAskedNo, chosen] of cases) {
    test(`${name}: ${what}`, () => {
      const candidates = agents.map(([no, chats, idleSince]) => ({
        agent: { id: String(no), no, idleSince: idleSince as Instant } as unknown as Agent,
        load: { chats } as Candidate['load'],
      }))
      const queue = { ...defaultQueueSettings, strategy: name, lastAskedNo } as unknown as Queue
      assert.deepEqual(strategies[name](candidates, queue).map(Number), chosen[name])
      const turned = strategies[name]([...candidates].reverse(), queue).map(Number)
      assert.deepEqual(turned.sort(), [...(chosen[name] ?? [])].sort(), 'the order of the candidates must not matter')
    })
  }
}
