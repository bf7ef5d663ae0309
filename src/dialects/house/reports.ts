import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import Type, { type Static } from 'typebox'
import type { ReportTurn } from '#desk/report-turns.ts'
import { mayChat, mustBeAgent } from '#domain/access/may.ts'
import type { AgentActor } from '#domain/actor.ts'
import { type ReportAsked, requestFor } from '#reports/ask.ts'
import { csvFile, dataTableFile, type ReportFile, xlsxFile } from '#reports/formats.ts'
import { reportNamed, reports } from '#reports/index.ts'
import { countBehind, isCursor, listBehind } from '#reports/list-behind.ts'
import { opens, runReport } from '#reports/report.ts'
import { reportFileName } from '#reports/shown.ts'
import { reportSource, whileAwaited } from '#reports/source.ts'
import { disposition } from '#wire/http/file-headers.ts'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'
import { xlsxMediaType } from '#wire/xlsx/xlsx.ts'
import { agentCaller } from './agents.ts'
import { sightOf } from './chats.ts'
import type { HouseApp, HouseParts } from './house.ts'
import { presentChat } from './present.ts'
import { askedOf, BehindQuery, FileQuery, ReportQuery } from './report-query.ts'
import { presentReport, presentTable, ReportAnswer, ReportView } from './report-views.ts'
import { ChatView } from './views.ts'

const closed = { additionalProperties: false }
const tags = ['reports']
const ReportParams = Type.Object({ reportId: Type.String({ maxLength: 100 }) }, closed)
const BehindAnswer = Type.Object(
  {
    count: Type.Integer({ description: 'How often chats count in the number' }),
    chats: Type.Array(ChatView),
    hiddenCount: Type.Integer({ description: 'Chats of this page that the reader may not know of' }),
    cursor: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
)

const formats = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: csvFile },
  xlsx: { mediaType: xlsxMediaType, write: xlsxFile },
  'datatable.json': { mediaType: 'application/json; charset=utf-8', write: dataTableFile },
} as const

/** Tables of numbers over any range: the catalogue, each as JSON or as a file, and the chats behind each number (H-190 …). */
export function reportRoutes(app: HouseApp, parts: HouseParts): void {
  const { desk, store, clock } = parts

  app.get(
    '/reports',
    {
      schema: {
        tags,
        summary: 'Every report there is, with its columns and their definitions',
        response: { 200: Type.Object({ reports: Type.Array(ReportView) }) },
      },
    },
    async (request) => {
      const { actor } = await agentCaller(parts, request)
      return desk.ask((state) => {
        mustBeAgent(state, actor)
        const source = reportSource(state, store, clock.now())
        return { reports: reports.map((report) => presentReport(source, report)) }
      })
    },
  )

  for (const [extension, { mediaType, write }] of Object.entries(formats))
    app.get(
      `/reports/:reportId.${extension}`,
      {
        schema: {
          tags,
          summary: `A report as ${extension}, row by row as it is made`,
          params: ReportParams,
          querystring: FileQuery,
          produces: [mediaType],
        },
      },
      async (request, reply) => {
        const { actor } = await agentCaller(parts, request)
        const file = await opened(actor, request.params.reportId, request.query, turnOf(actor, reply))
        const name = reportFileName(file.report, file.request.range, extension.split('.').at(-1) as string)
        return sendFile(reply, { file, name, mediaType, write })
      },
    )

  app.get(
    '/reports/:reportId',
    {
      schema: {
        tags,
        summary: 'A report over a range, of some queues or agents',
        params: ReportParams,
        querystring: ReportQuery,
        response: { 200: ReportAnswer },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { limit = 1_000, ...query } = request.query
      const turn = turnOf(actor, reply)
      const { source, report, request: asked } = await opened(actor, request.params.reportId, query, turn)
      return presentTable(source, await runReport(source, report, asked, limit))
    },
  )

  app.get(
    '/reports/:reportId/chats',
    {
      schema: {
        tags,
        summary: 'The chats behind a number of a report; a page',
        params: ReportParams,
        querystring: BehindQuery,
        response: { 200: BehindAnswer },
      },
    },
    async (request, reply) => {
      const { actor } = await agentCaller(parts, request)
      const { column: name, key = null, cursor = null, limit = 50, ...query } = request.query
      const turn = turnOf(actor, reply)
      const { source, report, request: asked } = await prepared(actor, request.params.reportId, query, turn)
      const opening = report.columns.filter((column) => opens(source, report, column))
      const column = opening.find((one) => one.name === name)
      const behind = column && report.behind(source, asked, key, column)
      if (cursor !== null && !isCursor(cursor))
        throw new WrongInput([{ field: 'cursor', accepted: 'what the page before answered' }])
      if (!column) {
        const accepted = opening.map(({ name }) => name).join(', ') || 'nothing: no chats stand behind this report'
        throw new WrongInput([{ field: 'column', accepted }])
      }
      if (!behind) throw new WrongInput([{ field: 'key', accepted: 'the key of a row of this report' }])
      const page = await listBehind(source, store, behind, { cursor, limit })
      const count = await countBehind(source, store, behind)
      const chats = await desk.ask((state) =>
        page.chats.flatMap(({ chat, customer }) =>
          mayChat(state, actor.agentId, 'see', chat)
            ? [presentChat(chat, customer, sightOf(state.settings, actor.agentId, chat))]
            : [],
        ),
      )
      return { count, chats, hiddenCount: page.chats.length - chats.length, cursor: page.cursor }
    },
  )

  /** One of the reports that an agent may have made at once (H-197); over when the answer is, or nobody waits for it. */
  function turnOf({ agentId }: AgentActor, { raw }: FastifyReply): ReportTurn {
    const turn = parts.reportTurns.take(agentId)
    raw.once('close', turn.end)
    return turn
  }

  /** What is asked for, by the rights of who asks. */
  function prepared(
    actor: AgentActor,
    reportId: string,
    query: Static<typeof FileQuery>,
    { isOver }: ReportTurn,
  ): Promise<ReportFile & { asked: ReportAsked }> {
    const report = reportNamed(reportId)
    if (!report)
      throw new HttpProblem(404, 'report.not-found', {
        detail: `there is no report ${reportId}: GET /reports has their ids`,
      })
    return desk.ask((state) => {
      mustBeAgent(state, actor)
      const asked = askedOf(query, report, state.settings.zone)
      return {
        source: reportSource(state, whileAwaited(store, isOver), clock.now()),
        report,
        request: requestFor(state, actor, report, asked),
        asked,
      }
    })
  }

  /** The same, noted in the history of who asks before anything is shown. */
  async function opened(
    actor: AgentActor,
    reportId: string,
    query: Static<typeof FileQuery>,
    turn: ReportTurn,
  ): Promise<ReportFile> {
    const file = await prepared(actor, reportId, query, turn)
    const { queueIds, from, to, zone } = file.asked
    const command = { do: 'noteReport', report: file.report.id, queueIds, from, to, zone } as const
    await desk.execute(actor, command, { answer: () => null })
    return file
  }
}

function sendFile(
  reply: FastifyReply,
  {
    file,
    name,
    mediaType,
    write,
  }: {
    readonly file: ReportFile
    readonly name: string
    readonly mediaType: string
    readonly write: (file: ReportFile) => AsyncGenerator<string | Uint8Array>
  },
): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', disposition('attachment', name))
    .header('cache-control', 'no-store')
    .send(Readable.from(write(file)))
}
