import type { AgentId, ApiKeyId, Instant } from '../ids.ts'
import type { Table } from '../table.ts'

/**
 * A program's long-lived way in, with all the rights of one agent: a GUID, shown once. Its id is its SHA-256, so a key is
 * found by what is stored of it, and what is stored opens nothing. A plain fast hash is right here: unlike a password a
 * random GUID has 122 bits that nobody chose, and none are guessed.
 */
export interface ApiKey {
  readonly id: ApiKeyId
  readonly agentId: AgentId
  readonly madeAt: Instant
  readonly madeBy: AgentId
  /** To the minute; null: never yet. */
  readonly lastUsedAt: Instant | null
}

/** The key of an agent, who has one at most. */
export function apiKeyOf(
  { apiKeys }: { readonly apiKeys: Pick<Table<ApiKey>, 'values'> },
  agentId: AgentId,
): ApiKey | null {
  for (const key of apiKeys.values()) if (key.agentId === agentId) return key
  return null
}
