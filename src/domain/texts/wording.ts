import type { Queue } from '../queue/queue.ts'
import type { DeskState } from '../state.ts'
import type { TextName } from './own-text-names.ts'

/** How a text is worded: by the queue, else by the centre; null: by neither. Empty where somebody wants nothing to be said. */
export function wordingOf(state: DeskState, queue: Queue, name: TextName): string | null {
  return queue.texts[name] ?? state.settings.texts[name] ?? null
}
