import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { base } from '../session.ts'
import { exact, span, stamp } from '../times.ts'
import { Routing } from './routing.tsx'

/** What belongs to a chat: the customer, when and where, why it came to its agent, and what routing does with it. */
export function Context({ chat }: { readonly chat: ChatView }) {
  const { t } = useTranslation()
  const { queues, agents } = useLive()
  const { customer, own, rating } = chat
  return (
    <>
      <Section title={t('context.customer')}>
        <Fact name={t('context.name')}>{customer.name ?? t('chat.nobody')}</Fact>
        {customer.email && (
          <Fact name={t('context.email')}>
            <Anchor inherit href={`mailto:${customer.email}`}>
              {customer.email}
            </Anchor>
          </Fact>
        )}
        {own?.address && (
          <Fact name={t('context.phone')}>
            <Anchor inherit href={`tel:${own.address.phone}`}>
              {own.address.phone}
            </Anchor>{' '}
            ({own.address.channel})
          </Fact>
        )}
        {own?.pageUrl && (
          <Fact name={t('context.page')}>
            <Anchor inherit href={own.pageUrl} target="_blank" rel="noopener noreferrer nofollow">
              {own.pageUrl.replace(/^https?:\/\//, '')}
            </Anchor>
          </Fact>
        )}
        {chat.customerLeftAt !== null && <At name={t('context.left')} at={chat.customerLeftAt} />}
      </Section>
      <Section title={t('context.chat')}>
        <Fact name={t('context.state')}>{t(`phase.${chat.phase}`)}</Fact>
        <Fact name={t('context.queue')}>{queues.get(chat.queueId)?.name}</Fact>
        {chat.agentId && <Fact name={t('context.agent')}>{agents.get(chat.agentId)?.name}</Fact>}
        <At name={t('context.opened')} at={chat.openedAt} />
        {chat.acceptedAt !== null && <At name={t('context.accepted')} at={chat.acceptedAt} />}
        {chat.endedAt !== null && <At name={t('context.ended')} at={chat.endedAt} />}
        {chat.endedBy && <Fact name={t('context.endedBy')}>{t(`endedBy.${chat.endedBy}`)}</Fact>}
        {rating && (
          <Fact name={t('context.rating')}>
            {t('context.rated', { score: rating.score })}
            {rating.comment && <q className="quote">{rating.comment}</q>}
          </Fact>
        )}
      </Section>
      <Anchor size="sm" href={`${base}/chats/${chat.id}/transcript`} download>
        {t('context.transcript')}
      </Anchor>
      {own?.because && <Why because={own.because} />}
      {(chat.phase === 'queued' || chat.phase === 'offered') && <Routing chat={chat} />}
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts">{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function At({ name, at }: { readonly name: string; readonly at: number }) {
  return (
    <Fact name={name}>
      <time dateTime={new Date(at).toISOString()} title={exact(at)}>
        {stamp(at)}
      </time>
    </Fact>
  )
}

type Because = NonNullable<NonNullable<ChatView['own']>['because']>

function Why({ because }: { readonly because: Because }) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const name = (agentId: string | null) => agents.get(agentId ?? '')?.name
  return (
    <section>
      <h3>{t('why.title')}</h3>
      <p>
        {t(`why.${because.how}`, {
          strategy: t(`strategy.${because.strategy ?? 'none'}`),
          name: name(because.fromAgentId),
        })}
      </p>
      {because.how !== 'transfer' && <p>{t('why.waited', { time: span(because.waitedMs) })}</p>}
      {because.passedOver.map(({ agentId, why, at }) => (
        <p key={`${agentId}${at}`} title={exact(at)}>
          {t(`why.${why}`, { name: name(agentId) })}
        </p>
      ))}
    </section>
  )
}
