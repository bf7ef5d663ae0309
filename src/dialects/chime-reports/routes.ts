import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static, type TObject, type TSchema } from 'typebox'
import { mustBeAgent, mustChat } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import { requestFor } from '#reports/ask.ts'
import { csvFile, dataTableFile, type ReportFile } from '#reports/formats.ts'
import { reportNamed } from '#reports/index.ts'
import { reportFileName } from '#reports/shown.ts'
import { reportSource, whileAwaited } from '#reports/source.ts'
import { disposition } from '#wire/http/file-headers.ts'
import { HttpProblem } from '#wire/http/problem.ts'
import { catalogues, ReportEntry, reportsOf } from './catalogue.ts'
import type { ChimeReportsParts } from './chime-reports.ts'
import { askedOf, ReportQuery, zoneOfQuery } from './query.ts'
import { presentDetails, SessionDetails } from './session-details.ts'

/** One route of the table. */
export interface Route<Query extends TObject = TObject> {
  readonly name: string
  /** Below `/Chime/Report`. */
  readonly path: string
  /** The heading of the vendor's text, or where else it is known from. */
  readonly heading: string
  readonly about: string
  /** Rules of SPEC.md that are this route's own. */
  readonly rules: readonly `CR-${number}`[]
  readonly query: Query
  /** Null: a file, whose kind is asked for. */
  readonly answer: TSchema | null
  readonly example: unknown
  readonly run: (parts: ChimeReportsParts, call: Call<Static<Query>>) => Promise<unknown>
}

/** One request, read and allowed. */
export interface Call<Query> {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly actor: AgentActor
  readonly query: Query
}

const formats = {
  datatable: { mediaType: 'application/json; charset=utf-8', extension: 'json', write: dataTableFile },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv', write: csvFile },
} as const

function route<Query extends TObject>(definition: Route<Query>): Route {
  return definition as unknown as Route
}

const catalogueRoutes = Object.entries(catalogues).map(([name, category]) =>
  route({
    name,
    path: `/${name}`,
    heading: name === 'GetQueueTextReports' ? 'Report URLs (project-defined)' : 'Report URLs',
    about: 'The reports of one group, one object each',
    rules: ['CR-20', 'CR-21'],
    query: Type.Object({}),
    answer: Type.Array(ReportEntry),
    example: reportsOf(category).slice(0, 1),
    run: async ({ desk }, { actor }) => {
      await desk.ask((state) => mustBeAgent(state, actor))
      return reportsOf(category)
    },
  }),
)

const report = route({
  name: 'Report/{Report}',
  path: '/:Report',
  heading: 'Using the API Key to Make a Request',
  about: 'A report, for a chart or as a file',
  rules: ['CR-3', 'CR-4', 'CR-5', 'CR-6', 'CR-7', 'CR-8', 'CR-9'],
  query: ReportQuery,
  answer: null,
  example: {
    cols: [
      { id: 'Time', label: 'Time', type: 'string' },
      { id: 'Inbound', label: 'Inbound', type: 'number' },
    ],
    rows: [{ c: [{ v: '2020-11-01' }, { v: 12 }] }],
  },
  run: async ({ desk, store, clock, reportTurns }, { request, reply, actor, query }) => {
    const { Report: name } = request.params as { Report: string }
    const report = reportNamed(name)
    if (!report)
      throw new HttpProblem(404, 'report.not-found', {
        detail: `${name}: there is no such report; the catalogue, such as GetQueueBasicReports, has their names.`,
      })
    const turn = reportTurns.take(actor.agentId)
    reply.raw.once('close', turn.end)
    const { file, asked } = await desk.ask((state) => {
      mustBeAgent(state, actor)
      const asked = askedOf(state, report, query)
      const file: ReportFile = {
        source: reportSource(state, whileAwaited(store, turn.isOver), clock.now()),
        report,
        request: requestFor(state, actor, report, asked),
      }
      return { file, asked }
    })
    const { queueIds, from, to, zone } = asked
    // That it was read is on disk before anything is shown.
    await desk.execute(actor, { do: 'noteReport', report: report.id, queueIds, from, to, zone }, { answer: () => null })
    const { mediaType, extension, write } = formats[query.csv ? 'csv' : 'datatable']
    const kind = extension === 'json' ? 'inline' : 'attachment'
    reply.header('content-disposition', disposition(kind, reportFileName(report, file.request.range, extension)))
    return reply.header('content-type', mediaType).send(Readable.from(write(file)))
  },
})

const sessionDetails = route({
  name: 'GetSessionDetails',
  path: '/GetSessionDetails',
  heading: 'Getting Session Details (project-defined)',
  about: 'One session with its numbers',
  rules: ['CR-30', 'CR-31'],
  query: Type.Object({
    sessionId: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'the number of a session' }),
    zone: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  answer: SessionDetails,
  example: {
    SessionID: 4711,
    QueueID: 1,
    QueueName: 'IT Service Desk',
    State: 'Closed',
    Ending: 'completed',
    AgentID: 3,
    AgentFullName: 'Ann Miller',
    SeekerName: 'Kim Lee',
    SeekerEmail: 'kim@example.com',
    EntryPoint: 'https://example.com/help',
    SessionStartTime: '2020-11-02T09:15:00',
    QueuedTime: '2020-11-02T09:15:00',
    ConnectedTime: '2020-11-02T09:15:12.5',
    SessionEndTime: '2020-11-02T09:21:00',
    SeekerWaitTime: '00:00:12.5000000',
    ConnectedDuration: '00:05:47.5000000',
    HoldDuration: '00:00:00',
    WrapUpDuration: '00:00:20',
    FirstResponseTime: '00:00:31',
    SeekerMessageCount: 4,
    AgentMessageCount: 5,
    OfferCount: 1,
    TransferCount: 0,
    Tags: ['VPN'],
    Disposition: 'Solved',
    Resolved: true,
    SessionRating: 5,
    SeekerComment: 'Thanks',
  },
  run: async ({ desk, looks }, { actor, query }) => {
    const zone = zoneOfQuery(query.zone)
    const chat = await desk.ask((state) => {
      const chatId = state.chatIdOf(query.sessionId)
      const chat = chatId && state.chats.find(chatId)
      if (!chat) throw new Refused(refuse('not-found', 'chat.not-found'))
      mustChat(state, actor, 'read', chat)
      return chat
    })
    await looks.note(actor, chat, 'conversation')
    return desk.ask((state) => presentDetails(state, chat, state.customers.find(chat.customerId), zone))
  },
})

/** Every route; fixed names come before the names of reports. */
export const routes: readonly Route[] = [...catalogueRoutes, sessionDetails, report]

/** What the vendor's text and its newer page name; `GetSessionDetails` stands for the route whose name was in a picture. */
export const documentedNames: readonly string[] = [
  ...['GetAvailableGlobalReports', 'GetQueueBasicReports', 'GetQueueAgentReports', 'GetQueuePerformanceReports'],
  ...['GetQueueTextReports', 'GetSessionDetails', 'Report/{Report}'],
]
