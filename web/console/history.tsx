import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { Context } from './conversation/context.tsx'
import { Talk } from './conversation/talk.tsx'
import { ChatList } from './inbox/chat-list.tsx'
import { useSession } from './session.ts'
import { Wrong } from './wrong.tsx'

interface Page {
  readonly chats: ChatView[]
  readonly next: string | null
}

interface Properties {
  readonly chatId: string | null
  readonly onOpen: (chatId: string | null) => void
}

/** Closed chats, newest first, loaded page by page. */
export default function History({ chatId, onOpen }: Properties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [chats, setChats] = useState<readonly ChatView[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const next = useRef<string | null>(null)
  const busy = useRef(false)
  const load = (before: string | null) => {
    if (busy.current) return
    busy.current = true
    setError(null)
    api
      .call<Page>('GET', `/chats?scope=closed&limit=100${before ? `&before=${before}` : ''}`)
      .then((page) => {
        next.current = page.next
        setChats((known) => [...(before ? (known ?? []) : []), ...page.chats])
      }, setError)
      .finally(() => {
        busy.current = false
      })
  }
  useEffect(() => load(null), [])
  const chat = chats?.find(({ id }) => id === chatId)
  if (error && !chats) return <Wrong error={error} onAgain={() => load(null)} />
  return (
    <div className={`inbox${chat ? ' with-chat' : ''}`}>
      <section className="list" aria-label={t('rail.history')}>
        <VisuallyHidden component="h1">{t('rail.history')}</VisuallyHidden>
        <ChatList
          label={t('rail.history')}
          empty={chats ? t('list.empty.closed') : t('loading')}
          chats={chats ?? []}
          chatId={chatId}
          onOpen={onOpen}
          onEnd={() => next.current && load(next.current)}
        />
      </section>
      <section className="talk" aria-label={t('talk.label')}>
        {chat ? (
          <Talk key={chat.id} chat={chat} onBack={() => onOpen(null)} onSide={() => {}} />
        ) : (
          <p className="empty">{t('talk.none')}</p>
        )}
      </section>
      <aside className="side" aria-label={t('context.label')}>
        {chat ? <Context chat={chat} /> : <p className="empty">{t('context.none')}</p>}
      </aside>
    </div>
  )
}
