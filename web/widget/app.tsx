import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { createCustomerClient } from '../kit/customer-client.ts'
import type { CustomerLive, LiveClient } from '../kit/live-types.ts'
import { Conversation } from './conversation.tsx'
import { keepSession, readSession, type Session } from './session.ts'
import type { WidgetSettings } from './settings.ts'
import { StartForm } from './start-form.tsx'
import { type Say, stringsFor } from './strings.ts'
import { stylesheet } from './styles.ts'

export interface Controls {
  open(): void
  close(): void
}

/** Puts the widget into its shadow root, in place of whatever was there. */
export async function mount(root: ShadowRoot, settings: WidgetSettings): Promise<Controls> {
  const { say, direction, more } = await stringsFor(settings.base, settings.locale)
  root.replaceChildren()
  root.adoptedStyleSheets = [stylesheet()]
  const frame = document.createElement('div')
  frame.className = settings.full ? 'frame full' : 'frame'
  frame.dir = direction
  frame.lang = settings.locale
  root.append(frame)
  const controls: { current: Controls | null } = { current: null }
  render(<Widget settings={settings} say={say} more={more} controls={controls} />, frame)
  return { open: () => controls.current?.open(), close: () => controls.current?.close() }
}

function Widget({
  settings,
  say,
  more,
  controls,
}: {
  settings: WidgetSettings
  say: Say
  more: () => Promise<void>
  controls: { current: Controls | null }
}) {
  const [open, setOpen] = useState(settings.full)
  const [session, setSession] = useState<Session | null>(readSession)
  const client = useClient(settings.base, session)
  const live = useLive(client)
  const launcher = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const unread = useUnread(live, open)
  const [, setHasMore] = useState(false)
  useEffect(() => {
    if (session) more().then(() => setHasMore(true))
  }, [session])

  const show = () => setOpen(true)
  const hide = () => {
    if (settings.full) return
    setOpen(false)
    launcher.current?.focus()
  }
  controls.current = { open: show, close: hide }
  useEffect(() => {
    settings.tell(open ? 'open' : 'close')
    if (open && !settings.full) panel.current?.focus()
  }, [open])
  useEffect(() => settings.tell('unread', unread), [unread])
  const ended = live?.chat?.phase === 'ended'
  useEffect(() => {
    if (ended) settings.tell('chatEnded', session?.chatId)
  }, [ended])

  const started = (next: Session) => {
    keepSession(next)
    setSession(next)
    settings.tell('chatStarted', next.chatId)
  }
  const again = () => {
    keepSession(null)
    setSession(null)
  }

  return (
    <>
      {open && (
        <div
          ref={panel}
          class="panel"
          role="dialog"
          aria-label={say('title')}
          tabIndex={-1}
          onKeyDown={(event) => event.key === 'Escape' && hide()}
        >
          {client && session ? (
            <Conversation
              base={settings.base}
              session={session}
              client={client}
              live={live}
              say={say}
              onHide={settings.full ? null : hide}
              onAgain={again}
            />
          ) : (
            <StartForm settings={settings} say={say} onStarted={started} onHide={settings.full ? null : hide} />
          )}
        </div>
      )}
      {!settings.full && (
        <button
          ref={launcher}
          type="button"
          class="launcher"
          aria-expanded={open}
          aria-label={
            open ? say('close') : unread > 0 ? `${say('open')}, ${say('unread', { count: unread })}` : say('open')
          }
          onClick={open ? hide : show}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path
              fill="currentColor"
              d={
                open
                  ? 'M12 15.5 4.5 8 6 6.5l6 6 6-6L19.5 8z'
                  : 'M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z'
              }
            />
          </svg>
          {!open && unread > 0 && (
            <span class="badge" aria-hidden="true">
              {unread}
            </span>
          )}
        </button>
      )}
    </>
  )
}

/** The live client of the session's chat, for as long as there is one. */
function useClient(base: string, session: Session | null): LiveClient<CustomerLive> | null {
  const [client, setClient] = useState<LiveClient<CustomerLive> | null>(null)
  useEffect(() => {
    if (!session) return setClient(null)
    const made = createCustomerClient({
      base: `${base}/house/v1`,
      chatId: session.chatId,
      token: `${session.chatId}.${session.secret}`,
    })
    made.start()
    setClient(made)
    return () => made.stop()
  }, [session?.chatId])
  return session ? client : null
}

function useLive(client: LiveClient<CustomerLive> | null): CustomerLive | null {
  const [, again] = useState(0)
  useEffect(() => client?.subscribe(() => again((count) => count + 1)), [client])
  return client?.get() ?? null
}

/** Messages of agents that came and were not read on this page or any other. */
function useUnread(live: CustomerLive | null, open: boolean): number {
  if (!live?.chat || open) return 0
  const { read } = live.chat.marks.customer
  const log = live.logs.get(live.chat.id)?.messages ?? []
  return log.filter((message) => message.kind !== 'notice' && message.author.kind === 'agent' && message.seq > read)
    .length
}
