import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { Side } from './conversation/side.tsx'
import { Talk } from './conversation/talk.tsx'
import { ChatList, focusRow } from './inbox/chat-list.tsx'
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
  const [withSide, setWithSide] = useState(false)
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
  const [linked, setLinked] = useState<ChatView | null>(null)
  const listed = chats?.find(({ id }) => id === chatId)
  const chat = listed ?? (linked?.id === chatId ? linked : undefined)
  // A link leads to a chat that need not be on the pages loaded so far.
  useEffect(() => {
    if (chatId && chats && !listed)
      api.call<{ chat: ChatView }>('GET', `/chats/${chatId}`).then(
        (answer) => setLinked(answer.chat),
        () => onOpen(null),
      )
  }, [chatId, chats === null])
  if (error && !chats) return <Wrong error={error} onAgain={() => load(null)} />
  return (
    <div className={`inbox${chat ? ' with-chat' : ''}${withSide ? ' with-side' : ''}`}>
      <h1 className="unseen">{t('rail.history')}</h1>
      <section className="list" aria-label={t('rail.history')}>
        <div className="bar head">
          <span className="title" aria-hidden>
            {t('rail.history')}
          </span>
        </div>
        <ChatList
          label={t('rail.history')}
          empty={chats ? t('list.empty.closed') : t('loading')}
          chats={chats ?? []}
          chatId={chatId}
          onOpen={onOpen}
          onEnd={() => next.current && !error && load(next.current)}
        />
        {error !== null && <Wrong error={error} onAgain={() => load(next.current)} />}
      </section>
      <section className="talk" aria-label={t('talk.label')}>
        {chat ? (
          <Talk
            key={chat.id}
            chat={chat}
            onBack={() => {
              onOpen(null)
              focusRow(chat.id)
            }}
            onSide={() => setWithSide(!withSide)}
          />
        ) : (
          <p className="empty">{t('talk.none')}</p>
        )}
      </section>
      <Side chat={chat} open={withSide} onClose={() => setWithSide(false)} />
    </div>
  )
}
