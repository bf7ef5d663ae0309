import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Agent } from '../../agent/agent.ts'
import type { Instant, SkillId } from '../../ids.ts'
import { defaultQueueSettings, type Queue, type StrategyName, strategyNames } from '../../queue/queue.ts'
import type { Candidate } from '../strategy.ts'
import { strategies } from './index.ts'

interface Somebody {
  readonly no: number
  readonly chats?: number
  readonly idleSince?: number
  readonly lastAnsweredAt?: number
  readonly priority?: number
  /** Levels of the two skills that the chat needs. */
  readonly levels?: readonly [number, number]
}

type Case = readonly [
  what: string,
  agents: readonly Somebody[],
  lastAskedNo: number,
  chosen: Record<StrategyName, readonly number[]>,
]

/** Whom each strategy asks. */
const cases: readonly Case[] = [
  ['one candidate', [{ no: 4, chats: 1, idleSince: 50 }], 9, all([4])],
  [
    'different in everything',
    [
      { no: 1, chats: 2, idleSince: 10, lastAnsweredAt: 9, priority: 2, levels: [5, 1] },
      { no: 2, chats: 0, idleSince: 30, lastAnsweredAt: 7, priority: 3, levels: [1, 9] },
      { no: 3, chats: 1, idleSince: 20, lastAnsweredAt: 8, priority: 1, levels: [2, 2] },
    ],
    1,
    {
      broadcast: [1, 2, 3],
      'round-robin': [2],
      'least-busy': [2],
      'longest-idle': [1],
      'longest-since-answered': [2],
      'best-match': [3],
      'priority-tiers': [3],
    },
  ],
  ['equal in everything: the lower number', [{ no: 3 }, { no: 2 }], 0, { ...all([2]), broadcast: [3, 2] }],
  [
    'the cursor is at the end: from the start again',
    [
      { no: 1, idleSince: 10 },
      { no: 2, idleSince: 20 },
    ],
    7,
    { ...all([1]), broadcast: [1, 2] },
  ],
  [
    'whoever was asked last has left: the next after them',
    [
      { no: 1, idleSince: 30 },
      { no: 3, idleSince: 20 },
      { no: 5, idleSince: 10 },
    ],
    2,
    { ...all([5]), broadcast: [1, 3, 5], 'round-robin': [3], 'longest-since-answered': [1] },
  ],
  [
    'equally good: who has been idle longer, or answered longer ago, or never',
    [
      { no: 1, chats: 1, idleSince: 40, lastAnsweredAt: 3 },
      { no: 2, chats: 1, idleSince: 30, lastAnsweredAt: 4 },
      { no: 3, chats: 1, idleSince: 50 },
    ],
    0,
    { ...all([2]), broadcast: [1, 2, 3], 'round-robin': [1], 'longest-since-answered': [3] },
  ],
]

function all(chosen: readonly number[]): Record<StrategyName, readonly number[]> {
  return Object.fromEntries(strategyNames.map((name) => [name, chosen])) as Record<StrategyName, readonly number[]>
}

const skillIds = ['first', 'second'] as unknown as readonly SkillId[]
const needs = skillIds.map((skillId) => ({ skillId, weakestLevel: 10 }))

function candidate({
  no,
  chats = 0,
  idleSince = 0,
  lastAnsweredAt,
  priority = 1,
  levels = [1, 1],
}: Somebody): Candidate {
  const skills = levels.map((level, at) => ({ skillId: skillIds[at] as SkillId, level }))
  const times = { idleSince: idleSince as Instant, lastAnsweredAt: (lastAnsweredAt ?? null) as Instant | null }
  const agent = { id: String(no), no, ...times, skills } as unknown as Agent
  return {
    agent,
    load: { id: agent.id, chats, ringing: null },
    member: { agentId: agent.id, priority, receivesChats: true },
  }
}

for (const name of strategyNames) {
  for (const [what, agents, lastAskedNo, chosen] of cases) {
    test(`${name}: ${what}`, () => {
      const candidates = agents.map(candidate)
      const queue = { ...defaultQueueSettings, strategy: name, lastAskedNo } as unknown as Queue
      assert.deepEqual(strategies[name](candidates, queue, needs).map(Number), chosen[name])
      const turned = strategies[name]([...candidates].reverse(), queue, needs).map(Number)
      assert.deepEqual(turned.sort(), [...chosen[name]].sort(), 'the order of the candidates must not matter')
    })
  }
}
