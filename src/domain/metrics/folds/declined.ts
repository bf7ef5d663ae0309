import { foldOf, nothingToAdd, ofAgent } from '../fold.ts'

/** Offers and held-out transfers that an agent said no to. */
export const declined = foldOf(['chat.offerDeclined', 'chat.transferEnded'], (event, { before }) => {
  if (!before) return nothingToAdd
  if (event.type === 'chat.offerDeclined') return [{ key: ofAgent(event.agentId, before), counts: ['declinedCount'] }]
  return event.why === 'declined'
    ? [{ key: ofAgent(event.toAgentId, before), counts: ['declinedCount'] }]
    : nothingToAdd
})
