import { Badge, Button } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Inbox } from '../inbox/inbox.tsx'
import { ringsFor, unreadCount } from '../inbox/lists.ts'
import { useLive, useRoute } from '../live.ts'
import { Offers } from '../offers.tsx'
import { useSession } from '../session.ts'
import { CommandBar } from './command-bar.tsx'
import { Icon } from './icons.tsx'
import { StatusMenu, useAvailability } from './status-menu.tsx'

const History = lazy(() => import('../history.tsx'))
const Board = lazy(() => import('../board.tsx'))
const Reports = lazy(() => import('../reports/reports.tsx'))
const Settings = lazy(() => import('../settings/settings.tsx'))

const views = ['inbox', 'history', 'board', 'reports', 'settings'] as const
type View = (typeof views)[number]

/** The frame around every screen: where one can go, who one is, and whether what is shown is current. */
export function Shell() {
  const { t } = useTranslation()
  const { me } = useSession()
  const [[view = 'inbox', id = null], go] = useRoute()
  const { chats } = useLive()
  const current: View = views.find((name) => name === view) ?? 'inbox'
  const open = [...chats.values()]
  const rings = open.some((chat) => ringsFor(chat, me.id))
  const unread = open.reduce((sum, chat) => sum + (chat.agentId === me.id ? unreadCount(chat) : 0), 0)
  useEffect(() => {
    const mark = rings ? `(1) ${t('offer.new')}` : `${unread > 0 ? `(${unread}) ` : ''}${t(`rail.${current}`)}`
    document.title = `${mark} – Polydesk`
  }, [current, rings, unread])
  return (
    <div className="shell">
      <nav className="rail" aria-label={t('rail.label')}>
        {views.map((name) => (
          <a key={name} href={`#/${name}`} aria-current={name === current ? 'page' : undefined}>
            <Icon name={name} size={22} />
            {t(`rail.${name}`)}
            {name === 'inbox' && unread > 0 && (
              <Badge className="count" size="sm" aria-label={t('chat.unread', { count: unread })}>
                {unread}
              </Badge>
            )}
          </a>
        ))}
        <div className="end">
          <StatusMenu />
        </div>
      </nav>
      <main className="main">
        <LinkBanner />
        <MissedBanner />
        <Suspense fallback={<p className="empty">{t('loading')}</p>}>
          {current === 'inbox' && <Inbox chatId={id} onOpen={(chatId) => go(chatId ? `/inbox/${chatId}` : '/inbox')} />}
          {current === 'history' && (
            <History chatId={id} onOpen={(chatId) => go(chatId ? `/history/${chatId}` : '/history')} />
          )}
          {current === 'board' && <Board />}
          {current === 'reports' && <Reports />}
          {current === 'settings' && <Settings />}
        </Suspense>
      </main>
      <Offers onAccepted={(chatId) => go(`/inbox/${chatId}`)} />
      <CommandBar go={go} />
    </div>
  )
}

/** Says plainly when what is shown may be old, and what waits to be sent. */
function LinkBanner() {
  const { t } = useTranslation()
  const { link, pending } = useLive()
  const count = pending.filter(({ state }) => state === 'pending').length
  return (
    <div role="status">
      {link.status === 'stale' && (
        <p className="banner">
          {t('link.stale')} {count > 0 && t('link.pending', { count })}
        </p>
      )}
    </div>
  )
}

/** An agent who let an offer lapse gets no more of them: that must not go unnoticed. */
function MissedBanner() {
  const { t } = useTranslation()
  const { me } = useSession()
  const { agents } = useLive()
  const set = useAvailability()
  return (
    <div role="status">
      {(agents.get(me.id) ?? me).notResponding && (
        <p className="banner">
          <span>{t('status.missed')}</span>
          <Button size="xs" variant="default" onClick={() => set('available')}>
            {t('status.backAgain')}
          </Button>
        </p>
      )}
    </div>
  )
}
