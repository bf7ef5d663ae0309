import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from '../live.ts'
import { useSession } from '../session.ts'
import { tell } from '../wrong.tsx'
import { type CannedResponse, filled, matching, slashAt } from './slash.ts'

interface Properties {
  readonly chatId: string
  readonly text: string
  readonly write: (text: string) => void
  /** Told of each response whose text was written. */
  readonly onInserted: (id: string) => void
  readonly area: RefObject<HTMLTextAreaElement | null>
}

/** What `/` offers while one writes: which responses fit, which is chosen, and what the keys do. */
export function useCanned({ chatId, text, write, onInserted, area }: Properties) {
  const { t } = useTranslation()
  const { api, me } = useSession()
  const client = useClient()
  const [caret, setCaret] = useState<number | null>(null)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const [responses, setResponses] = useState<readonly CannedResponse[] | null>(null)
  const [chosen, choose] = useState(0)
  const slash = caret === null ? null : slashAt(text, caret)
  const asked = slash !== null && slash.start !== dismissed
  const found = asked && responses ? matching(responses, slash.query) : []
  useEffect(() => {
    if (!slash) setDismissed(null)
  }, [slash === null])
  useEffect(() => choose(0), [slash?.query])
  useEffect(() => {
    if (!asked) return
    api.call<{ entries: readonly CannedResponse[] }>('GET', '/canned-responses').then(
      ({ entries }) => setResponses(entries),
      (error: unknown) => responses ?? tell(t, error),
    )
  }, [asked])
  const insert = (response: CannedResponse) => {
    if (!slash || caret === null) return
    const { chats, queues } = client.get()
    const chat = chats.get(chatId)
    const inserted = filled(response.text, {
      CUSTOMERNAME: chat?.customer.name,
      DEPARTMENTNAME: chat && queues.get(chat.queueId)?.name,
      ExpertFullName: me.name,
      ChatID: chat && String(chat.no),
    })
    const end = slash.start + inserted.length
    write(text.slice(0, slash.start) + inserted + text.slice(caret))
    onInserted(response.id)
    setCaret(null)
    // React writes the text first, and would leave the caret at its end.
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(end, end)
    })
  }
  return {
    /** True while the list has something to show. */
    opened: asked && responses !== null && (found.length > 0 || responses.length === 0),
    found,
    chosen,
    insert,
    /** Where one writes now; null: elsewhere. */
    look: () => {
      const field = area.current
      const writes = field && document.activeElement === field && field.selectionStart === field.selectionEnd
      setCaret(writes ? field.selectionStart : null)
    },
    leave: () => setCaret(null),
    /** Whether the key was for the list. */
    onKey: (event: KeyboardEvent): boolean => {
      if (found.length === 0 || event.nativeEvent.isComposing) return false
      const response = found[chosen]
      if (event.key === 'ArrowDown') choose((chosen + 1) % found.length)
      else if (event.key === 'ArrowUp') choose((chosen + found.length - 1) % found.length)
      else if (event.key === 'Escape') setDismissed(slash?.start ?? null)
      else if (response && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) insert(response)
      else return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
