import { mustBeSystem } from '../access/may.ts'
import { nothing, type Verb } from '../decision.ts'
import { type ApiKeyId, later } from '../ids.ts'

export interface NoteApiKeyUse {
  readonly do: 'noteApiKeyUse'
  readonly keyId: ApiKeyId
}

/** Less is not worth a line in the journal: programs ask often. */
const leastMs = 60_000

/** A program came with the key. What was replaced or removed meanwhile has nothing to be noted on. */
export const noteApiKeyUse: Verb<NoteApiKeyUse> = (state, { keyId }, actor, at) => {
  mustBeSystem(actor)
  const key = state.apiKeys.get(keyId)
  if (!key || (key.lastUsedAt !== null && at < later(key.lastUsedAt, leastMs))) return nothing
  return [{ type: 'apiKey.used', keyId }]
}
