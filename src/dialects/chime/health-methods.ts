import { documented } from './documented.ts'
import { method, No } from './method.ts'
import { Done, HealthView } from './views.ts'

export const healthMethods = [
  method({
    name: 'Health/Status/Queue',
    verb: 'GET',
    path: '/Api/Health/Status/Queue/{id}',
    heading: 'Queue Process Health',
    about: 'Whether a queue runs: 200, or 500 when it does not',
    rules: ['CH-20'],
    who: 'anyone',
    input: { id: No('a queue') },
    answer: Done,
    example: true,
    run: async ({ input: { id }, health, reply }) => {
      if (await health.runs(id)) return true
      reply.code(500).header('content-type', 'text/plain; charset=utf-8')
      return `{\n    Queue ${id} is not running\n}`
    },
  }),
  method({
    name: 'Health/Status/HealthMonitor',
    verb: 'GET',
    path: '/Api/Health/Status/HealthMonitor',
    heading: 'Health Monitor Status',
    about: 'What works and what does not, in the centre and in each queue',
    rules: ['CH-22', 'CH-23', 'CH-24', 'CH-25'],
    who: 'anyone',
    answer: HealthView,
    example: { ...documented.HealthMonitor, Queues: [...documented.HealthMonitor.Queues] },
    run: ({ health }) => health.monitor(),
  }),
]
