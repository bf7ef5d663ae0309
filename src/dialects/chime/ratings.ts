import Type from 'typebox'
import { HttpProblem, WrongInput } from '#wire/http/problem.ts'
import { via } from './auth.ts'
import { method } from './method.ts'
import { chatOfGuid } from './session-guid.ts'
import { Done } from './views.ts'

export const addSeekerCommentRating = method({
  name: 'AddSeekerCommentRating',
  verb: 'POST',
  path: '/Session/AddSeekerCommentRating',
  heading: "Post Guest Session's Comment and Rating",
  about: "The seeker's verdict on a session that has ended",
  rules: ['CH-51', 'CH-60', 'CH-61'],
  who: 'anyone',
  consumes: ['application/x-www-form-urlencoded', 'application/json'],
  input: {
    SessionGuid: Type.String({ minLength: 1, maxLength: 100, description: 'the SessionGuid of a session' }),
    Rating: Type.Integer({ minimum: 1, maximum: 5, description: 'a whole number from 1 to 5' }),
    Comment: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { description: 'text of at most 2000 characters' }),
    ),
  },
  readBody: formOrJson,
  answer: Done,
  example: true,
  run: async ({ input: { SessionGuid, Rating, Comment }, ask, parts }) => {
    const chat = await ask((state) => chatOfGuid(state, SessionGuid))
    const { id: chatId, customerId } = chat
    await parts.desk.execute(
      { kind: 'customer', customerId, chatId, via },
      { do: 'rateChat', chatId, score: Rating, comment: Comment?.trim() || null },
      { answer: () => null },
    )
    return true
  },
})

/** As jQuery sends it, and as the text prints it. */
function formOrJson(text: string, mediaType: string): unknown {
  if (mediaType === 'application/json') return fromJson(text)
  const fields = new URLSearchParams(text)
  for (const name of fields.keys())
    if (fields.getAll(name).length > 1) throw new WrongInput([{ field: name, accepted: 'once' }])
  return Object.fromEntries(fields)
}

/** JSON, or a word about it. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpProblem(400, 'body.broken-json', { detail: '(body): JSON.' })
  }
}
