import Type from 'typebox'
import { mustBeAgent } from '#domain/access/may.ts'
import { reports } from '#reports/index.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'

const ReportView = Type.Object(
  {
    no: Type.Integer({ description: 'For ever the same' }),
    name: Type.String(),
    about: Type.String(),
  },
  { additionalProperties: false },
)

/** The reports that can be scheduled (H-103). */
export function reportRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk } = parts

  app.get(
    '/reports',
    {
      schema: {
        tags: ['reports'],
        summary: 'Every report there is, by its number',
        response: { 200: Type.Object({ reports: Type.Array(ReportView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      await desk.ask((state) => mustBeAgent(state, actor))
      return { reports: reports.map(({ no, name, about }) => ({ no, name, about })) }
    },
  )
}
