import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Inbox } from '../inbox/inbox.tsx'
import { useLive, useRoute } from '../live.ts'
import { Offers } from '../offers.tsx'
import { useSession } from '../session.ts'
import { CommandBar } from './command-bar.tsx'
import { Icon } from './icons.tsx'
import { StatusMenu } from './status-menu.tsx'

const History = lazy(() => import('../history.tsx'))
const Board = lazy(() => import('../board.tsx'))
const Settings = lazy(() => import('../settings/settings.tsx'))

const views = ['inbox', 'history', 'board', 'settings'] as const
type View = (typeof views)[number]

/** The frame around every screen: where one can go, who one is, and whether what is shown is current. */
export function Shell() {
  const { t } = useTranslation()
  const { me } = useSession()
  const [[view = 'inbox', id = null], go] = useRoute()
  const live = useLive()
  const role = live.agents.get(me.id)?.role ?? me.role
  const shown = views.filter((name) => name !== 'settings' || role === 'admin')
  const current: View = shown.find((name) => name === view) ?? 'inbox'
  useEffect(() => {
    document.title = `${t(`rail.${current}`)} – Polydesk`
  }, [current])
  return (
    <div className="shell">
      <nav className="rail" aria-label={t('rail.label')}>
        {shown.map((name) => (
          <a key={name} href={`#/${name}`} aria-current={name === current ? 'page' : undefined}>
            <Icon name={name} size={22} />
            {t(`rail.${name}`)}
          </a>
        ))}
        <div className="end">
          <StatusMenu />
        </div>
      </nav>
      <main className="main">
        <LinkBanner />
        <Suspense fallback={<p className="empty">{t('loading')}</p>}>
          {current === 'inbox' && <Inbox chatId={id} onOpen={(chatId) => go(chatId ? `/inbox/${chatId}` : '/inbox')} />}
          {current === 'history' && (
            <History chatId={id} onOpen={(chatId) => go(chatId ? `/history/${chatId}` : '/history')} />
          )}
          {current === 'board' && <Board />}
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
  if (link.status !== 'stale') return <div role="status" />
  return (
    <div className="banner" role="status">
      {t('link.stale')} {count > 0 && t('link.pending', { count })}
    </div>
  )
}
