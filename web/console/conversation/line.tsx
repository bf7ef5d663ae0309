import { Anchor } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '#dialects/house/views.ts'
import { linkText } from '../../kit/link-text.ts'
import type { PendingMessage } from '../../kit/live-types.ts'
import { useClient } from '../live.ts'
import { base } from '../session.ts'
import { clock, exact } from '../times.ts'
import { problemTextOf } from '../wrong.tsx'
import type { LineOf } from './lines.ts'

/** One line of a conversation, stored on the desk. */
export function Line({ line }: { readonly line: LineOf }) {
  const { t } = useTranslation()
  const { message, first, last, state } = line
  if (message.kind === 'notice') {
    const { agentName, fromAgentName, queueName } = message
    return (
      <p className="notice" title={exact(message.at)}>
        {t(`notice.${message.code}`, { agentName, fromAgentName, queueName })} · {clock(message.at)}
      </p>
    )
  }
  const own = message.author.kind === 'agent'
  return (
    <div className={`line${own ? ' own' : ''}${first ? ' first' : ''}`}>
      {first && <div className="meta">{message.author.name ?? t('chat.nobody')}</div>}
      <div className="bubble" title={exact(message.at)}>
        {message.kind === 'text' ? <Words text={message.text} /> : <File message={message} />}
      </div>
      {last && (
        <div className="meta">
          <time dateTime={new Date(message.at).toISOString()} title={exact(message.at)}>
            {clock(message.at)}
          </time>
          {state && ` · ${t(`state.${state}`)}`}
        </div>
      )}
    </div>
  )
}

/** One of our own messages that the desk has not confirmed, or has refused. */
export function PendingLine({ message }: { readonly message: PendingMessage }) {
  const { t } = useTranslation()
  const client = useClient()
  const refused = message.state === 'refused'
  return (
    <div className={`line own first ${message.state}`}>
      <div className="bubble">{message.text ?? message.file?.name}</div>
      <div className="meta" role={refused ? 'alert' : undefined}>
        {refused ? (
          <>
            {t('state.refused', { why: message.problem ? problemTextOf(t, message.problem) : '' })}{' '}
            <Anchor component="button" size="xs" underline="always" onClick={() => client.sendAgain(message.id)}>
              {t('state.sendAgain')}
            </Anchor>
            {' · '}
            <Anchor component="button" size="xs" underline="always" onClick={() => client.discard(message.id)}>
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
      {name} ({Math.ceil(byteCount / 1_024)} KB)
    </a>
  )
}
