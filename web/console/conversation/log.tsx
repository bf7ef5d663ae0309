import { Anchor, Button, Text } from '@mantine/core'
import { Fragment, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarksView, MessageView } from '#dialects/house/views.ts'
import { linkText } from '../../kit/link-text.ts'
import type { PendingMessage } from '../../kit/live-types.ts'
import { messageState } from '../../kit/message-state.ts'
import { useClient, useLive } from '../live.ts'
import { base } from '../session.ts'
import { clock, day, exact } from '../times.ts'

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
  const log = live.logs.get(chatId)
  const messages = log?.messages ?? []
  const pending = live.pending.filter((message) => message.chatId === chatId)
  const typing = live.typing.get(chatId)
  const first = messages[0]?.seq
  const last = messages.at(-1)?.seq ?? 0

  useEffect(() => client.open(chatId), [client, chatId])
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    if (atEnd.current) element.scrollTop = element.scrollHeight
    else if (element.scrollTop < 40) element.scrollTop += element.scrollHeight - height.current
    height.current = element.scrollHeight
  }, [first, last, pending.length, typing])
  useEffect(() => {
    const read = () => {
      if (mine && last > 0 && atEnd.current && document.visibilityState === 'visible') client.read(chatId, last)
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [last, mine, client, chatId])

  return (
    <div
      ref={list}
      className="log"
      role="log"
      aria-label={t('talk.log')}
      aria-live="polite"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        atEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 40
        if (atEnd.current && mine && last > 0) client.read(chatId, last)
        if (currentTarget.scrollTop < 40 && log && !log.complete && !log.loading) client.loadEarlier(chatId)
      }}
    >
      {log && !log.complete && (
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
      {messages.map((message, index) => (
        <Fragment key={message.seq}>
          {day(message.at) !== day(messages[index - 1]?.at ?? 0) && <p className="day">{day(message.at)}</p>}
          <Line message={message} before={messages[index - 1]} marks={marks} />
        </Fragment>
      ))}
      {pending.map((message) => (
        <PendingLine key={message.id} message={message} />
      ))}
      {typing && <p className="meta">{t('talk.typing', { name: typing[0] || t('chat.nobody') })}</p>}
      {log && messages.length === 0 && !log.loading && pending.length === 0 && (
        <p className="empty">{t('talk.empty')}</p>
      )}
    </div>
  )
}

function Line({
  message,
  before,
  marks,
}: {
  readonly message: MessageView
  readonly before: MessageView | undefined
  readonly marks: MarksView | null
}) {
  const { t } = useTranslation()
  if (message.kind === 'notice') {
    const { agentName, fromAgentName, queueName } = message
    return <p className="notice">{t(`notice.${message.code}`, { agentName, fromAgentName, queueName })}</p>
  }
  const own = message.author.kind === 'agent'
  const follows =
    before && before.kind !== 'notice' && before.author.id === message.author.id && message.at - before.at < 120_000
  const state = own && marks ? messageState(message, marks, 'agent') : null
  return (
    <div className={own ? 'line own' : 'line'}>
      {!follows && <div className="meta">{message.author.name ?? t('chat.nobody')}</div>}
      <div className="bubble">
        {message.kind === 'text' ? <Words text={message.text} /> : <File message={message} />}
      </div>
      <div className="meta">
        <time dateTime={new Date(message.at).toISOString()} title={exact(message.at)}>
          {clock(message.at)}
        </time>
        {state && ` · ${t(`state.${state}`)}`}
      </div>
    </div>
  )
}

function PendingLine({ message }: { readonly message: PendingMessage }) {
  const { t } = useTranslation()
  const client = useClient()
  const refused = message.state === 'refused'
  return (
    <div className={refused ? 'line own refused' : 'line own pending'}>
      <div className="bubble">{message.text ?? message.file?.name}</div>
      <div className="meta" role={refused ? 'alert' : undefined}>
        {refused ? (
          <>
            {t('state.refused', { code: message.problem?.errors?.[0]?.accepted ?? message.problem?.code })}{' '}
            <Anchor component="button" size="xs" onClick={() => client.sendAgain(message.id)}>
              {t('state.sendAgain')}
            </Anchor>{' '}
            <Anchor component="button" size="xs" onClick={() => client.discard(message.id)}>
              {t('state.discard')}
            </Anchor>
          </>
        ) : (
          t('state.pending')
        )}
      </div>
    </div>
  )
}

function Words({ text }: { readonly text: string }) {
  return linkText(text).map(({ text: piece, href }, index) =>
    href ? (
      <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
        {piece}
      </a>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  )
}

function File({ message }: { readonly message: MessageView & { kind: 'file' } }) {
  const { t } = useTranslation()
  const { id, name, mediaType, byteCount } = message.attachment
  const url = `${base}/chats/${message.chatId}/attachments/${id}`
  if (/^image\/(png|jpeg|gif|webp)$/.test(mediaType))
    return (
      <a href={url} target="_blank" rel="noopener">
        <img src={url} alt={t('talk.picture', { name })} />
      </a>
    )
  return (
    <a href={url} download={name}>
      {name}{' '}
      <Text span size="xs">
        ({Math.ceil(byteCount / 1_024)} KB)
      </Text>
    </a>
  )
}
