import type { TraitWanted } from '#domain/chat/traits.ts'
import { nameIn } from '#domain/customer/customer.ts'
import type { Instant } from '#domain/ids.ts'
import type { EndedChat } from '#ports/ended-chats.ts'
import { chatsIn, endedChats } from './ended-chats.ts'
import type { Column, Report, Value } from './report.ts'
import type { Named, ReportSource } from './source.ts'

/** What is called how, by id. */
export interface Names {
  readonly queues: ReadonlyMap<string, string>
  readonly agents: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, string>
  readonly source: ReportSource
}

export interface ListColumn extends Column {
  readonly of: (told: EndedChat, names: Names) => Value
}

/** What a report with a row for each chat leaves to its kind. */
export interface ChatList extends Pick<Report, 'no' | 'id' | 'name' | 'about' | 'category'> {
  readonly where: readonly TraitWanted[]
  readonly columns: readonly ListColumn[]
}

const reads = { readsChats: true } as const

/** A report with a row for each chat that has ended and is closed, oldest end first. */
export function chatList({ where, columns, ...head }: ChatList): Report {
  const all = [number, ...columns]
  return {
    ...head,
    chart: { type: 'table', columns: [] },
    of: 'queues',
    ...reads,
    groupings: [],
    columns: all.map(({ of: _, ...column }) => column),
    async *rows(source, request) {
      const names = namesOf(source)
      for await (const told of endedChats(source, { ...chatsIn(request, reads), where }))
        yield { key: keyOf(told), values: all.map((column) => column.of(told, names)) }
      return null
    },
    behind(_source, request, key, { name }) {
      if (name !== number.name) return null
      const wanted = { of: 'ended', ...chatsIn(request, reads) } as const
      if (key === null) return { ...wanted, where }
      const [endedAt = Number.NaN, no = Number.NaN] = key.split('/').map(Number)
      if (!Number.isInteger(no) || !(endedAt >= wanted.from && endedAt < wanted.to)) return null
      const only = [...where, { trait: 'no', values: [no] }] as const
      return { ...wanted, from: endedAt as Instant, to: (endedAt + 1) as Instant, where: only }
    },
  }
}

function keyOf({ chat: { endedAt, no } }: EndedChat): string {
  return `${endedAt}/${no}`
}

function namesOf(source: ReportSource): Names {
  const byId = (named: readonly Named<string>[]) => new Map(named.map(({ id, name }) => [id, name]))
  return { queues: byId(source.queues), agents: byId(source.agents), tags: byId(source.tags), source }
}

/** A column of a list: its name, its unit, what stands in it, and how that is read. */
export function column(
  name: string,
  unit: Column['unit'],
  about: string,
  of: ListColumn['of'],
  formula?: string,
): ListColumn {
  return { name, unit, about, of, ...(formula && { formula }) }
}

const number = column('Chat', 'count', 'Its number', ({ chat }) => chat.no)

/** What stands for a person who was erased. */
export const erasedPerson = 'Erased'

export const queueColumn = column(
  'Queue',
  'text',
  'The queue it was in last, by its name now',
  ({ chat: { queueId } }, { queues }) => queues.get(queueId) ?? queueId,
)

export const agentColumn = column(
  'Agent',
  'text',
  'Who had it last; empty where no agent ever did',
  ({ chat: { agentId } }, { agents }) => agentId && (agents.get(agentId) ?? agentId),
)

export const customerColumn = column(
  'Customer',
  'text',
  'The name as it was told in this chat; “Erased” once the person was erased',
  ({ chat, customer }) => (customer?.erasedAt ? erasedPerson : nameIn(chat, customer)),
)

export const emailColumn = column(
  'E-mail',
  'text',
  'The address as it was told in this chat; “Erased” once the person was erased',
  ({ chat, customer }) => {
    if (customer?.erasedAt) return erasedPerson
    return chat.stated ? chat.stated.email : (customer?.email ?? null)
  },
)

export const channelColumn = column(
  'Channel',
  'text',
  '“chat” for the web, “message” for messaging',
  ({ chat }) => chat.channel,
)

export const pageColumn = column(
  'Page',
  'text',
  'Where the chat was opened, as the page told it',
  ({ chat }) => chat.pageUrl,
)

export const openedColumn = column('Opened', 'instant', 'When the customer opened it', ({ chat }) => chat.openedAt)

export const endedColumn = column('Ended', 'instant', 'When it was over for the customer', ({ chat }) => chat.endedAt)

export const endingColumn = column(
  'Ending',
  'text',
  '“completed” with an agent, “abandoned”, “afterHours”, or “deflected” before an agent was asked for',
  ({ chat }) => chat.ending,
)

export const questionColumn = column(
  'Question',
  'text',
  'The first text of the customer, as written; empty once it was erased',
  ({ question }) => question,
)

/** A column of a chat's own numbers: empty for chats that ended before such were kept. */
export function numberColumn(
  name: string,
  unit: Column['unit'],
  about: string,
  of: (numbers: NonNullable<EndedChat['chat']['numbers']>) => Value,
): ListColumn {
  return column(name, unit, about, ({ chat: { numbers } }) => numbers && of(numbers), 'kept on the chat when it ended')
}
