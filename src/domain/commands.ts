import type { AddAgent, ChangeAgent } from './agent/add-agent.ts'
import type { NoteAgentPresence } from './agent/note-presence.ts'
import type { SetAvailability } from './agent/set-availability.ts'
import type { SetPassword } from './agent/set-password.ts'
import type { ResumeAgent, SuspendAgent } from './agent/suspend-agent.ts'
import type { AcceptOffer } from './chat/accept-offer.ts'
import type { SetAttributes, SetRecording, SetResolved } from './chat/annotate-chat.ts'
import type { AssignChat, ReassignChats } from './chat/assign-chat.ts'
import type { BringIn, CompleteConsult } from './chat/bring-in.ts'
import type { CloseChat } from './chat/close-chat.ts'
import type { DeclineOffer } from './chat/decline-offer.ts'
import type { FinishWrapUp } from './chat/finish-wrap-up.ts'
import type { GrabChat } from './chat/grab-chat.ts'
import type { HoldChat, ResumeChat } from './chat/hold-chat.ts'
import type { IntroduceSelf } from './chat/introduce-self.ts'
import type { AnswerBot, FailBot } from './chat/lead-chat.ts'
import type { MarkChat } from './chat/mark-chat.ts'
import type { NoteLook } from './chat/note-look.ts'
import type { NoteCustomerPresence } from './chat/note-presence.ts'
import type { OpenChat } from './chat/open-chat.ts'
import type { PostAside } from './chat/post-aside.ts'
import type { PostMessage } from './chat/post-message.ts'
import type { RateChat } from './chat/rate-chat.ts'
import type { ReceiveMessage } from './chat/receive-message.ts'
import type { SetDisposition } from './chat/set-disposition.ts'
import type { StoreAttachment } from './chat/store-attachment.ts'
import type { TagChat, UntagChat } from './chat/tag-chat.ts'
import type { TakeBackTransfer, TransferChat } from './chat/transfer-chat.ts'
import type { BargeIn, LeaveChat, TakeOver, WatchChat } from './chat/watch-chat.ts'
import type { ChangeCustomer } from './customer/change-customer.ts'
import type { EraseCustomer } from './customer/erase-customer.ts'
import type { MergeCustomers, UndoMerge } from './customer/merge-customers.ts'
import type { NoteCustomer } from './customer/note-customer.ts'
import type { ConfirmDelivery } from './delivery/confirm-delivery.ts'
import type { NoteDelivery } from './delivery/note-delivery.ts'
import type { ReplayDelivery } from './delivery/replay-delivery.ts'
import type { EndLogin } from './login/end-login.ts'
import type { ExtendLogin } from './login/extend-login.ts'
import type { MakeApiKey } from './login/make-api-key.ts'
import type { NoteApiKeyUse } from './login/note-api-key-use.ts'
import type { RemoveApiKey } from './login/remove-api-key.ts'
import type { AskPasswordReset, ResetPassword } from './login/reset-password.ts'
import type { StartLogin } from './login/start-login.ts'
import type { ChangeCentre, ChangeRole } from './organisation/change-centre.ts'
import type { AddEntry, ChangeEntry, RemoveEntry } from './organisation/change-entries.ts'
import type { SetCentreHours } from './organisation/set-centre-hours.ts'
import type { AnnounceOutage, ChangeOutage, EndOutage } from './outage/announce-outage.ts'
import type { PassTime } from './pass-time.ts'
import type { AddQueue, ChangeQueue, RemoveQueue } from './queue/add-queue.ts'
import type { NoteReport } from './report/note-report.ts'
import type { NoteReportRun } from './report/note-report-run.ts'
import type { Together } from './together.ts'

/** Everything one can ask the desk to do, as plain data. */
export type Command =
  | AcceptOffer
  | AddAgent
  | AddEntry
  | AddQueue
  | AnnounceOutage
  | AnswerBot
  | AskPasswordReset
  | AssignChat
  | BargeIn
  | BringIn
  | ChangeAgent
  | ChangeCentre
  | ChangeEntry
  | ChangeOutage
  | ChangeCustomer
  | ChangeQueue
  | ChangeRole
  | CloseChat
  | CompleteConsult
  | ConfirmDelivery
  | DeclineOffer
  | EndLogin
  | EndOutage
  | EraseCustomer
  | ExtendLogin
  | FailBot
  | FinishWrapUp
  | GrabChat
  | HoldChat
  | IntroduceSelf
  | LeaveChat
  | MakeApiKey
  | MarkChat
  | MergeCustomers
  | NoteAgentPresence
  | NoteApiKeyUse
  | NoteCustomer
  | NoteCustomerPresence
  | NoteDelivery
  | NoteLook
  | NoteReport
  | NoteReportRun
  | OpenChat
  | PassTime
  | PostAside
  | PostMessage
  | RateChat
  | ReassignChats
  | RemoveApiKey
  | RemoveEntry
  | RemoveQueue
  | ResetPassword
  | ReceiveMessage
  | ReplayDelivery
  | ResumeAgent
  | ResumeChat
  | SetAttributes
  | SetAvailability
  | SetCentreHours
  | SetDisposition
  | SetPassword
  | SetRecording
  | SetResolved
  | StartLogin
  | StoreAttachment
  | SuspendAgent
  | TagChat
  | TakeBackTransfer
  | TakeOver
  | Together
  | TransferChat
  | UntagChat
  | WatchChat
  | UndoMerge
