import { Anchor, Button, List, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView, ExplanationView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { base, useSession } from '../session.ts'
import { exact, span } from '../times.ts'

/** What belongs to a chat: the customer, when and where, why it came to its agent, and what routing does with it. */
export function Context({ chat, onClose }: { readonly chat: ChatView; readonly onClose?: () => void }) {
  const { t } = useTranslation()
  const { queues, agents } = useLive()
  const waits = chat.phase === 'queued' || chat.phase === 'offered'
  return (
    <Stack gap="md">
      {onClose && (
        <Button variant="default" size="xs" hiddenFrom="lg" onClick={onClose}>
          {t('context.hide')}
        </Button>
      )}
      <Section title={t('context.customer')}>
        <Text>{chat.customer.name ?? t('chat.nobody')}</Text>
        {chat.customer.email && <Text size="sm">{chat.customer.email}</Text>}
        {chat.customerLeftAt !== null && <Text size="sm">{t('chat.left')}</Text>}
        {chat.own?.pageUrl && (
          <Anchor
            size="sm"
            href={chat.own.pageUrl}
            target="_blank"
            rel="noopener noreferrer nofollow"
            style={{ overflowWrap: 'anywhere' }}
          >
            {chat.own.pageUrl}
          </Anchor>
        )}
      </Section>
      <Section title={t('context.chat')}>
        <Text size="sm">
          {t(`phase.${chat.phase}`)} · {queues.get(chat.queueId)?.name}
        </Text>
        <Text size="sm" title={exact(chat.openedAt)}>
          {t('context.opened', { time: exact(chat.openedAt) })}
        </Text>
        {chat.agentId && <Text size="sm">{t('context.agent', { name: agents.get(chat.agentId)?.name ?? '' })}</Text>}
        {chat.rating && (
          <Text size="sm">
            {t('context.rating', { score: chat.rating.score })} {chat.rating.comment}
          </Text>
        )}
        <Anchor size="sm" href={`${base}/chats/${chat.id}/transcript`}>
          {t('context.transcript')}
        </Anchor>
      </Section>
      {chat.own?.because && <Why chat={chat} />}
      {waits && <Routing chat={chat} />}
    </Stack>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      <Stack gap={2}>{children}</Stack>
    </section>
  )
}

function Why({ chat }: { readonly chat: ChatView }) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const because = chat.own?.because
  if (!because) return null
  return (
    <Section title={t('why.title')}>
      <Text size="sm">
        {t(`why.${because.how}`, {
          strategy: t(`strategy.${because.strategy ?? 'none'}`),
          name: agents.get(because.fromAgentId ?? '')?.name,
        })}
      </Text>
      {because.how !== 'transfer' && <Text size="sm">{t('why.waited', { time: span(because.waitedMs) })}</Text>}
      {because.passedOver.map(({ agentId, why, at }) => (
        <Text key={`${agentId}${at}`} size="sm">
          {t(`why.${why}`, { name: agents.get(agentId)?.name })}
        </Text>
      ))}
    </Section>
  )
}

/** Who could take a waiting chat, who not and why, and what happens next: asked again whenever something moved. */
function Routing({ chat }: { readonly chat: ChatView }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const { agents, chats } = useLive()
  const [known, setKnown] = useState<ExplanationView | null>(null)
  const now = useNow()
  useEffect(() => {
    let current = true
    api.call<ExplanationView>('GET', `/chats/${chat.id}/explanation`).then(
      (view) => current && setKnown(view),
      () => {},
    )
    return () => {
      current = false
    }
  }, [chat, agents, chats.size])
  if (!known) return null
  return (
    <Section title={t('routing.title')}>
      {known.ahead !== null && <Text size="sm">{t('routing.ahead', { count: known.ahead })}</Text>}
      {known.next && <Text size="sm">{t(`routing.next.${known.next.what}`, { time: span(known.next.at - now) })}</Text>}
      <List size="sm" spacing={2}>
        {known.agents
          .filter(({ why }) => why !== 'not-in-queue')
          .map(({ agentId, name, can, why }) => (
            <List.Item key={agentId}>
              {name}: {can ? t('routing.can') : t(`routing.why.${why}`)}
            </List.Item>
          ))}
      </List>
    </Section>
  )
}
