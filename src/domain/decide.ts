import type { Actor } from './actor.ts'
import { addAgent, changeAgent } from './agent/add-agent.ts'
import { noteAgentPresence } from './agent/note-presence.ts'
import { setAvailability } from './agent/set-availability.ts'
import { setPassword } from './agent/set-password.ts'
import { resumeAgent, suspendAgent } from './agent/suspend-agent.ts'
import { acceptOffer } from './chat/accept-offer.ts'
import { setAttributes, setRecording, setResolved } from './chat/annotate-chat.ts'
import { assignChat, reassignChats } from './chat/assign-chat.ts'
import { bringIn, completeConsult } from './chat/bring-in.ts'
import { closeChat } from './chat/close-chat.ts'
import { declineOffer } from './chat/decline-offer.ts'
import { finishWrapUp } from './chat/finish-wrap-up.ts'
import { grabChat } from './chat/grab-chat.ts'
import { holdChat, resumeChat } from './chat/hold-chat.ts'
import { introduceSelf } from './chat/introduce-self.ts'
import { answerBot, failBot } from './chat/lead-chat.ts'
import { markChat } from './chat/mark-chat.ts'
import { noteLook } from './chat/note-look.ts'
import { noteCustomerPresence } from './chat/note-presence.ts'
import { openChat } from './chat/open-chat.ts'
import { postAside } from './chat/post-aside.ts'
import { postMessage } from './chat/post-message.ts'
import { rateChat } from './chat/rate-chat.ts'
import { receiveMessage } from './chat/receive-message.ts'
import { setDisposition } from './chat/set-disposition.ts'
import { storeAttachment } from './chat/store-attachment.ts'
import { tagChat, untagChat } from './chat/tag-chat.ts'
import { takeBackTransfer, transferChat } from './chat/transfer-chat.ts'
import { bargeIn, leaveChat, takeOver, watchChat } from './chat/watch-chat.ts'
import type { Command } from './commands.ts'
import { changeCustomer } from './customer/change-customer.ts'
import { eraseCustomer } from './customer/erase-customer.ts'
import { mergeCustomers, undoMerge } from './customer/merge-customers.ts'
import { noteCustomer } from './customer/note-customer.ts'
import { type Decision, settled, type Verb } from './decision.ts'
import { confirmDelivery } from './delivery/confirm-delivery.ts'
import { noteDelivery } from './delivery/note-delivery.ts'
import { replayDelivery } from './delivery/replay-delivery.ts'
import type { Instant } from './ids.ts'
import { endLogin } from './login/end-login.ts'
import { extendLogin } from './login/extend-login.ts'
import { makeApiKey } from './login/make-api-key.ts'
import { noteApiKeyUse } from './login/note-api-key-use.ts'
import { removeApiKey } from './login/remove-api-key.ts'
import { askPasswordReset, resetPassword } from './login/reset-password.ts'
import { startLogin } from './login/start-login.ts'
import { changeCentre, changeRole } from './organisation/change-centre.ts'
import { addEntry, changeEntry, removeEntry } from './organisation/change-entries.ts'
import { setCentreHours } from './organisation/set-centre-hours.ts'
import { announceOutage, changeOutage, endOutage } from './outage/announce-outage.ts'
import { passTime } from './pass-time.ts'
import { addQueue, changeQueue, removeQueue } from './queue/add-queue.ts'
import { noteReport } from './report/note-report.ts'
import { noteReportRun } from './report/note-report-run.ts'
import type { DeskState } from './state.ts'
import { together } from './together.ts'

const verbs: { readonly [Name in Command['do']]: Verb<Extract<Command, { do: Name }>> } = {
  acceptOffer,
  addAgent,
  addEntry,
  addQueue,
  announceOutage,
  answerBot,
  askPasswordReset,
  assignChat,
  bargeIn,
  bringIn,
  changeAgent,
  changeCentre,
  changeEntry,
  changeOutage,
  changeCustomer,
  changeQueue,
  changeRole,
  closeChat,
  completeConsult,
  confirmDelivery,
  declineOffer,
  endLogin,
  endOutage,
  eraseCustomer,
  extendLogin,
  failBot,
  finishWrapUp,
  grabChat,
  holdChat,
  introduceSelf,
  leaveChat,
  makeApiKey,
  markChat,
  mergeCustomers,
  noteAgentPresence,
  noteApiKeyUse,
  noteCustomer,
  noteCustomerPresence,
  noteDelivery,
  noteLook,
  noteReport,
  noteReportRun,
  openChat,
  passTime,
  postAside,
  postMessage,
  rateChat,
  reassignChats,
  removeApiKey,
  removeEntry,
  removeQueue,
  resetPassword,
  receiveMessage,
  replayDelivery,
  resumeAgent,
  resumeChat,
  setAttributes,
  setAvailability,
  setCentreHours,
  setDisposition,
  setPassword,
  setRecording,
  setResolved,
  startLogin,
  storeAttachment,
  suspendAgent,
  tagChat,
  takeBackTransfer,
  takeOver,
  together,
  transferChat,
  untagChat,
  watchChat,
  undoMerge,
}

/** State, command and instant → facts, or a refusal. Throws only `MissingRow`: load that row and decide again. */
export function decide(state: DeskState, command: Command, actor: Actor, at: Instant): Decision {
  return settled(() => (verbs[command.do] as Verb<Command>)(state, command, actor, at))
}
