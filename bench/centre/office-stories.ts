import { defaultPermissions } from '#domain/access/permission.ts'
import type { CertificateId, CustomerNoteId, HoursId, QueueId, TagId } from '#domain/ids.ts'
import { defaultQueueSettings, member } from '#domain/queue/queue.ts'
import type { WholeCentre } from './build.ts'
import type { People } from './people.ts'
import { rare, type Stories } from './story.ts'

type Here =
  | 'addEntry'
  | 'addQueue'
  | 'changeCentre'
  | 'changeCustomer'
  | 'changeEntry'
  | 'changeQueue'
  | 'changeRole'
  | 'eraseCustomer'
  | 'mergeCustomers'
  | 'noteCustomer'
  | 'removeEntry'
  | 'removeQueue'
  | 'setCentreHours'
  | 'together'
  | 'undoMerge'

/** What is set up, and what is known of customers. */
export function officeStories(whole: WholeCentre, people: People): Pick<Stories, Here> {
  const { centre, admin, units, teams, hours, busy } = whole
  const { random, state } = centre
  const chief = centre.as(admin)
  const times = rare
  const tag = () => {
    const id = centre.id<TagId>()
    return { do: 'addEntry', table: 'tags', id, settings: { name: `Tag ${id}`, groupId: null, enabled: true } } as const
  }
  const added = () => {
    const command = tag()
    centre.do(command, chief)
    return command.id
  }
  const queue = () => {
    const members = busy.slice(0, 100).map(member)
    const settings = { ...defaultQueueSettings, name: `Queue ${centre.now}`, members, unitId: random.pick(units) }
    return { do: 'addQueue', queueId: centre.id<QueueId>(), settings } as const
  }
  const addedQueue = () => {
    const command = queue()
    centre.do(command, chief)
    return command.queueId
  }
  const customersOfOne = () => {
    for (;;) {
      const { chat, owner } = people.talk()
      const ids = new Set([...state.heldBy(chat.agentId)].map((chatId) => centre.chat(chatId).customerId))
      const [fromId, intoId] = [...ids].filter((id) => state.customers.get(id)?.mergedIntoId === null)
      if (fromId && intoId) return { fromId, intoId, owner }
    }
  }
  return {
    addEntry: {
      times: rare * 3,
      next: (round) => {
        if (round % 3 === 0) return { command: tag(), actor: chief }
        const id = centre.id<string>()
        if (round % 3 === 1) {
          const settings = {
            agentId: people.anyone(),
            level: { kind: 'team', teamId: random.pick(teams) },
            role: 'team-lead',
          }
          return { command: { do: 'addEntry', table: 'authorizations', id, settings } as never, actor: chief }
        }
        return {
          command: { do: 'addEntry', table: 'businessUnits', id, settings: { name: `Unit ${id}`, hoursId: hours } },
          actor: chief,
        }
      },
      after: ({ table, id }) => centre.do({ do: 'removeEntry', table, id }, chief),
    },
    changeEntry: {
      times: rare * 3,
      next: (round) => {
        const name = `Name ${centre.now}`
        if (round % 3 === 0)
          return {
            command: { do: 'changeEntry', table: 'tags', id: random.pick(whole.tags), settings: { name } },
            actor: chief,
          }
        if (round % 3 === 1)
          return { command: { do: 'changeEntry', table: 'hours', id: hours, settings: { name } }, actor: chief }
        return {
          command: { do: 'changeEntry', table: 'teams', id: random.pick(teams), settings: { name } },
          actor: chief,
        }
      },
    },
    removeEntry: {
      times,
      next: () => ({ command: { do: 'removeEntry', table: 'tags', id: added() }, actor: chief }),
    },
    addQueue: {
      times,
      next: () => ({ command: queue(), actor: chief }),
      after: ({ queueId }) => centre.do({ do: 'removeQueue', queueId }, chief),
    },
    changeQueue: {
      times: rare * 2,
      next: (round) => {
        const queueId = people.anyQueue()
        const { members, retryMs } = state.queues.require(queueId)
        const [first, ...others] = members
        const settings = round % 2 ? { members: first ? [...others, first] : members } : { retryMs: retryMs + 1 }
        return { command: { do: 'changeQueue', queueId, settings }, actor: chief }
      },
    },
    removeQueue: {
      times,
      next: () => ({ command: { do: 'removeQueue', queueId: addedQueue() }, actor: chief }),
    },
    changeCentre: {
      times,
      next: (round) => ({
        command: { do: 'changeCentre', settings: { lostGraceMs: 60_000 + (round % 2) } },
        actor: chief,
      }),
    },
    setCentreHours: {
      times,
      next: (round) => {
        const week = { ...state.hours.require(hours).week, 1: [{ from: '09:00', to: round % 2 ? '17:00' : '18:00' }] }
        return { command: { do: 'setCentreHours', hoursId: centre.id<HoursId>(), week }, actor: chief }
      },
    },
    changeRole: {
      times,
      next: (round) => {
        const permissions = defaultPermissions.supervisor.slice(round % 2)
        return { command: { do: 'changeRole', role: 'qa-monitor', permissions }, actor: chief }
      },
    },
    changeCustomer: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        const phone = `+4930${random.below(1e8)}`
        return { command: { do: 'changeCustomer', customerId: chat.customerId, phone }, actor: owner }
      },
    },
    noteCustomer: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        const noteId = centre.id<CustomerNoteId>()
        return {
          command: { do: 'noteCustomer', customerId: chat.customerId, noteId, text: 'Prefers mail.' },
          actor: owner,
        }
      },
    },
    together: {
      times,
      next: (round) => {
        const { chat, owner } = people.talk()
        const { customerId, id: chatId } = chat
        const noteId = centre.id<CustomerNoteId>()
        state.customerNotes.noteAbsent(noteId)
        const noted = { do: 'noteCustomer', customerId, noteId, text: 'Prefers mail.' } as const
        const tagged = { do: 'tagChat', chatId, tagIds: [random.pick(whole.tags)] } as const
        const changed = { do: 'changeCustomer', customerId, name: `Kim ${round}` } as const
        return { command: { do: 'together', commands: [changed, noted, tagged] }, actor: owner }
      },
    },
    mergeCustomers: {
      times,
      next: () => {
        const { owner, ...two } = customersOfOne()
        return { command: { do: 'mergeCustomers', ...two }, actor: owner }
      },
      after: ({ fromId }) => centre.do({ do: 'undoMerge', customerId: fromId }, chief),
    },
    undoMerge: {
      times,
      next: () => {
        const { owner, ...two } = customersOfOne()
        centre.do({ do: 'mergeCustomers', ...two }, owner)
        return { command: { do: 'undoMerge', customerId: two.fromId }, actor: owner }
      },
    },
    eraseCustomer: {
      times,
      next: () => {
        const { chat, owner } = people.talk()
        centre.do({ do: 'closeChat', chatId: chat.id }, owner)
        if (centre.chat(chat.id).phase === 'wrapUp') centre.do({ do: 'finishWrapUp', chatId: chat.id }, owner)
        people.topUp(chat.agentId)
        return {
          command: { do: 'eraseCustomer', customerId: chat.customerId, certificateId: centre.id<CertificateId>() },
          actor: chief,
        }
      },
    },
  }
}
