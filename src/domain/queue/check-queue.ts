import { problemsOfRule } from '../metrics/service-level-rule.ts'
import { type Known, missing } from '../organisation/nouns.ts'
import type { Problem } from '../refusal.ts'
import type { DeskState } from '../state.ts'
import { checkTexts } from '../texts/check-texts.ts'
import { checkMenu } from './check-menu.ts'
import type { Queue, QueueSettings, SkillNeed } from './queue.ts'

/** Everything that is wrong with a queue's settings as a whole, each with its place. */
export function checkQueue(state: DeskState, settings: QueueSettings, id: string, known: Known): Problem[] {
  const { unitId, hoursId, managerIds, reviewerIds, autoTagIds, teamIds, serviceLevel } = settings
  const each = (table: 'agents' | 'tags' | 'teams', ids: readonly string[], field: string) =>
    ids.flatMap((one, at) => [
      ...missing(known, table, one, `${field}[${at}]`),
      ...(ids.indexOf(one) < at ? [{ field: `${field}[${at}]`, accepted: 'each once' }] : []),
    ])
  return [
    ...missing(known, 'businessUnits', unitId, 'unitId'),
    ...missing(known, 'hours', hoursId, 'hoursId'),
    ...each('teams', teamIds, 'teamIds'),
    ...teamsOfOtherUnits(state, settings, known),
    ...each('agents', managerIds, 'managerIds'),
    ...each('agents', reviewerIds, 'reviewerIds'),
    ...each('tags', autoTagIds, 'autoTagIds'),
    ...checkMembers(settings, known),
    ...checkNeeds(known, settings.needs, 'needs'),
    ...checkRelaxations(settings, known),
    ...checkOverflows(state, settings, id, known),
    ...checkTimes(settings),
    ...checkMenu(state, settings, id),
    ...checkTexts(settings.texts),
    ...(serviceLevel ? problemsOfRule(serviceLevel, 'serviceLevel') : []),
  ]
}

function teamsOfOtherUnits(state: DeskState, { teamIds, unitId }: QueueSettings, known: Known): Problem[] {
  return teamIds.flatMap((teamId, at) => {
    const team = known('teams', teamId) && state.teams.get(teamId)
    return team && team.unitId !== unitId ? [{ field: `teamIds[${at}]`, accepted: "a team of the queue's unit" }] : []
  })
}

function checkMembers({ members }: QueueSettings, known: Known): Problem[] {
  const seen = new Set<string>()
  return members.flatMap(({ agentId }, at) => {
    const field = `members[${at}].agentId`
    const twice = seen.has(agentId)
    seen.add(agentId)
    return [...missing(known, 'agents', agentId, field), ...(twice ? [{ field, accepted: 'each agent once' }] : [])]
  })
}

function checkNeeds(known: Known, needs: readonly SkillNeed[], place: string): Problem[] {
  return needs.flatMap(({ skillId }, at) => missing(known, 'skills', skillId, `${place}[${at}].skillId`))
}

function checkRelaxations({ relaxations, maxWaitMs }: QueueSettings, known: Known): Problem[] {
  return relaxations.flatMap(({ afterMs, needs }, at) => {
    const before = at === 0 ? 0 : (relaxations[at - 1]?.afterMs ?? 0)
    const problems = checkNeeds(known, needs, `relaxations[${at}].needs`)
    if (afterMs <= before || afterMs >= maxWaitMs)
      problems.push({
        field: `relaxations[${at}].afterMs`,
        accepted: 'later than the step before, and before maxWaitMs',
      })
    return problems
  })
}

/** Where rules lead must be a queue that can serve: no dead end, and no way back to where the chat came from. */
function checkOverflows(state: DeskState, settings: QueueSettings, id: string, known: Known): Problem[] {
  const problems: Problem[] = []
  for (const [at, rule] of settings.overflows.entries()) {
    const field = `overflows[${at}].toQueueId`
    const to = known('queues', rule.toQueueId) ? state.queues.get(rule.toQueueId) : undefined
    if (rule.toQueueId === id || (to && leadsTo(state, to, id, new Set())))
      problems.push({ field, accepted: 'a queue from which no overflow leads back here' })
    else if (!to) problems.push({ field, accepted: 'the id of a queue' })
    else if (!to.enabled || !to.members.some(({ receivesChats }) => receivesChats))
      problems.push({ field, accepted: 'an enabled queue with members who are offered chats' })
    if ('afterMs' in rule && rule.afterMs >= settings.maxWaitMs)
      problems.push({ field: `overflows[${at}].afterMs`, accepted: 'less than maxWaitMs' })
  }
  return [...problems, ...checkServing(state, settings, id, known)]
}

/** A queue to which chats overflow must go on serving them. */
export function checkServing(
  state: DeskState,
  settings: Pick<QueueSettings, 'enabled' | 'members'>,
  id: string,
  known: Known,
): Problem[] {
  const serves = settings.enabled && settings.members.some(({ receivesChats }) => receivesChats)
  const from = serves ? [] : leadingTo(state, id)
  const named = from.find((queue) => known('queues', queue.id))
  if (from.length === 0) return []
  const accepted = `enabled and with members who are offered chats, since chats of ${named ? `queue ${named.no}` : 'another queue'} overflow here`
  return [{ field: settings.enabled ? 'members' : 'enabled', accepted }]
}

function leadsTo(state: DeskState, from: Queue, id: string, seen: Set<string>): boolean {
  if (from.id === id) return true
  if (seen.has(from.id)) return false
  seen.add(from.id)
  return from.overflows.some(({ toQueueId }) => {
    const next = state.queues.get(toQueueId)
    return next !== undefined && leadsTo(state, next, id, seen)
  })
}

function leadingTo(state: DeskState, id: string): readonly Queue[] {
  return [...state.queues.values()].filter(({ overflows }) => overflows.some(({ toQueueId }) => toQueueId === id))
}

function checkTimes({ idleWarnMs, idleCloseMs, offerMs, maxWaitMs }: QueueSettings): Problem[] {
  const problems: Problem[] = []
  if (idleWarnMs === null && idleCloseMs !== null)
    problems.push({ field: 'idleCloseMs', accepted: 'only together with idleWarnMs' })
  if (offerMs >= maxWaitMs) problems.push({ field: 'offerMs', accepted: 'less than maxWaitMs' })
  return problems
}
