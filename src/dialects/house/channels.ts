import { createHmac } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { SystemActor } from '#domain/actor.ts'
import { chatWith, type ReceiveMessage } from '#domain/chat/receive-message.ts'
import { phoneOf } from '#domain/customer/keys.ts'
import type { DeskEvent } from '#domain/events.ts'
import type { AttachmentId, ChatId, CustomerId, MessageId } from '#domain/ids.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { DeskState } from '#domain/state.ts'
import { bytesOfBase64 } from '#wire/files/base64.ts'
import { acceptedName, badName } from '#wire/files/file-name.ts'
import { mediaTypeOf } from '#wire/files/media-type.ts'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'
import { phoneNumber } from '#wire/phone/phone-number.ts'
import { isSigned } from '#wire/webhooks/signature.ts'
import { hashSecret } from './auth.ts'
import { checkLength } from './chats.ts'
import type { HouseApp, HouseParts } from './house.ts'
import type { MessageRate } from './messages.ts'
import { ChannelParams, InboundMessage, InboundReceipt } from './schemas.ts'

const gateway: SystemActor = { kind: 'system', via: 'house' }
const Received = Type.Object({ chatNo: Type.Integer(), duplicate: Type.Boolean() })

/** What the gateways of messaging channels tell: a customer wrote, a line arrived (H-130 and on). */
export function channelRoutes(app: HouseApp, parts: HouseParts, rate: MessageRate): void {
  const { settings } = parts
  // A file grows by a third in base64; the rest has room in what any body may have.
  const bodyLimit = Math.ceil((settings.attachmentLimitBytes * 4) / 3) + 4 * settings.messageLimit + 64 * 1024

  app.register(async (child) => {
    const scope = child.withTypeProvider<TypeBoxTypeProvider>()
    // The signature is over the bytes as they came.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    )
    scope.post(
      '/channels/:channel/inbound',
      {
        bodyLimit,
        schema: {
          tags: ['channels'],
          summary: 'A customer of a messaging channel wrote, or a line of ours reached them',
          params: ChannelParams,
          body: Type.Union([InboundMessage, InboundReceipt]),
          response: { 200: Received },
        },
        preValidation: async (request) => {
          // Checked against the schema next.
          ;(request as { body: unknown }).body = believed(parts, request)
        },
      },
      async ({ params: { channel }, body }) =>
        body.type === 'receipt' ? confirm(parts, channel, body) : receive(parts, rate, channel, body),
    )
  })
}

/** The body, when the channel is one of ours and its gateway signed it. */
function believed({ settings, clock }: HouseParts, { params, headers, body }: FastifyRequest): unknown {
  const { channel } = params as { channel: string }
  if (!settings.channels.includes(channel)) throw new Refused(refuse('not-found', 'channel.not-found'))
  if (!Buffer.isBuffer(body) || !isSigned(settings.channelSecret, headers, clock.now(), body))
    throw new Refused(refuse('not-signed-in', 'signature.wrong'))
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw new HttpProblem(400, 'body.broken-json')
  }
}

async function confirm({ desk }: HouseParts, channel: string, { messageId, mark }: Static<typeof InboundReceipt>) {
  const deliveryId = messageId as MessageId
  return desk.execute(
    gateway,
    { do: 'confirmDelivery', deliveryId, channel, mark },
    {
      answer: (state, events) => {
        const { chatId } = state.deliveries.require(deliveryId)
        return { chatNo: state.chats.require(chatId).no, duplicate: events.length === 0 }
      },
    },
  )
}

async function receive(
  parts: HouseParts,
  rate: MessageRate,
  channel: string,
  body: Static<typeof InboundMessage>,
): Promise<Static<typeof Received>> {
  const { desk, settings } = parts
  const phone = phoneIn(body.from, settings.phoneCountry)
  if (body.text !== undefined) checkLength(body.text, 'text', settings.messageLimit)
  if (body.text === undefined && !body.attachment)
    throw new WrongInput([{ field: 'text', accepted: 'a text, an attachment or both' }])
  const bytes = body.attachment && bytesOf(body.attachment)
  rate.checkSender(`${channel} ${phone}`)
  const idFor = (what: string) => derivedId(settings.channelSecret, [what, channel, phone, body.messageId])
  const messageId = idFor('message') as MessageId
  const attachment =
    body.attachment && bytes ? await stored(parts, idFor('attachment'), body.attachment.name, bytes) : null
  const command: ReceiveMessage = {
    do: 'receiveMessage',
    channel,
    phone,
    name: body.name ?? null,
    messageId,
    fileMessageId: idFor('file') as MessageId,
    text: body.text ?? null,
    attachment,
    chatId: idFor('chat') as ChatId,
    customerId: idFor('customer') as CustomerId,
    // Of a token that nobody has: the customer has no page.
    secretHash: hashSecret(createHmac('sha256', settings.channelSecret).update(messageId).digest('base64url')),
  }
  let fresh = false
  const { chatNo } = await desk.execute(gateway, command, {
    // The sender's id alone says that it is a repeat: some gateways write a body anew each time.
    once: { id: `${channel} ${messageId}`, request: messageId },
    answer: (state, events) => {
      fresh = events.length > 0
      return answerOf(state, command, events)
    },
  })
  return { chatNo, duplicate: !fresh }
}

/** The chat in which the message stands; its id is kept too, so that the answer goes when its person is erased. */
function answerOf(state: DeskState, command: ReceiveMessage, events: readonly DeskEvent[]) {
  const posted = events.find((event) => event.type === 'chat.messagePosted')
  const chat = posted ? state.chats.require(posted.chatId) : chatWith(state, command)
  if (!chat) throw new Error(`message ${command.messageId} was received but is in no chat`)
  return { chatNo: chat.no, chatId: chat.id }
}

function phoneIn(from: string, country: string | null): string {
  const phone = phoneNumber(from, country)
  const accepted = `a phone number that is possible in its country${country ? '' : ', with the country code'}`
  if (!phone || phoneOf(phone) !== phone) throw new WrongInput([{ field: 'from', accepted }])
  return phone
}

function bytesOf({ name, base64 }: { readonly name: string; readonly base64: string }): Buffer {
  const wrong: { field: string; accepted: string }[] = []
  if (badName.test(name)) wrong.push({ field: 'attachment.name', accepted: acceptedName })
  const bytes = bytesOfBase64(base64)
  if (!bytes) wrong.push({ field: 'attachment.base64', accepted: 'base64 after RFC 4648 with padding' })
  if (!bytes || wrong.length > 0) throw new WrongInput(wrong)
  return bytes
}

async function stored({ files, settings }: HouseParts, id: string, name: string, bytes: Buffer) {
  const { attachmentLimitBytes: limitBytes } = settings
  const file = await files.put(once(bytes), limitBytes)
  if (file === 'too-large') throw new HttpProblem(413, 'attachment.too-large', { facts: { limitBytes } })
  const { sha256, byteCount, head } = file
  return { attachmentId: id as AttachmentId, name, mediaType: await mediaTypeOf(head), byteCount, sha256 }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** An id (UUID of version 8) that is the same whenever this message of this sender comes, and says nothing of either. */
function derivedId(secret: string, of: readonly string[]): string {
  const hex = createHmac('sha256', secret).update(JSON.stringify(of)).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
