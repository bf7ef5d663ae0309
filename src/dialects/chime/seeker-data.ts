import Type from 'typebox'
import type { Chat } from '#domain/chat/chat.ts'
import type { DeskState } from '#domain/state.ts'
import { via } from './auth.ts'
import { method } from './method.ts'
import { fromJson } from './ratings.ts'
import { chatOfGuid } from './session-guid.ts'
import { Done } from './views.ts'

/** What the vendor's own samples send beside name and address, by these names; kept as attributes of the chat. */
const kept = [
  'location',
  'question',
  'webVisitor',
  'domainAuthenticated',
  'sip',
  'SeekerDN',
  'ip',
  'referrerURL',
  'hostname',
  'seekerOffsetMinutes',
  'platform',
] as const

const Words = (maxLength: number) =>
  Type.Optional(
    Type.Union([Type.String({ maxLength }), Type.Number(), Type.Boolean(), Type.Null()], {
      description: `text of at most ${maxLength} characters`,
    }),
  )

export const seekerData = method({
  name: 'SeekerData',
  verb: 'POST',
  path: '/webclient/SeekerData/{sessionGuid}',
  heading: 'Web client',
  about: "What the seeker's page knows about them, while the session goes on",
  rules: ['CH-81', 'CH-82', 'CH-83'],
  who: 'anyone',
  consumes: ['application/json'],
  input: {
    sessionGuid: Type.String({ minLength: 1, maxLength: 100, description: 'the SessionGuid of a session' }),
    firstName: Words(100),
    lastName: Words(100),
    email: Words(200),
    ...(Object.fromEntries(kept.map((name) => [name, Words(1_000)])) as Record<
      (typeof kept)[number],
      ReturnType<typeof Words>
    >),
  },
  readBody: afterTheWord,
  answer: Done,
  example: true,
  run: async ({ input, ask, parts }) => {
    const { sessionGuid, firstName, lastName, email } = input
    const { id: chatId, customerId } = await ask((state) => chatOf(state, sessionGuid))
    const attributes = kept.flatMap((name) => {
      const value = textOf(input[name])
      return value === '' ? [] : [[name, value] as const]
    })
    await parts.desk.execute(
      { kind: 'customer', customerId, chatId, via },
      {
        do: 'introduceSelf',
        chatId,
        name: [firstName, lastName].map(textOf).join(' ').trim() || null,
        email: textOf(email) || null,
        attributes: Object.fromEntries(attributes),
      },
      { answer: () => null },
    )
    return true
  },
})

/** The vendor's own word before the object, which may be left out; the object's `sessionGuid` is not looked at. */
function afterTheWord(text: string): unknown {
  const value = fromJson(text.replace(/^\s*seekerData:/i, ''))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.toLowerCase() !== 'sessionguid'))
}

/** By its SessionGuid, or by the chat's own id: that one the widget tells its page, and nothing but gaps is filled by it (CH-82). */
function chatOf(state: DeskState, guid: string): Chat {
  const byId = uuidForm.test(guid) ? state.chats.find(guid.toLowerCase()) : null
  return byId ?? chatOfGuid(state, guid)
}

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function textOf(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : String(value).trim()
}
