import type { ChatId, FlowId } from '#domain/ids.ts'
import type { WholeCentre } from './build.ts'
import type { People } from './people.ts'
import { rare, type Stories } from './story.ts'

/** What the program of a welcome flow brings about. */
export function flowStories({ centre }: WholeCentre, people: People): Pick<Stories, 'answerBot' | 'failBot'> {
  const id = centre.id<FlowId>()
  const robot = {
    id: 'robot',
    kind: 'bot',
    url: 'https://bot.example.org',
    timeoutMs: 5_000,
    onFailure: 'bye',
  } as const
  const nodes = [
    { ...robot, silenceMs: 60_000, onSilence: 'bye' },
    { id: 'bye', kind: 'end', text: 'Bye' },
  ] as const
  centre.do({ do: 'addEntry', table: 'flows', id, settings: { name: 'Robot', startNodeId: 'robot', nodes } })
  const led = (): ChatId => centre.open(people.anyQueue(), { flowId: id })
  return {
    answerBot: {
      times: rare,
      next: () => ({ command: { do: 'answerBot', chatId: led(), askNo: 1, lines: ['Hello', 'What is it about?'] } }),
    },
    failBot: { times: rare, next: () => ({ command: { do: 'failBot', chatId: led(), askNo: 1 } }) },
  }
}
