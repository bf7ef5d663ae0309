import { Refused } from '#domain/refusal.ts'
import { type PlainError, plainError } from '#wire/http/plain-error.ts'

/** What people are told of a refusal, by its code. */
const sentences: Readonly<Record<string, string>> = {
  'api-key.needed': 'Authorization: Bearer and an API key; the console makes one for each agent.',
  'api-key.wrong': 'Authorization: Bearer and an API key that counts; this one does not.',
  'queue.not-found': 'queueID: the number of a queue; there is none with this one.',
  'web-client.not-found': 'id: the number of a queue that is enabled; there is none with this one.',
  'agent.not-found': 'sip: the SIP or e-mail address of an agent; there is none with this one.',
  'photo.not-found': 'There is no such picture.',
  'chat.not-found': 'sessionID: the number of a session; there is none with this one.',
  'session.not-found': 'SessionGuid: the one of a session; there is none with this one.',
  'chat.not-allowed': 'The agent of this API key may not read the session.',
  'chat.ended': 'The session has ended.',
  'chat.not-ended': 'The session goes on: it is rated when it has ended.',
  'chat.never-answered': 'Nobody answered in this session: there is nothing to rate.',
  'chat.already-rated': 'The session is rated already, and once only.',
  'request.too-many': 'Too many requests; wait a little.',
  'chat-page.not-built': 'The chat page is not built: run npm run build.',
}

/** What a caller is told of an error (CH-21). */
export function errorAnswer(error: unknown, requestId: string): PlainError {
  return plainError(error, error instanceof Refused ? error.refusal : null, sentences, requestId)
}
