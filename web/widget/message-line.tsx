import { useEffect, useState } from 'preact/hooks'
import type { CustomerChatView, MessageView } from '#dialects/house/views.ts'
import type { Api } from '../kit/api.ts'
import { linkText } from '../kit/link-text.ts'
import type { PendingMessage } from '../kit/live-types.ts'
import { messageState } from '../kit/message-state.ts'
import type { Say } from './strings.ts'

interface Properties {
  readonly message: MessageView
  readonly before: MessageView | undefined
  readonly chat: CustomerChatView | null
  readonly api: Api
  readonly say: Say
}

/** One line of the conversation as the customer sees it. */
export function MessageLine({ message, before, chat, api, say }: Properties) {
  if (message.kind === 'notice') {
    const { agentName, fromAgentName, queueName } = message
    return <p class="notice">{say(`notice.${message.code}`, { agentName, fromAgentName, queueName })}</p>
  }
  const own = message.author.kind === 'customer'
  const follows =
    before?.kind !== 'notice' && before?.author.id === message.author.id && message.at - before.at < 120_000
  const state = own && chat ? messageState(message, chat.marks, 'customer') : null
  return (
    <div class={own ? 'line own' : 'line'}>
      {!follows && (
        <span class={own ? 'author hidden' : 'author'}>{own ? say('you') : (message.author.name ?? say('agent'))}</span>
      )}
      <div class="bubble">
        {message.kind === 'text' ? <Text text={message.text} /> : <File message={message} api={api} say={say} />}
      </div>
      <span class="meta">
        <time dateTime={new Date(message.at).toISOString()} title={new Date(message.at).toLocaleString()}>
          {new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
        </time>
        {state && <Ticks state={state} label={say(state)} />}
      </span>
    </div>
  )
}

/** A message that is still on its way, or was refused. */
export function PendingLine({
  message,
  say,
  onAgain,
  onDiscard,
}: {
  readonly message: PendingMessage
  readonly say: Say
  readonly onAgain: () => void
  readonly onDiscard: () => void
}) {
  const refused = message.state === 'refused'
  return (
    <div class={refused ? 'line own refused' : 'line own pending'}>
      <div class="bubble">{message.text ?? message.file?.name}</div>
      {refused ? (
        <span class="meta" role="alert">
          {say('refused', { code: message.problem?.errors?.[0]?.accepted ?? message.problem?.code ?? '' })}{' '}
          <button type="button" class="link" onClick={onAgain}>
            {say('sendAgain')}
          </button>{' '}
          <button type="button" class="link" onClick={onDiscard}>
            {say('discard')}
          </button>
        </span>
      ) : (
        <span class="meta">
          <Ticks state="pending" label={say('pending')} />
        </span>
      )}
    </div>
  )
}

const marks = { pending: '◷', stored: '✓', delivered: '✓✓', read: '✓✓' }

function Ticks({ state, label }: { readonly state: keyof typeof marks; readonly label: string }) {
  return (
    <span class={`ticks ${state}`} role="img" aria-label={label} title={label}>
      {marks[state]}
    </span>
  )
}

function Text({ text }: { readonly text: string }) {
  return (
    <>
      {linkText(text).map(({ text: piece, href }, index) =>
        href ? (
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </>
  )
}

function File({
  message,
  api,
  say,
}: {
  readonly message: MessageView & { kind: 'file' }
  readonly api: Api
  readonly say: Say
}) {
  const { id, name, mediaType, byteCount } = message.attachment
  const picture = /^image\/(png|jpeg|gif|webp)$/.test(mediaType)
  const [url, setUrl] = useState<string | null>(null)
  const fetchFile = async () => {
    const response = await fetch(`${api.base}/chats/${message.chatId}/attachments/${id}`, { headers: api.headers() })
    return URL.createObjectURL(await response.blob())
  }
  useEffect(() => {
    if (!picture) return
    let made = ''
    fetchFile().then(
      (address) => setUrl((made = address)),
      () => {},
    )
    return () => URL.revokeObjectURL(made)
  }, [id])
  const save = async () => {
    const link = document.createElement('a')
    link.href = url ?? (await fetchFile())
    link.download = name
    link.click()
  }
  return (
    <button type="button" class={picture ? 'picture' : 'link'} aria-label={say('download', { name })} onClick={save}>
      {picture && url ? (
        <img src={url} alt={say('picture', { name })} />
      ) : (
        `${name} (${Math.ceil(byteCount / 1_024)} KB)`
      )}
    </button>
  )
}
