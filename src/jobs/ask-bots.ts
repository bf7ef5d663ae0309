import type { Desk } from '#desk/desk.ts'
import { system } from '#domain/actor.ts'
import type { EventOf } from '#domain/events.ts'
import { flowOf } from '#domain/flow/menu-flow.ts'
import type { Bots } from '#ports/bots.ts'

/**
 * Asks the outside programs of welcome flows, once it is on disk that they are to be asked, and brings the answers back.
 * What gets lost (a restart, an answer that never comes) is ended by the flow's own time. Returns how to stop.
 */
export function askBots(desk: Desk, bots: Bots, warn: (problem: string, error: unknown) => void): () => void {
  const ask = async ({ chatId, flowId, nodeId, askNo, timeoutMs, words }: EventOf<'chat.botAsked'>) => {
    const node = flowOf(desk.state, flowId)?.nodes.find(({ id }) => id === nodeId)
    try {
      if (node?.kind !== 'bot') throw new Error('its flow has changed')
      const lines = await bots.ask(node.url, { chatId, askNo, line: words?.line ?? null }, timeoutMs)
      await desk.execute(system, { do: 'answerBot', chatId, askNo, lines }, { answer: () => null })
    } catch (error) {
      warn('the program of a flow did not answer', error)
      await desk.execute(system, { do: 'failBot', chatId, askNo }, { answer: () => null }).catch(() => {})
    }
  }
  return desk.watch({
    committed: ({ events }) => {
      for (const event of events) if (event.type === 'chat.botAsked') void ask(event)
    },
    reset: () => {},
  })
}
