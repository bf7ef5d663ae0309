import type { Place, ServerFrame } from '#dialects/house/frames.ts'
import type { CustomerChatView } from '#dialects/house/views.ts'
import { LiveCore } from './live-core.ts'
import type { CustomerLive, LiveClient } from './live-types.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { Surroundings } from './surroundings.ts'

export interface CustomerSettings {
  /** The house API's base, such as https://chat.example.org/house/v1 */
  readonly base: string
  readonly chatId: string
  /** `<chatId>.<secret>` */
  readonly token: string
  readonly outbox?: OutboxStore
  readonly surroundings?: Surroundings
}

/** The live client of a customer's page: one chat. */
export function createCustomerClient({ base, chatId, token, ...more }: CustomerSettings): LiveClient<CustomerLive> {
  let chat: CustomerChatView | null = null
  let place: Place | null = null
  let made: { readonly version: number; readonly live: CustomerLive } | null = null

  function take(frame: ServerFrame): void {
    if (frame.type === 'place') place = frame
    else if (frame.type === 'snapshot' && 'chat' in frame) chat = frame.chat
    else if (frame.type === 'changes' && frame.chat) chat = { ...chat, ...frame.chat } as CustomerChatView
    if (chat?.phase !== 'waiting') place = null
    if (chat) core.logs.tell(chatId, chat.lastSeq)
  }

  const core = new LiveCore({
    base,
    token: () => token,
    headers: () => ({ authorization: `Bearer ${token}` }),
    scope: `chat:${chatId}`,
    side: 'customer',
    take,
    ...more,
  })
  // What has come to this page has been delivered.
  core.subscribe(() => chat && core.mark(chatId, chat.marks, { delivered: core.logs.lastSeq(chatId) }))

  return {
    get() {
      if (made?.version !== core.version) {
        const { link, logs, typingNow: typing } = core
        made = { version: core.version, live: { link, logs: logs.shown, pending: core.pending(), typing, chat, place } }
      }
      return made.live
    },
    subscribe: (changed) => core.subscribe(changed),
    start() {
      core.start()
      core.logs.open(chatId)
    },
    stop: () => core.stop(),
    post: (id, text) => core.post(id, text),
    postFile: (id, file) => core.postFile(id, file),
    sendAgain: (id) => core.sendAgain(id),
    discard: (id) => core.discard(id),
    read: (id, seq) => core.mark(id, chat?.marks, { read: seq }),
    typing: (id, typing) => core.typing(id, typing),
    open: (id) => core.logs.open(id),
    loadEarlier: (id) => void core.logs.loadEarlier(id),
  }
}
