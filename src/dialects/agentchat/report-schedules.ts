import Type from 'typebox'
import type { ReportScheduleId } from '#domain/ids.ts'
import type { EntryOf, ReportGrouping } from '#domain/organisation/entries.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { reportOf } from '#reports/index.ts'
import { agentMethod } from './method.ts'
import { closed, Done, done, No } from './schemas.ts'
import { byNo } from './words.ts'

const groupings = { WEEK: 'week', MONTH: 'month' } as const
const Grouping = Type.Union([Type.Literal('WEEK'), Type.Literal('MONTH')])
const Format = Type.Literal('CSV')
const Delivery = Type.Literal('EMAIL')
const ScheduledTime = Type.String({ description: "HH:MM in the company's time zone" })

export const ScheduleView = Type.Object(
  {
    ScheduleID: No,
    RecipientID: No,
    ReportID: No,
    Format,
    Grouping: Type.Array(Grouping),
    Delivery,
    ScheduledDay: Type.Array(Type.Integer({ description: '1 is Monday' })),
    ScheduledTime,
  },
  closed,
)
const example = {
  ScheduleID: 1,
  RecipientID: 1,
  ReportID: 1,
  Format: 'CSV',
  Grouping: ['WEEK', 'MONTH'],
  Delivery: 'EMAIL',
  ScheduledDay: [1, 2, 3, 4, 5],
  ScheduledTime: '16:30',
} as const

/** The schedule as this API shows it. */
export function presentSchedule(
  state: DeskState,
  { no, recipientId, reportNo, groupings: over, days, time }: EntryOf<'reportSchedules'>,
) {
  return {
    ScheduleID: no,
    RecipientID: state.recipients.require(recipientId).no,
    ReportID: reportNo,
    Format: 'CSV',
    Grouping: over.map((grouping) => grouping.toUpperCase()),
    Delivery: 'EMAIL',
    ScheduledDay: [...days],
    ScheduledTime: time,
  }
}

const heading = 'Reports'
const permission = 'reports.manage'

export const reportScheduleMethods = {
  create: agentMethod({
    name: 'CreateReportSchedule',
    verb: 'POST',
    heading,
    about: 'Have a report mailed to a recipient on some days of the week',
    rules: ['AC-100'],
    permission,
    body: {
      RecipientID: No,
      ReportID: No,
      Format,
      Grouping: Type.Array(Grouping, { maxItems: 10 }),
      Delivery,
      ScheduledDay: Type.Array(Type.Integer(), { maxItems: 20 }),
      ScheduledTime,
    },
    answer: Type.Object({ Schedule: ScheduleView }, closed),
    example: { Schedule: { ...example, Grouping: [...example.Grouping], ScheduledDay: [...example.ScheduledDay] } },
    run: async ({ body, act, ask, agent, parts }) => {
      const recipient = await ask((state) => byNo(state.recipients, 'recipient', body.RecipientID))
      if (!reportOf(body.ReportID)) throw new Refused(refuse('not-found', 'report.not-found'))
      const id = parts.ids.uuid() as ReportScheduleId
      const settings = {
        recipientId: recipient.id,
        reportNo: body.ReportID,
        groupings: body.Grouping.map((grouping): ReportGrouping => groupings[grouping]),
        days: body.ScheduledDay,
        time: body.ScheduledTime,
        ownerId: agent.id,
      }
      return act({ do: 'addEntry', table: 'reportSchedules', id, settings }, (state) => ({
        Schedule: presentSchedule(state, state.reportSchedules.require(id)),
      }))
    },
  }),
  remove: agentMethod({
    name: 'DeleteReportSchedule',
    verb: 'DELETE',
    heading,
    about: 'Delete a scheduled report',
    rules: ['AC-104'],
    permission,
    query: { ScheduleID: No },
    answer: Done,
    example: done,
    run: async ({ query, act, ask }) => {
      const { id } = await ask((state) => byNo(state.reportSchedules, 'report-schedule', query.ScheduleID))
      return act({ do: 'removeEntry', table: 'reportSchedules', id }, () => done)
    },
  }),
}
