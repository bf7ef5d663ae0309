import { Badge, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { useSession } from '../session.ts'
import { exact, span, stamp } from '../times.ts'
import { unreadCount, waitsSince } from './lists.ts'

/** What one needs to see of a chat to choose it: who, since when they wait, where it is and with whom. */
export function Row({ chat }: { readonly chat: ChatView }) {
  const { t } = useTranslation()
  const { me } = useSession()
  const { queues, agents } = useLive()
  const since = waitsSince(chat)
  const unread = unreadCount(chat)
  const ended = chat.endedAt !== null
  const colleague = chat.agentId !== null && chat.agentId !== me.id ? agents.get(chat.agentId)?.name : undefined
  const about = [`#${chat.no}`, queues.get(chat.queueId)?.name, colleague]
  return (
    <>
      <span className="pair">
        <span className="who ellipsis">{chat.customer.name ?? chat.customer.email ?? t('chat.nobody')}</span>
        {since !== null && !ended ? (
          <Timer since={since} unanswered={chat.waitingSince === null} />
        ) : (
          <time className="quiet" title={exact(chat.endedAt ?? chat.openedAt)}>
            {stamp(chat.endedAt ?? chat.openedAt)}
          </time>
        )}
      </span>
      <span className="pair quiet">
        <span className="ellipsis">{about.filter(Boolean).join(' · ')}</span>
        <span className="marks">
          {chat.customerLeftAt !== null && !ended && <span className="mark warn">{t('chat.left')}</span>}
          {(chat.phase === 'offered' || chat.transfer) && <span className="mark">{t('phase.offered')}</span>}
          {chat.phase === 'wrapUp' && <span className="mark">{t('phase.wrapUp')}</span>}
          {chat.rating && <span className="mark">{t('chat.rated', { score: chat.rating.score })}</span>}
          {chat.phase === 'closed' && chat.ending === 'abandoned' && (
            <span className="mark warn">{t('chat.abandoned')}</span>
          )}
          {unread > 0 && (
            <Badge size="sm" circle={unread < 10} aria-label={t('chat.unread', { count: unread })}>
              {unread}
            </Badge>
          )}
        </span>
      </span>
    </>
  )
}

function Timer({ since, unanswered }: { readonly since: number; readonly unanswered: boolean }) {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <span className={unanswered ? 'numbers timer warn' : 'numbers timer'} title={exact(since)}>
      <VisuallyHidden>{t(unanswered ? 'chat.unanswered' : 'chat.waits')}</VisuallyHidden> {span(now - since)}
    </span>
  )
}
