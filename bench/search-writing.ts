import type { TextMessage } from '#domain/chat/message.ts'
import type { RowPut, Store } from '#ports/store.ts'
import {
  activeChat,
  agentId,
  batch,
  closedChat,
  customer,
  customerId,
  posted,
  put,
  queuedChat,
  textMessage,
} from '../tests/contracts/rows.ts'

const perSecond = 400
const chatsAtOnce = 40
const linesOfChat = 20
const text = 'The parcel left the house on Monday and should be with you by noon today.'

/**
 * Chats that are opened, taken, talked in and closed at a steady pace, in commits like the desk's: one at a time, each
 * with everything that has become due since the one before.
 */
export class Writing {
  readonly #store: Store
  #position: number
  readonly #firstChatNo: number
  #said = 0

  constructor(store: Store, position: number) {
    this.#store = store
    this.#position = position
    // Numbers of chats that are not in the store yet.
    this.#firstChatNo = position
  }

  /** Milliseconds of each commit. */
  async forSeconds(seconds: number): Promise<number[]> {
    const times: number[] = []
    const begin = performance.now()
    const before = this.#said
    for (let now = begin; now < begin + seconds * 1_000; now = performance.now()) {
      const due = before + Math.floor(((now - begin) / 1_000) * perSecond)
      if (due === this.#said) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        continue
      }
      const rows: RowPut[] = []
      const messages: TextMessage[] = []
      while (this.#said < due) this.#say(rows, messages)
      const from = performance.now()
      await this.#store.commit(batch({ rows, messages, events: messages.map(posted) }))
      times.push(performance.now() - from)
    }
    return times
  }

  #say(rows: RowPut[], messages: TextMessage[]): void {
    const round = Math.floor(this.#said / (chatsAtOnce * linesOfChat))
    const seq = Math.floor((this.#said / chatsAtOnce) % linesOfChat) + 1
    const no = this.#firstChatNo + round * chatsAtOnce + (this.#said % chatsAtOnce)
    const at = { lastSeq: seq, customerId: customerId(no) }
    if (seq === 1) rows.push(put('customers', customer(no)), put('chats', { ...queuedChat(no), ...at }))
    else if (seq === linesOfChat) rows.push(put('chats', { ...closedChat(no), ...at, agentId: agentId(1) }))
    else rows.push(put('chats', { ...activeChat(no), ...at }))
    messages.push(textMessage(no, seq, ++this.#position, text))
    this.#said++
  }
}
