import Type from 'typebox'
import { mustHave } from '#domain/access/may.ts'
import type { Delivery } from '#domain/delivery/delivery.ts'
import type { ChatId, MessageId } from '#domain/ids.ts'
import { agentCaller } from './agents.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { DeliveriesQuery, DeliveryParams } from './schemas.ts'
import { DeliveryView } from './views.ts'
import { write } from './write.ts'

/** What became of the lines that went out to phones, for those who run the centre. */
export function deliveryRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store } = parts
  const tags = ['channels']

  app.get(
    '/deliveries',
    {
      schema: {
        tags,
        summary: 'Lines that went or go out to phones, newest first',
        querystring: DeliveriesQuery,
        response: {
          200: Type.Object({ deliveries: Type.Array(DeliveryView), next: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      await desk.ask((state) => mustHave(state, actor, 'organisation.manage', null))
      const { state = null, before, limit = 50 } = request.query
      const chatId = (request.query.chatId ?? null) as ChatId | null
      const found = await store.deliveries({
        state,
        chatId,
        before: before === undefined ? null : Number(before),
        limit,
      })
      const last = found.length === limit ? found.at(-1) : undefined
      return { deliveries: found.map(presentDelivery), next: last ? String(last.position) : null }
    },
  )

  app.post(
    '/deliveries/:deliveryId/replay',
    {
      schema: {
        tags,
        summary: 'Send a line now that was given up, waits for its next try, or got lost',
        params: DeliveryParams,
        response: { 200: Type.Object({ delivery: DeliveryView }) },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const deliveryId = request.params.deliveryId as MessageId
      return write(parts, request, reply, actor, { do: 'replayDelivery', deliveryId }, (state) => ({
        body: { delivery: presentDelivery(state.deliveries.require(deliveryId)) },
      }))
    },
  )
}

function presentDelivery({
  customerId: _customerId,
  position: _position,
  since: _since,
  ...delivery
}: Delivery): DeliveryView {
  return delivery
}
