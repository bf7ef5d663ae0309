import '@fastify/websocket'
import type { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { WebSocket } from 'ws'
import type { ChatId, MessageId } from '#domain/ids.ts'
import { later } from '#domain/ids.ts'
import { checked } from '#wire/http/check.ts'
import { openEventStream } from '#wire/http/event-stream.ts'
import { type Caller, callerOf, callerOfRequest, cookieName, isOwnPage, notSignedIn } from '../auth.ts'
import { checkLength } from '../chats.ts'
import { problemOfError } from '../errors.ts'
import { ClientFrame, type Hello } from '../frames.ts'
import type { HouseApp, HouseParts } from '../house.ts'
import { type MessageRate, postedView, textOf } from '../messages.ts'
import { FeedQuery, PollQuery } from '../schemas.ts'
import type { Channel, CloseReason, Viewer } from './connection.ts'
import type { Feed } from './feed.ts'

const helloWithinMs = 10_000
const slowBytes = 8 * 1024 * 1024
const closeCodes: Readonly<Record<CloseReason, number>> = { 'signed-out': 4401, restart: 1012, 'too-slow': 1013 }

/** The live feed on its three transports: the same frames, the same guarantees. */
export function feedRoutes(app: HouseApp, parts: HouseParts, feed: Feed, rate: MessageRate): void {
  app.get('/feed', { websocket: true, schema: { hide: true } }, (socket, request) =>
    serveSocket(socket, request, parts, feed, rate),
  )

  app.get(
    '/feed/events',
    {
      schema: {
        tags: ['feed'],
        summary: 'The feed as server-sent events',
        querystring: FeedQuery,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(await callerOfRequest(parts, request))
      const raw = openEventStream(reply)
      const close = () => raw.end()
      const channel: Channel = {
        send: (frame) => {
          raw.write(`data: ${frame}\n\n`)
          if (raw.writableLength > slowBytes) raw.destroy()
        },
        close,
      }
      raw.on('close', feed.open(viewer, channel, request.query))
    },
  )

  app.get(
    '/feed/poll',
    {
      schema: {
        tags: ['feed'],
        summary: 'The feed as long poll: frames after `position`, at once or when the first comes',
        querystring: PollQuery,
        response: { 200: Type.Object({ frames: Type.Array(Type.Unknown()) }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(await callerOfRequest(parts, request))
      const { wait = 25, ...standing } = request.query
      reply.header('cache-control', 'no-store')
      return { frames: await poll(parts, feed, viewer, standing, wait * 1_000, request) }
    },
  )
}

function viewerOf(caller: Caller): Viewer {
  if (caller.login) return { kind: 'agent', agentId: caller.actor.agentId, loginId: caller.login.id }
  return { kind: 'customer', chatId: caller.actor.chatId }
}

/** Collects frames until there is news, or the time is up. `resumed` alone is no news. */
async function poll(
  { clock }: HouseParts,
  feed: Feed,
  viewer: Viewer,
  standing: { epoch?: string; position?: number },
  waitMs: number,
  request: FastifyRequest,
): Promise<unknown[]> {
  const frames: string[] = []
  const { promise, resolve } = Promise.withResolvers<CloseReason | null>()
  const isNews = (frame: string) => !frame.startsWith('{"type":"resumed"') && !frame.startsWith('{"type":"beat"')
  const channel: Channel = {
    send: (frame) => {
      if (frame.startsWith('{"type":"beat"')) return
      frames.push(frame)
      // What comes in the same go belongs to the same answer.
      if (isNews(frame)) setImmediate(resolve, null)
    },
    close: resolve,
  }
  const end = feed.open(viewer, channel, standing)
  const cancel = clock.wakeAt(later(clock.now(), waitMs), () => resolve(null))
  const gone = () => resolve(null)
  request.raw.socket.once('close', gone)
  const reason = await promise
  cancel()
  end()
  request.raw.socket.removeListener('close', gone)
  if (reason === 'signed-out') throw notSignedIn()
  return frames.map((frame) => JSON.parse(frame) as unknown)
}

/** Sends frames so that all of one turn of the event loop leave in one write: under load that halves the work. */
function bundled(socket: WebSocket, line: Socket): (frame: string) => void {
  let corked = false
  return (frame) => {
    if (socket.readyState !== socket.OPEN) return
    if (!corked) {
      corked = true
      line.cork()
      setImmediate(() => {
        corked = false
        line.uncork()
      })
    }
    socket.send(frame)
  }
}

function serveSocket(
  socket: WebSocket,
  request: FastifyRequest,
  parts: HouseParts,
  feed: Feed,
  rate: MessageRate,
): void {
  const { desk, clock, settings } = parts
  let caller: Caller | null = null
  let end: (() => void) | null = null
  let work: Promise<void> = Promise.resolve()
  const late = clock.wakeAt(later(clock.now(), helloWithinMs), () => caller ?? socket.close(4408, 'hello.missing'))
  const send = bundled(socket, request.raw.socket)
  const channel: Channel = {
    send: (frame) => {
      send(frame)
      if (socket.bufferedAmount > slowBytes) channel.close('too-slow')
    },
    close: (reason) => socket.close(closeCodes[reason], reason),
  }

  async function hello(frame: Type.Static<typeof Hello>): Promise<void> {
    // A page of another site can open a socket with our cookie: then its origin tells.
    const cookie = isOwnPage(request, settings.publicOrigin) ? request.cookies[cookieName] : undefined
    const token = frame.token ?? cookie
    if (token === undefined) throw notSignedIn()
    caller = await desk.ask((state) => callerOf(state, token, clock.now()))
    late()
    if (socket.readyState === socket.OPEN) end = feed.open(viewerOf(caller), channel, frame)
  }

  async function take(frame: Type.Static<typeof ClientFrame>): Promise<void> {
    if (frame.type === 'hello') return
    if (!caller) throw notSignedIn()
    const { actor } = caller
    const chatId = frame.chatId as ChatId
    if (frame.type === 'typing') return feed.typing(actor, chatId, frame.typing)
    if (frame.type === 'mark') {
      const { delivered, read } = frame
      return desk.execute(actor, { do: 'markChat', chatId, delivered, read }, { answer: () => undefined })
    }
    rate.check(actor)
    checkLength(frame.text, 'text', settings.messageLimit)
    const messageId = frame.id as MessageId
    const command = { do: 'postMessage', chatId, messageId, content: textOf(frame) } as const
    const posted = await desk.execute(actor, command, { answer: (state) => postedView(state, chatId, messageId) })
    send(JSON.stringify({ type: 'posted', ...posted }))
  }

  function refuse(error: unknown, ref: string): void {
    const problem = problemOfError(error, request.id)
    if (problem.status >= 500) request.log.error(error)
    send(JSON.stringify({ type: 'refused', ref, problem }))
    if (problem.status === 401) channel.close('signed-out')
  }

  socket.on('message', (data, isBinary) => {
    let frame: Type.Static<typeof ClientFrame>
    try {
      frame = checked(ClientFrame, isBinary ? null : JSON.parse(String(data)))
    } catch (error) {
      const broken =
        error instanceof SyntaxError
          ? Object.assign(error, { statusCode: 400, code: 'FST_ERR_CTP_INVALID_JSON_BODY' })
          : error
      return refuse(broken, 'frame')
    }
    const ref = frame.type === 'post' ? frame.id : frame.type
    // Signing in comes before whatever was sent behind it; the rest goes to the desk in the order in which it came.
    if (frame.type === 'hello' && !caller) work = hello(frame).catch((error) => refuse(error, ref))
    else if (caller) void take(frame).catch((error) => refuse(error, ref))
    else work = work.then(() => take(frame)).catch((error) => refuse(error, ref))
  })
  socket.on('close', () => {
    late()
    end?.()
    // A hello that is still under way must not leave a connection behind.
    void work.then(() => end?.())
  })
  socket.on('error', () => socket.terminate())
}
