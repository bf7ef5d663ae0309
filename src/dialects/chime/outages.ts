import Type from 'typebox'
import type { Instant } from '#domain/ids.ts'
import { flagsOf, type Outage } from '#domain/outage/outage.ts'
import type { DeskState } from '#domain/state.ts'
import { dateTimeText } from '#wire/dotnet/date-time.ts'
import { documented } from './documented.ts'
import { method, No } from './method.ts'
import { OutageView } from './views.ts'
import { queueByNo } from './words.ts'

export const outageMethods = [
  method({
    name: 'GetAllOutages',
    verb: 'GET',
    path: '/Api/GetAllOutages',
    heading: 'Get All Outages (Global)',
    about: 'What is out of order now, in all queues',
    rules: ['CH-70', 'CH-71'],
    who: 'anyone',
    freshSeconds: 5,
    answer: Type.Array(OutageView),
    example: [...documented.GetAllOutages],
    run: ({ ask, parts }) =>
      ask((state) =>
        outagesAt(state, parts.clock.now())
          .filter(({ isActive }) => isActive)
          .sort((a, b) => a.OutageID - b.OutageID),
      ),
  }),
  method({
    name: 'GetQueueOutages',
    verb: 'GET',
    path: '/Api/GetQueueOutages',
    heading: 'Get Queue Outages',
    about: 'What is and was out of order in a queue, newest first',
    rules: ['CH-70', 'CH-72'],
    who: 'anyone',
    freshSeconds: 5,
    input: { queueID: No('a queue') },
    answer: Type.Array(OutageView),
    example: [...documented.GetQueueOutages],
    run: ({ input: { queueID }, ask, parts }) =>
      ask((state) => {
        const { no } = queueByNo(state, queueID)
        return outagesAt(state, parts.clock.now())
          .filter(({ QueueID, isUpcoming }) => QueueID === no && !isUpcoming)
          .sort((a, b) => b.OutageID - a.OutageID)
      }),
  }),
]

function outagesAt(state: DeskState, now: Instant): OutageView[] {
  return [...state.outages.values()].flatMap((outage) => {
    const queue = state.queues.get(outage.queueId)
    return queue ? [presentOutage(state, outage, queue, now)] : []
  })
}

function presentOutage(
  state: DeskState,
  outage: Outage,
  queue: { readonly no: number; readonly name: string },
  now: Instant,
): OutageView {
  const creator = outage.announcedById ? state.agents.get(outage.announcedById) : undefined
  const { isScheduled, isActive, isPlanned, isUpcoming } = flagsOf(outage, now)
  return {
    QueueID: queue.no,
    OutageID: outage.no,
    CreatorID: creator?.no ?? null,
    CreatorName: creator?.name ?? null,
    QueueName: queue.name,
    CreatedTime: dateTimeText(outage.addedAt),
    Title: outage.title,
    Body: outage.text,
    isScheduled,
    isActive,
    isPlanned,
    isUpcoming,
    OutageStart: dateTimeText(outage.startsAt),
    OutageStop: outage.endsAt === null ? null : dateTimeText(outage.endsAt),
  }
}
