import { Refused } from '#domain/refusal.ts'
import { type PlainError, plainError } from '#wire/http/plain-error.ts'

/** What people are told of a refusal, by its code. */
const sentences: Readonly<Record<string, string>> = {
  'api-key.needed': 'Authorization: Bearer and an API key; the console makes one for each agent.',
  'api-key.wrong': 'Authorization: Bearer and an API key that counts; this one does not: it may have been replaced.',
  'queue.not-found': 'queueId: the number of a queue; there is none with this one.',
  'permission.missing': 'queueId: a queue whose numbers the agent of this API key may see.',
  'report.too-many': 'Four reports are being made for this user; wait for one of them.',
  'chat.not-found': 'sessionId: the number of a session; there is none with this one.',
  'chat.not-allowed': 'sessionId: a session that the agent of this API key may read.',
}

/** What a caller is told of an error (CR-10). */
export function errorAnswer(error: unknown, requestId: string): PlainError {
  return plainError(error, error instanceof Refused ? error.refusal : null, sentences, requestId)
}
