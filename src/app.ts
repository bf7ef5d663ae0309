import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastifyWebsocket from '@fastify/websocket'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { pino } from 'pino'
import { httpBots } from '#adapters/bots-http/http-bots.ts'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { openDiskFiles } from '#adapters/files-disk/disk-files.ts'
import { httpGateway } from '#adapters/gateway-http/http-gateway.ts'
import { randomIds } from '#adapters/ids-random/random-ids.ts'
import { openOutbox } from '#adapters/mail-outbox/outbox-mail.ts'
import { smtpMail } from '#adapters/mail-smtp/smtp-mail.ts'
import { argon2Passwords } from '#adapters/passwords-argon2/argon2-passwords.ts'
import { openSqliteStore } from '#adapters/sqlite/sqlite-store.ts'
import type { Config } from '#config/read-config.ts'
import { condensePast } from '#desk/condense-past.ts'
import { Desk } from '#desk/desk.ts'
import { every } from '#desk/every.ts'
import type { DoorLimits } from '#desk/limits.ts'
import { Looks } from '#desk/looks.ts'
import { ReportTurns } from '#desk/report-turns.ts'
import { resetLetters } from '#desk/reset-letter.ts'
import { sweepErased } from '#desk/sweep-erased.ts'
import {
  agentChatDialect,
  basePath as agentChatPath,
  canonicalAddress as canonicalAgentChat,
} from '#dialects/agentchat/index.ts'
import type { ChimeParts } from '#dialects/chime/chime.ts'
import { canonicalAddress as canonicalChime, chimeDialect, basePath as chimePath } from '#dialects/chime/index.ts'
import {
  canonicalAddress as canonicalReport,
  chimeReportsDialect,
  basePath as chimeReportsPath,
} from '#dialects/chime-reports/index.ts'
import type { HouseParts } from '#dialects/house/house.ts'
import { basePath, houseDialect } from '#dialects/house/index.ts'
import { later } from '#domain/ids.ts'
import { brokenInvariants } from '#domain/invariants.ts'
import type { Bots } from '#ports/bots.ts'
import type { Clock } from '#ports/clock.ts'
import type { Gateway } from '#ports/gateway.ts'
import type { Ids } from '#ports/ids.ts'
import type { Mail, Outbox } from '#ports/mail.ts'
import type { Passwords } from '#ports/passwords.ts'
import type { Store } from '#ports/store.ts'
import { Buckets } from '#wire/http/bucket.ts'
import german from '../locales/de.json' with { type: 'json' }
import english from '../locales/en.json' with { type: 'json' }
import { type FirstRun, firstRun } from './first-run.ts'
import { askBots } from './jobs/ask-bots.ts'
import { deliverMessages } from './jobs/deliver-messages.ts'
import { makeReports } from './jobs/make-report.ts'
import { type MakeReport, sendReports } from './jobs/send-reports.ts'
import { brokenAddress, nowhere } from './pages/nowhere.ts'
import { chatPage, pages } from './pages/pages.ts'
import { vitals } from './pages/vitals.ts'

/** A running Polydesk. */
export interface App {
  readonly port: number
  /** Where browsers reach it. */
  readonly url: string
  readonly desk: Desk
  /** What was set up because the data folder was empty; null when it was not. */
  readonly firstRun: FirstRun | null
  stop(): Promise<void>
}

/** What a test sets itself. */
export interface Replaced {
  readonly clock?: Clock
  readonly ids?: Ids
  readonly passwords?: Passwords
  readonly store?: Store
  readonly bots?: Bots
  readonly mail?: Mail
  readonly makeReport?: MakeReport
  readonly gateway?: Gateway
  /** Check every answer and frame against its schema before it leaves. */
  readonly checkAnswers?: boolean
  /** More pages beside ours: the demo's. */
  readonly routes?: (app: FastifyInstance) => Promise<void>
  /** Called when nothing can be done any more but to end the process. */
  readonly fatal?: (error: unknown) => void
}

