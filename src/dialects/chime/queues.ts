import Type from 'typebox'
import { queuesNow } from '#domain/metrics/queues-today.ts'
import { isAvailable } from '#domain/queue/is-available.ts'
import { documented } from './documented.ts'
import { method, No } from './method.ts'
import { AvailableView, QueueInfoView, QueueView, WaitView, WebClientView } from './views.ts'
import { queueByNo } from './words.ts'

const input = { queueID: No('a queue') }
/** For so long a portal and what lies between may give the same answer again. */
const freshSeconds = 5

export const queueMethods = [
  method({
    name: 'IsQueueAvailable',
    verb: 'GET',
    path: '/Api/IsQueueAvailable',
    heading: 'Queue Availability',
    about: 'Whether who asks now would be let in, and somebody takes chats',
    rules: ['CH-30'],
    who: 'anyone',
    freshSeconds,
    input,
    answer: AvailableView,
    example: documented.IsQueueAvailable,
    run: ({ input: { queueID }, ask, parts }) =>
      ask((state) => ({ isAvailable: isAvailable(state, queueByNo(state, queueID), parts.clock.now()) })),
  }),
  method({
    name: 'GetQueueWaitTime',
    verb: 'GET',
    path: '/Api/GetQueueWaitTime',
    heading: 'Queue Wait Time',
    about: 'The average wait of those answered today, and the longest wait now',
    rules: ['CH-31'],
    who: 'anyone',
    freshSeconds,
    input,
    answer: WaitView,
    example: documented.GetQueueWaitTime,
    run: ({ input: { queueID }, ask, parts, waits }) =>
      ask((state) => waits.of(state, queueByNo(state, queueID), parts.clock.now())),
  }),
  method({
    name: 'GetQueueInfo',
    verb: 'GET',
    path: '/Api/GetQueueInfo',
    heading: 'Queue Info',
    about: 'A queue: whether it is available, how many agents are online, how long one waits',
    rules: ['CH-30', 'CH-31', 'CH-32'],
    who: 'anyone',
    freshSeconds,
    input,
    answer: QueueInfoView,
    example: documented.GetQueueInfo,
    run: ({ input: { queueID }, ask, parts, waits }) =>
      ask((state) => {
        const queue = queueByNo(state, queueID)
        const now = parts.clock.now()
        return {
          queueID: queue.no,
          queueName: queue.name,
          isAvailable: isAvailable(state, queue, now),
          onlineAgentCount: queuesNow(state, [queue.id], null).agentsOnlineCount,
          ...waits.of(state, queue, now),
        }
      }),
  }),
  method({
    name: 'GetQueues',
    verb: 'GET',
    path: '/Api/GetQueues',
    heading: 'Get Queues',
    about: 'All queues, by number',
    rules: ['CH-33'],
    who: 'anyone',
    freshSeconds,
    answer: Type.Array(QueueView),
    example: [...documented.GetQueues],
    run: ({ ask, parts }) =>
      ask((state) =>
        [...state.queues.values()]
          .sort((a, b) => a.no - b.no)
          .map((queue) => ({
            id: queue.no,
            name: queue.name,
            description: queue.description,
            enabled: queue.enabled,
            available: isAvailable(state, queue, parts.clock.now()),
            webClientID: queue.no,
          })),
      ),
  }),
  method({
    name: 'GetWebClients',
    verb: 'GET',
    path: '/Api/GetWebClients',
    heading: 'Get Web Clients',
    about: 'The web clients of a queue',
    rules: ['CH-34'],
    who: 'anyone',
    freshSeconds,
    input,
    answer: Type.Array(WebClientView),
    example: [...documented.GetWebClients],
    run: ({ input: { queueID }, ask }) =>
      ask((state) => {
        const { enabled, no, name } = queueByNo(state, queueID)
        return enabled ? [{ id: no, name, useschatform: true }] : []
      }),
  }),
]
