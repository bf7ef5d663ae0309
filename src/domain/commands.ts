import type { AddAgent, ChangeAgent } from './agent/add-agent.ts'
import type { NoteAgentPresence } from './agent/note-presence.ts'
import type { SetAvailability } from './agent/set-availability.ts'
import type { SetPassword } from './agent/set-password.ts'
import type { AcceptOffer } from './chat/accept-offer.ts'
import type { CloseChat } from './chat/close-chat.ts'
import type { DeclineOffer } from './chat/decline-offer.ts'
import type { FinishWrapUp } from './chat/finish-wrap-up.ts'
import type { GrabChat } from './chat/grab-chat.ts'
import type { MarkChat } from './chat/mark-chat.ts'
import type { NoteCustomerPresence } from './chat/note-presence.ts'
import type { OpenChat } from './chat/open-chat.ts'
import type { PostMessage } from './chat/post-message.ts'
import type { RateChat } from './chat/rate-chat.ts'
import type { StoreAttachment } from './chat/store-attachment.ts'
import type { TakeBackTransfer, TransferChat } from './chat/transfer-chat.ts'
import type { EndLogin } from './login/end-login.ts'
import type { StartLogin } from './login/start-login.ts'
import type { PassTime } from './pass-time.ts'
import type { AddQueue, ChangeQueue } from './queue/add-queue.ts'

/** Everything one can ask the desk to do, as plain data. */
export type Command =
  | AcceptOffer
  | AddAgent
  | AddQueue
  | ChangeAgent
  | ChangeQueue
  | CloseChat
  | DeclineOffer
  | EndLogin
  | FinishWrapUp
  | GrabChat
  | MarkChat
  | NoteAgentPresence
  | NoteCustomerPresence
  | OpenChat
  | PassTime
  | PostMessage
  | RateChat
  | SetAvailability
  | SetPassword
  | StartLogin
  | StoreAttachment
  | TakeBackTransfer
  | TransferChat