/** Opens the store, starts the desk and mounts every face on one port: the only place where everything meets. */
export async function startApp(config: Config, replaced: Replaced = {}): Promise<App> {
  const log = pino({ level: config.logLevel, base: null })
  const { clock = systemClock, ids = randomIds, passwords = argon2Passwords, checkAnswers = false } = replaced
  const store = replaced.store ?? (await openSqliteStore({ folder: config.data, readers: config.readers }))
  try {
    const files = await openDiskFiles(join(config.data, 'files'))
    const warn = (problem: string, error: unknown) => log.error({ err: error }, problem)
    const fatal = (error: unknown) => {
      log.fatal({ err: error }, 'the store cannot be read any more')
      replaced.fatal?.(error)
    }
    const { mail, outbox } = await openMail(config, clock, replaced.mail)
    await sweepErased({ store, files }).catch((error: unknown) => warn('what was erased could not be swept', error))
    const desk = await Desk.open({ store, clock, warn, fatal })
    const stopKeeping = housekeeping(desk, store, clock, warn)
    const stopCondensing = condensePast({ store, clock, warn })
    const gateway =
      replaced.gateway ??
      httpGateway({ channels: config.channels, secret: config.channelSecret ?? '', timeoutMs: 10_000 }, clock)
    const stopDelivering = deliverMessages({ desk, store, files, gateway, clock, warn })
    const stopAsking = askBots(desk, replaced.bots ?? httpBots(config.botOrigins), warn)
    const makeReport = replaced.makeReport ?? makeReports(desk, store, clock)
    const stopSending = sendReports({ desk, mail, clock, makeReport, warn })
    const first = await firstRun(desk, passwords, ids, config)
    if (config.chimeOpen)
      log.warn('POLYDESK_CHIME_OPEN is on: agents, their state, and what was said in any chat are told to whoever asks')
    const settings = { ...houseSettings(config), checkAnswers }
    const door = {
      mail,
      outbox,
      limits: doorLimits(clock),
      looks: new Looks({ desk, clock }),
      reportTurns: new ReportTurns(),
      resetLetter: resetLetters({ en: english.mail, de: german.mail }, `${settings.publicOrigin}/console/#reset`),
      warn,
    }
    const http = await listen(
      config,
      log,
      { desk, store, files, passwords, ids, clock, ...door, settings },
      replaced.routes,
    )
    const stop = async () => {
      stopKeeping()
      stopAsking()
      stopSending()
      stopDelivering()
      await http.close()
      await desk.stop()
      await stopCondensing()
      mail.close()
      await store.close()
    }
    const url = config.publicUrl ?? `http://localhost:${http.port}`
    return { port: http.port, url, desk, firstRun: first, stop }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** How often anybody may try the door, whichever API they knock at. */
function doorLimits(clock: Clock): DoorLimits {
  const perMinute = (count: number) => new Buckets(count, count, () => clock.now())
  const perHour = (count: number) => new Buckets(count / 60, count, () => clock.now())
  return {
    signIn: { perAddress: perMinute(20), perName: perMinute(10) },
    askReset: { perAddress: perHour(5), perName: perHour(5) },
    useReset: { perAddress: perMinute(10) },
  }
}

/** A mail server when one is set, else a folder of letters that the house API shows. */
async function openMail(
  config: Config,
  clock: Clock,
  replaced: Mail | undefined,
): Promise<{ readonly mail: Mail; readonly outbox: Outbox | null }> {
  if (replaced) return { mail: replaced, outbox: null }
  const { smtpUrl, mailFrom: from } = config
  if (smtpUrl !== null) return { mail: smtpMail({ url: smtpUrl, from }), outbox: null }
  const outbox = await openOutbox({ folder: join(config.data, 'outbox'), from, clock })
  return { mail: outbox, outbox }
}

const minuteMs = 60_000
const answersKeptMs = 48 * 60 * minuteMs

/** Looks once a minute whether anything is as it must never be, and forgets once an hour what need not be kept. */
function housekeeping(
  desk: Desk,
  store: Store,
  clock: Clock,
  warn: (problem: string, error: unknown) => void,
): () => void {
  const look = every(clock, minuteMs, () => {
    const broken = brokenInvariants(desk.state)
    if (broken.length > 0) warn('something is as it must never be', broken)
  })
  const forget = every(clock, 60 * minuteMs, () => {
    store
      .forgetAnswers(later(clock.now(), -answersKeptMs))
      .catch((error: unknown) => warn('old answers could not be forgotten', error))
  })
  return () => {
    look()
    forget()
  }
}

function houseSettings(config: Config): Omit<HouseParts['settings'], 'checkAnswers'> {
  return {
    identitySecret: config.identitySecret,
    channels: config.channels.map(({ name }) => name),
    channelSecret: config.channelSecret ?? '',
    phoneCountry: config.phoneCountry,
    messageLimit: config.messageLimit,
    attachmentLimitBytes: config.attachmentLimitMb * 1024 * 1024,
    chatsPerAddressPerMinute: config.chatsPerAddressPerMinute,
    messagesPerVisitorPerMinute: config.messagesPerVisitorPerMinute,
    widgetOrigins: config.widgetOrigins,
    publicOrigin: config.publicUrl ?? `http://localhost:${config.port}`,
  }
}

/** What the Chime API is set to; browsers reach us where we listen unless it is said where. */
function chimeSettings(config: Config, app: FastifyInstance): Omit<ChimeParts['settings'], 'checkAnswers'> {
  return {
    publicOrigin: () => config.publicUrl ?? `http://localhost:${(app.server.address() as AddressInfo).port}`,
    open: config.chimeOpen,
    apiOrigins: config.apiOrigins,
    widgetOrigins: config.widgetOrigins,
  }
}

/** Mounts one API under its path, with documentation of its own. */
async function dialect(
  app: FastifyInstance,
  title: string,
  docs: string,
  prefix: string,
  register: (scope: FastifyInstance) => Promise<void>,
): Promise<void> {
  await app.register(async (scope) => {
    const info = { title, version: '1', license: { name: 'Apache-2.0' } }
    await scope.register(fastifySwagger, { openapi: { openapi: '3.1.0', info } })
    await scope.register(register, { prefix })
    await scope.register(fastifySwaggerUi, { routePrefix: docs, staticCSP: true })
  })
}

async function listen(
  config: Config,
  loggerInstance: FastifyBaseLogger,
  parts: HouseParts,
  routes: Replaced['routes'] = async () => {},
) {
  const app = Fastify({
    loggerInstance,
    // A line a request belongs to debugging, and never with the query, which may hold secrets.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: 256 * 1024,
    forceCloseConnections: true,
    frameworkErrors: brokenAddress,
    rewriteUrl: ({ url = '/' }) => canonicalReport(canonicalChime(canonicalAgentChat(url))),
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setNotFoundHandler(nowhere)
  await app.register(fastifyCookie)
  await app.register(fastifyWebsocket, { options: { maxPayload: 256 * 1024 } })
  await dialect(app, 'Polydesk house API', '/docs', basePath, (house) =>
    houseDialect(house.withTypeProvider<TypeBoxTypeProvider>(), parts),
  )
  await dialect(app, 'AgentChat API', '/docs/agentchat', agentChatPath, (agentChat) =>
    agentChatDialect(agentChat, parts),
  )
  const { checkAnswers } = parts.settings
  await dialect(app, 'Chime API', '/docs/chime', chimePath, (chime) =>
    chimeDialect(chime, { ...parts, chatPage, settings: { ...chimeSettings(config, app), checkAnswers } }),
  )
  await dialect(app, 'Chime Reporting API', '/docs/chime-reports', chimeReportsPath, (reports) =>
    chimeReportsDialect(reports, { ...parts, settings: { apiOrigins: config.apiOrigins, checkAnswers } }),
  )
  await app.register(async (root) => {
    await pages(root)
    await root.register(routes)
  })
  await app.register(async (root) => vitals(root, parts.desk))
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  return { port, close: () => app.close() }
}
