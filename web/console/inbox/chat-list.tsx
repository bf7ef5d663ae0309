import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import type { ChatView } from '#dialects/house/views.ts'
import { Row } from './row.tsx'

interface Properties {
  readonly label: string
  readonly empty: string
  readonly chats: readonly ChatView[]
  readonly chatId: string | null
  readonly onOpen: (chatId: string) => void
  /** Asked when the end comes near; for lists that are loaded page by page. */
  readonly onEnd?: () => void
}

const rowHeight = 60
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** A list of chats of any length: only what is seen is drawn, and the arrow keys walk through it. */
export function ChatList({ label, empty, chats, chatId, onOpen, onEnd }: Properties) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: chats.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const items = rows.getVirtualItems()
  if (onEnd && chats.length > 0 && (items.at(-1)?.index ?? 0) >= chats.length - 5) onEnd()
  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const row = event.target instanceof HTMLElement ? Number(event.target.dataset['index']) : Number.NaN
    if (!step || Number.isNaN(row)) return
    event.preventDefault()
    const to = Math.min(chats.length - 1, Math.max(0, row + step))
    rows.scrollToIndex(to)
    focusRow((chats[to] as ChatView).id)
  }
  if (chats.length === 0) return <p className="empty">{empty}</p>
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows are buttons; the arrow keys only walk from one to the next
    <div ref={scroller} className="rows" onKeyDown={walk}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="list" aria-label={label}>
        {items.map(({ index, start }) => {
          const chat = chats[index] as ChatView
          return (
            <div key={chat.id} role="listitem" aria-setsize={chats.length} aria-posinset={index + 1}>
              <button
                type="button"
                className="row"
                data-index={index}
                data-chat={chat.id}
                style={{ top: start, height: rowHeight }}
                aria-current={chat.id === chatId}
                onClick={() => onOpen(chat.id)}
              >
                <Row chat={chat} />
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Leads the focus back to a chat's row, as soon as the list is seen again. */
export function focusRow(chatId: string, frames = 20): void {
  const row = document.querySelector<HTMLElement>(`[data-chat="${chatId}"]`)
  row?.focus()
  if (frames > 0 && (!row || document.activeElement !== row)) requestAnimationFrame(() => focusRow(chatId, frames - 1))
}
