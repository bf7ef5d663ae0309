import type { DeskEvent } from '../events.ts'
import type { DeskState } from '../state.ts'
import { apiKeyOf } from './api-key.ts'

/** What the facts about API keys change. */
export function applyApiKeyEvent(state: DeskState, event: Extract<DeskEvent, { type: `apiKey.${string}` }>): void {
  const { keyId: id, at } = event
  switch (event.type) {
    case 'apiKey.made': {
      const { agentId, madeBy } = event
      const old = apiKeyOf(state, agentId)
      if (old) state.apiKeys.remove(old.id)
      state.apiKeys.put({ id, agentId, madeAt: at, madeBy, lastUsedAt: null })
      return
    }
    case 'apiKey.removed':
      state.apiKeys.remove(id)
      return
    case 'apiKey.used':
      state.apiKeys.put({ ...state.apiKeys.require(id), lastUsedAt: at })
      return
  }
}
