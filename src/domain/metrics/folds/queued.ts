import { foldOf, ofQueue } from '../fold.ts'

/** A chat entered the centre and its first queue: once in its life, whatever queues it sees later. */
export const queued = foldOf(['chat.opened', 'chat.queued'], (event) => [
  { key: ofQueue(event), counts: ['queuedCount'] },
])
