import type { Actor } from './actor.ts'
import { addAgent, changeAgent } from './agent/add-agent.ts'
import { noteAgentPresence } from './agent/note-presence.ts'
import { setAvailability } from './agent/set-availability.ts'
import { setPassword } from './agent/set-password.ts'
import { acceptOffer } from './chat/accept-offer.ts'
import { closeChat } from './chat/close-chat.ts'
import { declineOffer } from './chat/decline-offer.ts'
import { finishWrapUp } from './chat/finish-wrap-up.ts'
import { grabChat } from './chat/grab-chat.ts'
import { markChat } from './chat/mark-chat.ts'
import { noteCustomerPresence } from './chat/note-presence.ts'
import { openChat } from './chat/open-chat.ts'
import { postMessage } from './chat/post-message.ts'
import { rateChat } from './chat/rate-chat.ts'
import { storeAttachment } from './chat/store-attachment.ts'
import { takeBackTransfer, transferChat } from './chat/transfer-chat.ts'
import type { Command } from './commands.ts'
import type { Decision, Verb } from './decision.ts'
import type { Instant } from './ids.ts'
import { endLogin } from './login/end-login.ts'
import { startLogin } from './login/start-login.ts'
import { passTime } from './pass-time.ts'
import { addQueue, changeQueue } from './queue/add-queue.ts'
import { Refused } from './refusal.ts'
import type { DeskState } from './state.ts'

const verbs: { readonly [Name in Command['do']]: Verb<Extract<Command, { do: Name }>> } = {
  acceptOffer,
  addAgent,
  addQueue,
  changeAgent,
  changeQueue,
  closeChat,
  declineOffer,
  endLogin,
  finishWrapUp,
  grabChat,
  markChat,
  noteAgentPresence,
  noteCustomerPresence,
  openChat,
  passTime,
  postMessage,
  rateChat,
  setAvailability,
  setPassword,
  startLogin,
  storeAttachment,
  takeBackTransfer,
  transferChat,
}

/** State, command and instant → facts, or a refusal. Throws only `MissingRow`: load that row and decide again. */
export function decide(state: DeskState, command: Command, actor: Actor, at: Instant): Decision {
  try {
    return (verbs[command.do] as Verb<Command>)(state, command, actor, at)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}
