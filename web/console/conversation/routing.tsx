import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView, ExplanationView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { useSession } from '../session.ts'
import { span } from '../times.ts'
import { problemText } from '../wrong.tsx'

/** Who could take a waiting chat, who not and why, and what happens next: asked again whenever something moved. */
export function Routing({ chat }: { readonly chat: ChatView }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const { agents, chats } = useLive()
  const [known, setKnown] = useState<ExplanationView | null>(null)
  const [problem, setProblem] = useState('')
  const now = useNow()
  useEffect(() => {
    let current = true
    api.call<ExplanationView>('GET', `/chats/${chat.id}/explanation`).then(
      (view) => {
        if (!current) return
        setKnown(view)
        setProblem('')
      },
      (error: unknown) => current && setProblem(problemText(t, error)),
    )
    return () => {
      current = false
    }
  }, [chat, agents, chats.size])
  const members = known?.agents.filter(({ why }) => why !== 'not-in-queue') ?? []
  return (
    <section>
      <h3>{t('routing.title')}</h3>
      {problem && <p role="alert">{problem}</p>}
      {!known && !problem && <p>{t('loading')}</p>}
      {known && (
        <>
          {known.ahead !== null && <p>{t('routing.ahead', { count: known.ahead })}</p>}
          {known.next && <p>{t(`routing.next.${known.next.what}`, { time: span(known.next.at - now) })}</p>}
          <dl className="facts">
            {members.map(({ agentId, name, can, why }) => (
              <div key={agentId}>
                <dt>{name}</dt>
                <dd>{can ? t('routing.can') : t(`routing.why.${why}`)}</dd>
              </div>
            ))}
          </dl>
          {members.length === 0 && <p>{t('routing.nobody')}</p>}
        </>
      )}
    </section>
  )
}
