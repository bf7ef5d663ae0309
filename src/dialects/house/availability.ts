import Type from 'typebox'
import { agentWithNumbers } from '#domain/access/numbers.ts'
import { type AgentId, type Instant, later } from '#domain/ids.ts'
import { clockOf } from '#domain/metrics/settle-clocks.ts'
import { stretchesWithin } from '#domain/metrics/stretches-within.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { StretchesAnswer } from './metrics-views.ts'
import { AgentParams } from './schemas.ts'
import { At } from './views.ts'

const longestMs = 400 * 86_400_000
const Range = Type.Object({ from: At, to: Type.Optional(At) }, { additionalProperties: false })

/** When an agent was available, busy or away, to the millisecond (H-87). */
export function availabilityRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store, clock } = parts
  app.get(
    '/agents/:agentId/availability',
    {
      schema: {
        tags: ['metrics'],
        summary:
          'The stretches of an agent that touch `from ≤ at < to`, clipped to it; `until` is null while one goes on',
        params: AgentParams,
        querystring: Range,
        response: { 200: StretchesAnswer },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      const agentId = request.params.agentId as AgentId
      const from = request.query.from as Instant
      const to = (request.query.to ?? null) as Instant | null
      const end = to ?? later(clock.now(), 1)
      if (to !== null && to < from) throw new WrongInput([{ field: 'to', accepted: 'from or later' }])
      if (end - from > longestMs)
        throw new WrongInput([{ field: 'from', accepted: `at most ${longestMs / 86_400_000} days before to` }])
      const running = await desk.ask((state) => clockOf(state, agentWithNumbers(state, actor, agentId)))
      const ended = await store.availabilityStretches({ agentId, from, to: end })
      const stretches = stretchesWithin(ended, running, from, to, clock.now())
      return { agentId, from, to, stretches }
    },
  )
}
