import Type from 'typebox'
import type { CannedResponseId } from '#domain/ids.ts'
import type { EntryOf } from '#domain/organisation/entries.ts'
import { agentMethod } from './method.ts'
import { closed, Done, done, given, Name, No } from './schemas.ts'
import { byNo } from './words.ts'

const MessageText = Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' })
export const CannedResponseView = Type.Object({ CannedResponseID: No, Name, MessageText }, closed)

const OneCannedResponse = Type.Object({ CannedResponse: CannedResponseView }, closed)
const heading = 'Canned Response'
const permission = 'queues.manage'
const example = {
  CannedResponse: {
    CannedResponseID: 1,
    Name: 'opening hours',
    MessageText: 'We are open from 9am to 5pm, Monday to Friday',
  },
}

/** The canned response as this API shows it. */
export function presentCannedResponse({ no, name, text }: EntryOf<'cannedResponses'>) {
  return { CannedResponseID: no, Name: name, MessageText: text }
}

export const cannedResponseMethods = [
  agentMethod({
    name: 'CreateCannedResponse',
    verb: 'POST',
    heading,
    about: 'Create a new canned response',
    rules: ['AC-90'],
    permission,
    body: { Name, MessageText },
    answer: OneCannedResponse,
    example,
    run: async ({ body, act, parts }) => {
      const id = parts.ids.uuid() as CannedResponseId
      const settings = { name: body.Name, text: body.MessageText }
      return act({ do: 'addEntry', table: 'cannedResponses', id, settings }, (state) => ({
        CannedResponse: presentCannedResponse(state.cannedResponses.require(id)),
      }))
    },
  }),
  agentMethod({
    name: 'UpdateCannedResponse',
    verb: 'POST',
    heading,
    about: 'Update an existing canned response',
    rules: ['AC-91'],
    permission,
    body: { CannedResponseID: No, Name: Type.Optional(Name), MessageText: Type.Optional(MessageText) },
    answer: OneCannedResponse,
    example,
    run: async ({ body, act, ask }) => {
      const { id } = await ask((state) => byNo(state.cannedResponses, 'canned-response', body.CannedResponseID))
      const settings = given({ name: body.Name, text: body.MessageText })
      return act({ do: 'changeEntry', table: 'cannedResponses', id, settings }, (state) => ({
        CannedResponse: presentCannedResponse(state.cannedResponses.require(id)),
      }))
    },
  }),
  agentMethod({
    name: 'DeleteCannedResponse',
    verb: 'DELETE',
    heading,
    about: 'Delete a canned response',
    rules: ['AC-92'],
    permission,
    query: { CannedResponseID: No },
    answer: Done,
    example: done,
    run: async ({ query, act, ask }) => {
      const { id } = await ask((state) => byNo(state.cannedResponses, 'canned-response', query.CannedResponseID))
      return act({ do: 'removeEntry', table: 'cannedResponses', id }, () => done)
    },
  }),
]
