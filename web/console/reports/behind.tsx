import { Button, Drawer } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { ChatList } from '../inbox/chat-list.tsx'
import { useSession } from '../session.ts'
import { Wrong } from '../wrong.tsx'
import type { Wanted } from './address.ts'
import { type ChatsBehind, said } from './report.ts'
import type { Loaded } from './use-report.ts'

const nothing: ChatsBehind = { count: 0, chats: [], hiddenCount: 0, cursor: null }

interface Properties {
  readonly behind: NonNullable<Wanted['behind']>
  readonly loaded: Loaded
  readonly onClose: () => void
  readonly onChat: (chatId: string) => void
}

/** The chats that one number counts, page by page; each opens in History. */
export function Behind({ behind, loaded, onClose, onChat }: Properties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [page, setPage] = useState<ChatsBehind | null>(null)
  const [error, setError] = useState<unknown>(null)
  const busy = useRef(false)
  const control = useRef<AbortController | null>(null)
  const { report, rows, totals } = loaded.answer
  const { column, key } = behind
  const load = async (cursor: string | null) => {
    if (busy.current) return
    busy.current = true
    setError(null)
    const own = new AbortController()
    control.current = own
    const query = new URLSearchParams({ column, limit: '50', ...(key && { key }), ...(cursor && { cursor }) })
    try {
      const path = `/reports/${encodeURIComponent(report.id)}/chats?${loaded.question}&${query}`
      const next = await api.call<ChatsBehind>('GET', path, undefined, own.signal)
      setPage((known) => (known && cursor ? together(known, next) : together(nothing, next)))
    } catch (problem) {
      if (!own.signal.aborted) setError(problem)
    }
    busy.current = false
  }
  useEffect(() => {
    void load(null)
    return () => {
      control.current?.abort()
      busy.current = false
    }
  }, [loaded, column, key])
  const values = key === null ? totals : rows.find((row) => row.key === key)?.values
  const name = key === null ? said(t, String(values?.[0] ?? 'Total')) : String(values?.[0] ?? key)
  const chats: readonly ChatView[] = page?.chats ?? []
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={t('reports.behind', { column: said(t, column), row: name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ content: 'behind', body: 'behind-body', title: 'mantine-Modal-title' }}
    >
      <p role="status" className="quiet behind-count">
        {page ? t('reports.chats', { count: page.count }) : t('loading')}
        {page && page.hiddenCount > 0 && ` ${t('reports.hidden', { count: page.hiddenCount })}`}
      </p>
      {error !== null && <Wrong error={error} onAgain={() => void load(page?.cursor ?? null)} />}
      {page && chats.length > 0 && (
        <ChatList
          label={t('reports.behind', { column: said(t, column), row: name })}
          empty=""
          chats={chats}
          chatId={null}
          onOpen={onChat}
        />
      )}
      {page?.cursor && error === null && (
        <Button variant="default" m="md" onClick={() => void load(page.cursor)}>
          {t('reports.more')}
        </Button>
      )}
    </Drawer>
  )
}

/** Two pages as one; a chat that counts more than once stands there once. */
function together(known: ChatsBehind, next: ChatsBehind): ChatsBehind {
  const chats = new Map([...known.chats, ...next.chats].map((chat) => [chat.id, chat]))
  return { ...next, chats: [...chats.values()], hiddenCount: known.hiddenCount + next.hiddenCount }
}
