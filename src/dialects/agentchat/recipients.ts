import Type from 'typebox'
import type { RecipientId } from '#domain/ids.ts'
import type { EntryOf } from '#domain/organisation/entries.ts'
import type { DeskState } from '#domain/state.ts'
import { agentMethod } from './method.ts'
import { presentSchedule, ScheduleView } from './report-schedules.ts'
import { closed, Done, done, Name, No } from './schemas.ts'
import { byNo } from './words.ts'

const EmailAddress = Type.String({ minLength: 3, maxLength: 200 })
const RecipientView = Type.Object(
  { RecipientID: No, FullName: Name, EmailAddress, Schedules: Type.Array(ScheduleView) },
  closed,
)
const heading = 'Recipients'
const permission = 'reports.manage'
const example = { RecipientID: 1, FullName: 'Zakes Mthini', EmailAddress: 'zakes@example.org', Schedules: [] }

/** The recipient with the schedules that send them reports. */
function presentRecipient(state: DeskState, { id, no, name, email }: EntryOf<'recipients'>) {
  const schedules = [...state.reportSchedules.values()].filter(({ recipientId }) => recipientId === id)
  return {
    RecipientID: no,
    FullName: name,
    EmailAddress: email,
    Schedules: schedules.sort((a, b) => a.no - b.no).map((schedule) => presentSchedule(state, schedule)),
  }
}

export const recipientMethods = [
  agentMethod({
    name: 'CreateRecipient',
    verb: 'POST',
    heading,
    about: 'Create a new recipient of e-mailed reports',
    rules: ['AC-110'],
    permission,
    body: { FullName: Name, EmailAddress },
    answer: Type.Object({ Recipient: RecipientView }, closed),
    example: { Recipient: example },
    run: async ({ body, act, parts }) => {
      const id = parts.ids.uuid() as RecipientId
      const settings = { name: body.FullName, email: body.EmailAddress.trim() }
      return act({ do: 'addEntry', table: 'recipients', id, settings }, (state) => ({
        Recipient: presentRecipient(state, state.recipients.require(id)),
      }))
    },
  }),
  agentMethod({
    name: 'GetRecipients',
    verb: 'GET',
    heading,
    about: 'All recipients, each with the reports and schedules that are sent to them',
    rules: ['AC-111'],
    permission,
    answer: Type.Object({ Count: Type.Integer(), Recipients: Type.Array(RecipientView) }, closed),
    example: { Count: 1, Recipients: [example] },
    run: async ({ ask }) =>
      ask((state) => {
        const rows = [...state.recipients.values()].sort((a, b) => a.no - b.no)
        return { Count: rows.length, Recipients: rows.map((row) => presentRecipient(state, row)) }
      }),
  }),
  agentMethod({
    name: 'DeleteRecipient',
    verb: 'DELETE',
    heading,
    about: 'Delete a recipient to whom no schedule sends anything',
    rules: ['AC-112'],
    permission,
    query: { RecipientID: No },
    answer: Done,
    example: done,
    run: async ({ query, act, ask }) => {
      const { id } = await ask((state) => byNo(state.recipients, 'recipient', query.RecipientID))
      return act({ do: 'removeEntry', table: 'recipients', id }, () => done)
    },
  }),
]
