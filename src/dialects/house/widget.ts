import { welcomeFlow } from '#domain/chat/welcome.ts'
import type { Instant, QueueId } from '#domain/ids.ts'
import { aheadOfNewcomer, estimateWait } from '#domain/metrics/estimate-wait.ts'
import { flagsOf } from '#domain/outage/outage.ts'
import { isAttended } from '#domain/queue/is-available.ts'
import type { DeskState } from '#domain/state.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { WidgetView } from './views.ts'

/** What a visitor's page needs to know before anybody wrote anything. */
export function widgetRoutes(app: HouseApp, { desk, clock, settings }: HouseParts): void {
  app.get(
    '/widget',
    { schema: { tags: ['chats'], summary: 'What the widget shows first', response: { 200: WidgetView } } },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=5')
      return desk.ask((state) => ({
        name: state.settings.name,
        messageLimit: settings.messageLimit,
        attachmentLimitBytes: settings.attachmentLimitBytes,
        welcomes: welcomeFlow(state, null) !== null,
        queues: [...state.queues.values()]
          .filter(({ enabled }) => enabled)
          .sort((a, b) => a.no - b.no)
          .map((queue) => ({
            id: queue.id,
            name: queue.name,
            open: queue.open,
            opensAt: queue.open ? null : queue.turnsAt,
            estimate: estimateOf(state, queue.id, clock.now()),
            outages: outagesOf(state, queue.id, clock.now()),
            waiting: state.line(queue.id).length,
            staffed: isAttended(state, queue),
          })),
      }))
    },
  )
}

/** How long somebody who comes now will wait, as a range; null: unknown. */
function estimateOf(state: DeskState, queueId: QueueId, at: Instant) {
  return estimateWait(state, queueId, aheadOfNewcomer(state, queueId), at).range
}

/** What is out of order now, and what will be, as visitors are told. */
function outagesOf(state: DeskState, queueId: QueueId, at: Instant) {
  return [...state.outages.values()]
    .filter((outage) => outage.queueId === queueId)
    .map((outage) => ({ ...outage, ...flagsOf(outage, at) }))
    .filter(({ isActive, isUpcoming }) => isActive || isUpcoming)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map(({ title, text, startsAt, endsAt, isActive }) => ({ title, text, startsAt, endsAt, isActive }))
}
