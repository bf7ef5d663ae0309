import { foldOf, nothingToAdd, ofAgent, ofQueue } from '../fold.ts'

/** How long customers waited on hold, in the slot in which the hold ends: resumed, or because the chat moved or ended. */
export const held = foldOf(
  ['chat.resumed', 'chat.accepted', 'chat.transferred', 'chat.requeued', 'chat.ended'],
  ({ at }, { before }) => {
    if (before?.phase !== 'active' || before.heldSince === null) return nothingToAdd
    const times = { holdTime: at - before.heldSince }
    return [
      { key: ofAgent(before.agentId, before), times },
      { key: ofQueue(before), times },
    ]
  },
)
