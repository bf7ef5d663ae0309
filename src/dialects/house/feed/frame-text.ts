/** The parts of a `changes` frame as JSON text, so that what many connections get is written once. */
export interface FrameParts {
  readonly agents: string[]
  readonly queues: string[]
  readonly asides: string[]
  readonly chats: string[]
  readonly messages: string[]
  readonly gone: string[]
  readonly goneQueues: string[]
  chat: string | null
}

export function emptyParts(): FrameParts {
  return { agents: [], queues: [], asides: [], chats: [], messages: [], gone: [], goneQueues: [], chat: null }
}

/** The frame, or null when it would be empty. */
export function changesFrame(position: number, parts: FrameParts): string | null {
  const fields =
    list('agents', parts.agents) +
    list('queues', parts.queues) +
    list('chats', parts.chats) +
    (parts.chat ? `,"chat":${parts.chat}` : '') +
    list('messages', parts.messages) +
    list('asides', parts.asides) +
    list('goneChatIds', parts.gone) +
    list('goneQueueIds', parts.goneQueues)
  return fields === '' ? null : `{"type":"changes","position":${position}${fields}}`
}

function list(name: string, items: readonly string[]): string {
  return items.length > 0 ? `,"${name}":[${items.join(',')}]` : ''
}
