/** The parts of a `changes` frame as JSON text, so that what many connections get is written once. */
export interface FrameParts {
  readonly agents: string[]
  readonly queues: string[]
  readonly chats: string[]
  readonly messages: string[]
  readonly gone: string[]
  chat: string | null
}

export function emptyParts(): FrameParts {
  return { agents: [], queues: [], chats: [], messages: [], gone: [], chat: null }
}

/** The frame, or null when it would be empty. */
export function changesFrame(position: number, parts: FrameParts): string | null {
  const fields =
    list('agents', parts.agents) +
    list('queues', parts.queues) +
    list('chats', parts.chats) +
    (parts.chat ? `,"chat":${parts.chat}` : '') +
    list('messages', parts.messages) +
    list('goneChatIds', parts.gone)
  return fields === '' ? null : `{"type":"changes","position":${position}${fields}}`
}

function list(name: string, items: readonly string[]): string {
  return items.length > 0 ? `,"${name}":[${items.join(',')}]` : ''
}
