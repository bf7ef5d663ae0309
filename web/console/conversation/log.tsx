import { Button } from '@mantine/core'
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarksView } from '#dialects/house/views.ts'
import { useClient, useLive } from '../live.ts'
import { day } from '../times.ts'
import { Line, PendingLine } from './line.tsx'
import { linesOf } from './lines.ts'

interface Properties {
  readonly chatId: string
  /** How far both sides are; null for chats that are not ours. */
  readonly marks: MarksView | null
  readonly mine: boolean
}

/** What was said, oldest first, with the state of each of our own lines; reads on when one scrolls up. */
export function Log({ chatId, marks, mine }: Properties) {
  const { t } = useTranslation()
  const client = useClient()
  const live = useLive()
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const height = useRef(0)
  const [away, setAway] = useState(false)
  const log = live.logs.get(chatId)
  const messages = log?.messages ?? []
  const pending = live.pending.filter((message) => message.chatId === chatId)
  const typing = live.typing.get(chatId)
  const first = messages[0]?.seq
  const last = messages.at(-1)?.seq ?? 0

  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }
  const read = () => {
    if (mine && last > 0 && atEnd.current && document.visibilityState === 'visible') client.read(chatId, last)
  }
  useEffect(() => client.open(chatId), [client, chatId])
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    if (atEnd.current) toEnd()
    else if (element.scrollTop < 40) element.scrollTop += element.scrollHeight - height.current
    height.current = element.scrollHeight
  }, [first, last, pending.length, typing])
  useEffect(() => {
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [last, mine, client, chatId])
  // Pictures arrive, the composer grows, the window changes: who was at the end stays there.
  useEffect(() => {
    const watch = new ResizeObserver(() => atEnd.current && toEnd())
    for (const element of [list.current, list.current?.firstElementChild]) if (element) watch.observe(element)
    return () => watch.disconnect()
  }, [])

  return (
    <div className="log-frame">
      <div
        ref={list}
        className="log"
        role="log"
        aria-label={t('talk.log')}
        aria-live="polite"
        aria-busy={log?.loading ?? true}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          atEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 40
          setAway(!atEnd.current)
          read()
          if (currentTarget.scrollTop < 40 && log && !log.complete && !log.loading) client.loadEarlier(chatId)
        }}
      >
        <div className="lines">
          {log && !log.complete && messages.length > 0 && (
            <Button
              variant="default"
              size="xs"
              style={{ alignSelf: 'center' }}
              loading={log.loading}
              onClick={() => client.loadEarlier(chatId)}
            >
              {t('talk.earlier')}
            </Button>
          )}
          {linesOf(messages, marks).map((line) => (
            <Fragment key={line.message.seq}>
              {line.newDay && <p className="day">{day(line.message.at)}</p>}
              <Line line={line} />
            </Fragment>
          ))}
          {pending.map((message) => (
            <PendingLine key={message.id} message={message} />
          ))}
          {typing && <p className="meta">{t('talk.typing', { name: typing[0] || t('chat.nobody') })}</p>}
          {messages.length === 0 && pending.length === 0 && (
            <p className="empty">{t(!log || log.loading ? 'loading' : 'talk.empty')}</p>
          )}
        </div>
      </div>
      {away && (
        <Button className="to-end" size="xs" variant="default" onClick={toEnd}>
          ↓ {t('talk.newest')}
        </Button>
      )}
    </div>
  )
}
