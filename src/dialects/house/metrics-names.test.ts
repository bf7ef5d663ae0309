import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AgentNumbersView, QueueNumbersView } from './metrics-views.ts'

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
}

function has(schema: unknown, path: string): boolean {
  let shape: Shape | undefined = schema as Shape
  for (const name of path.split('.')) shape = shape?.properties?.[name]
  return shape !== undefined
}

/** Vendor-facts 2.5 by the place where our answers have it (docs/metrics.md); direct ones have no fact. */
const agentNames = {
  ronaCount: 'counts.ronaCount',
  answeredCount: 'counts.answeredCount',
  takenCount: 'counts.takenCount',
  offeredCount: 'counts.offeredCount',
  declinedCount: 'counts.declinedCount',
  transferredCount: 'counts.transferredCount',
  consultCount: 'counts.consultCount',
  handledCount: 'counts.handledCount',
  currentlyActiveCount: 'now.currentlyActiveCount',
  longestTalkTime: 'times.talkTime.longest',
  longestHoldTime: 'times.holdTime.longest',
  longestHandleTime: 'times.handleTime.longest',
  longestAfterCallTime: 'times.afterCallTime.longest',
  talkTime: 'times.talkTime.total',
  holdTime: 'times.holdTime.total',
  handleTime: 'times.handleTime.total',
  afterCallTime: 'times.afterCallTime.average',
  availableTime: 'times.availableTime.count',
  unavailableTime: 'times.awayTime',
  inCallTime: 'times.inChatTime',
  ringOnNoAnswerTime: 'times.notRespondingTime',
  loggedOutTime: 'times.offlineTime',
  busyTime: 'times.busyTime',
}
const queueNames = {
  offeredCount: 'counts.offeredCount',
  answeredCount: 'counts.answeredCount',
  answeredBeforeSLACount: 'counts.answeredBeforeSLACount',
  answeredAfterSLACount: 'counts.answeredAfterSLACount',
  abandonedCount: 'counts.abandonedCount',
  abandonedBeforeSLACount: 'counts.abandonedBeforeSLACount',
  abandonedAfterSLACount: 'counts.abandonedAfterSLACount',
  queuedCount: 'counts.queuedCount',
  currentlyActiveCount: 'now.currentlyActiveCount',
  longestQueuedTime: 'longestQueuedTime',
  queueTime: 'times.queueTime',
  speedOfAnswer: 'times.speedOfAnswer',
  handleTime: 'times.handleTime',
  serviceLevelPercent: 'serviceLevel.share',
  agentsAvailableCount: 'now.agentsAvailableCount',
  agentsOnlineCount: 'now.agentsOnlineCount',
  estimatedWaitTime: 'estimatedWait.range',
  newTodayMessageCount: 'counts.queuedCount',
  closedTodayMessageCount: 'counts.completedCount',
  openMessageCount: 'now.waitingCount',
}

test('every public metric of the vendors that a fact can bring has its place in our answers', () => {
  const missing = [
    ...Object.entries(agentNames).filter(([, path]) => !has(AgentNumbersView, path)),
    ...Object.entries(queueNames).filter(([, path]) => !has(QueueNumbersView, path)),
  ]
  assert.deepEqual(missing, [])
  assert.equal(has(AgentNumbersView, 'times.noSuchTime'), false)
})
