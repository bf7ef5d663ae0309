import { whyNotNow } from '#domain/routing/assess.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { WidgetView } from './views.ts'

/** What a visitor's page needs to know before anybody wrote anything. */
export function widgetRoutes(app: HouseApp, { desk, settings }: HouseParts): void {
  app.get(
    '/widget',
    { schema: { tags: ['chats'], summary: 'What the widget shows first', response: { 200: WidgetView } } },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=5')
      return desk.ask((state) => ({
        name: settings.centreName,
        messageLimit: settings.messageLimit,
        attachmentLimitBytes: settings.attachmentLimitBytes,
        queues: [...state.queues.values()]
          .filter(({ enabled }) => enabled)
          .sort((a, b) => a.no - b.no)
          .map(({ id, name, members }) => ({
            id,
            name,
            waiting: state.line(id).length,
            staffed: members.some(({ agentId }) => {
              const agent = state.agents.get(agentId)
              const why = agent ? whyNotNow(agent, state.load(agentId)) : 'offline'
              // Busy with others is still there.
              return why === null || why === 'at-capacity' || why === 'being-offered'
            }),
          })),
      }))
    },
  )
}
