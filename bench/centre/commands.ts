import type { AgentActor } from '#domain/actor.ts'
import type { Command } from '#domain/commands.ts'
import { quantile } from '../quantile.ts'
import type { WholeCentre } from './build.ts'
import { channelStories } from './channel-stories.ts'
import { chatStories } from './chat-stories.ts'
import { flowStories } from './flow-stories.ts'
import { officeStories } from './office-stories.ts'
import { People } from './people.ts'
import { staffStories } from './staff-stories.ts'
import { common, type Stories, type Story } from './story.ts'
import { togetherStories } from './together-stories.ts'

/** Microseconds of one command. */
export interface CommandTimes {
  readonly name: Command['do'] | 'plain arithmetic'
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly p90: number
}

const warmUp = 100

/** What the machine itself adds: the same arithmetic each time, as long as a command. On a shared machine its p99 is not its own. */
export function timeNothing(): CommandTimes {
  const us = Array.from({ length: common }, () => {
    const from = performance.now()
    let mixed = 0
    for (let round = 0; round < 100_000; round++) mixed = Math.imul(mixed ^ round, 0x85ebca6b)
    return (performance.now() - from) * 1_000 + (mixed & 0)
  })
  return { name: 'plain arithmetic', count: common, ...quantiles(us) }
}

/** Every command there is, each alone, in the whole centre. */
export function timeCommands(whole: WholeCentre, share = 1): readonly CommandTimes[] {
  const people = new People(whole)
  const stories: Stories = {
    ...chatStories(whole, people),
    ...togetherStories(whole, people),
    ...staffStories(whole, people),
    ...officeStories(whole, people),
    ...flowStories(whole, people),
    ...channelStories(whole),
  }
  const each = Object.entries(stories) as [Command['do'], Story][]
  for (const [, story] of each) timesOf(whole, story, Math.ceil(warmUp * share))
  return each.map(([name, story]) => {
    const us = timesOf(whole, story, Math.ceil(story.times * share))
    return { name, count: us.length, ...quantiles(us) }
  })
}

function timesOf({ centre }: WholeCentre, { next, after }: Story, times: number): readonly number[] {
  return Array.from({ length: times }, (_, round) => {
    const act = next(round)
    const { us, events } = centre.timed(act)
    after?.(act.command, act.actor as AgentActor, events)
    return us
  })
}

function quantiles(us: readonly number[]) {
  return { p50: quantile(us, 0.5), p90: quantile(us, 0.9), p99: quantile(us, 0.99) }
}
