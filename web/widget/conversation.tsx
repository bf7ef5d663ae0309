import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { houseApi } from '../kit/api.ts'
import type { CustomerLive, LiveClient } from '../kit/live-types.ts'
import { here } from '../kit/surroundings.ts'
import { Composer } from './composer.tsx'
import { Ended } from './ended.tsx'
import { Header } from './header.tsx'
import { MessageLine, PendingLine } from './message-line.tsx'
import type { Session } from './session.ts'
import type { Say } from './strings.ts'

interface Properties {
  readonly base: string
  readonly session: Session
  readonly client: LiveClient<CustomerLive>
  readonly live: CustomerLive | null
  readonly say: Say
  readonly onHide: (() => void) | null
  readonly onAgain: () => void
}

/** The chat itself: waiting, talking, ended. */
export function Conversation({ base, session, client, live, say, onHide, onAgain }: Properties) {
  const { chatId, secret } = session
  const api = houseApi(`${base}/house/v1`, () => ({ authorization: `Bearer ${chatId}.${secret}` }), here)
  const [asking, setAsking] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const chat = live?.chat ?? null
  const log = live?.logs.get(chatId)
  const messages = log?.messages ?? []
  const pending = live?.pending ?? []
  const last = messages.at(-1)
  const typing = live?.typing.get(chatId)

  // Whoever stands at the end stays there; whoever reads further up is left alone.
  useLayoutEffect(() => {
    if (list.current && atEnd.current) list.current.scrollTop = list.current.scrollHeight
  })
  useEffect(() => {
    const read = () => {
      if (last && atEnd.current && document.visibilityState === 'visible') client.read(chatId, last.seq)
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [last?.seq, client])

  async function download() {
    const response = await fetch(`${api.base}/chats/${chatId}/transcript`, { headers: api.headers() })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = `chat-${chat?.no ?? ''}.txt`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  const end = () =>
    api
      .call('POST', `/chats/${chatId}/close`)
      .catch(() => {})
      .then(() => setAsking(false))

  return (
    <>
      <Header title={chat?.agent?.name ?? chat?.queue.name ?? say('title')} say={say} onHide={onHide}>
        <button type="button" class="plain" aria-label={say('transcript')} title={say('transcript')} onClick={download}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path fill="currentColor" d="M11 4h2v8.2l2.6-2.6L17 11l-5 5-5-5 1.4-1.4L11 12.2zM5 18h14v2H5z" />
          </svg>
        </button>
        {chat && chat.phase !== 'ended' && (
          <button type="button" class="plain text" onClick={() => setAsking(true)}>
            {say('end')}
          </button>
        )}
      </Header>
      {asking && (
        <div class="bar" role="alertdialog" aria-label={say('endSure')}>
          <span>{say('endSure')}</span>
          <button type="button" class="primary small" onClick={end}>
            {say('endYes')}
          </button>
          <button type="button" class="small" onClick={() => setAsking(false)}>
            {say('endNo')}
          </button>
        </div>
      )}
      <Banner live={live} say={say} />
      <div
        ref={list}
        class="log"
        role="log"
        aria-label={say('log')}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          atEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 40
        }}
      >
        {log && !log.complete && (
          <button type="button" class="small" disabled={log.loading} onClick={() => client.loadEarlier(chatId)}>
            {say('earlier')}
          </button>
        )}
        {messages.map((message, index) => (
          <MessageLine
            key={message.seq}
            message={message}
            before={messages[index - 1]}
            chat={chat}
            api={api}
            say={say}
          />
        ))}
        {pending.map((message) => (
          <PendingLine
            key={message.id}
            message={message}
            say={say}
            onAgain={() => client.sendAgain(message.id)}
            onDiscard={() => client.discard(message.id)}
          />
        ))}
        {!!chat?.choices?.length && (
          <div class="bar" role="group">
            {chat.choices.map(({ key, label }) => (
              <button
                key={key}
                type="button"
                class="small"
                disabled={pending.length > 0}
                onClick={() => client.post(chatId, key)}
              >
                {label}
              </button>
            ))}
          </div>
        )}
        {typing && <p class="typing">{say('typing', { name: typing[0] || say('agent') })}</p>}
      </div>
      {chat?.phase === 'ended' || live?.link.status === 'signed-out' ? (
        <Ended chat={chat} api={api} say={say} onAgain={onAgain} />
      ) : (
        <Composer chatId={chatId} client={client} base={base} say={say} />
      )}
    </>
  )
}

/** What must be known now: the place in line, or that the line is dead and what waits. */
function Banner({ live, say }: { readonly live: CustomerLive | null; readonly say: Say }) {
  const status = live?.link.status ?? 'connecting'
  const count = live?.pending.filter(({ state }) => state === 'pending').length ?? 0
  const stale = status === 'stale' ? (count > 0 ? say('stalePending', { count }) : say('stale')) : ''
  const waiting =
    live?.chat?.phase === 'waiting' && !live.chat.choices ? `${say('waiting')} ${placeText(live, say)}` : ''
  const text = status === 'signed-out' ? say('signedOut') : stale || (live?.chat ? waiting : say('connecting'))
  return (
    <div class={stale ? 'banner warning' : 'banner'} role="status" hidden={text === ''}>
      {text}
    </div>
  )
}

function placeText({ place }: CustomerLive, say: Say): string {
  if (!place) return ''
  return place.number === 1 ? say('next') : say('place', { number: place.number })
}
