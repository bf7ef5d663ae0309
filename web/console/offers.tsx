import { Button, Group, Progress, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { useLive, useNow } from './live.ts'
import { ring } from './ring.ts'
import { useSession } from './session.ts'
import { span } from './times.ts'
import { tell } from './wrong.tsx'

const ringAgainMs = 3_000

/** The chats that ring for the agent: card, countdown, sound, notification and title, until they answer. */
export function Offers({ onAccepted }: { readonly onAccepted: (chatId: string) => void }) {
  const { t } = useTranslation()
  const { me, api } = useSession()
  const { chats } = useLive()
  const ringing = [...chats.values()].filter((chat) => ringsFor(chat, me.id))
  const [busy, setBusy] = useState(false)
  const answer = (chat: ChatView, doing: 'accept' | 'decline') => {
    setBusy(true)
    api
      .call('POST', `/chats/${chat.id}/${doing}`)
      .then(() => doing === 'accept' && onAccepted(chat.id))
      .catch((error: unknown) => tell(t, error))
      .finally(() => setBusy(false))
  }
  useHotkeys([['alt+A', () => ringing[0] && answer(ringing[0], 'accept')]], [])
  useRinging(ringing[0])
  return (
    <div className="offers" role="region" aria-label={t('offer.label')} aria-live="assertive">
      {ringing.map((chat) => (
        <OfferCard key={chat.id} chat={chat} busy={busy} onAnswer={(doing) => answer(chat, doing)} />
      ))}
    </div>
  )
}

/** Whether the chat is offered to the agent, or held out to them by a colleague. */
export function ringsFor(chat: ChatView, agentId: string): boolean {
  return chat.offer?.agentIds.includes(agentId) || chat.transfer?.toAgentId === agentId
}

interface CardProperties {
  readonly chat: ChatView
  readonly busy: boolean
  readonly onAnswer: (doing: 'accept' | 'decline') => void
}

function OfferCard({ chat, busy, onAnswer }: CardProperties) {
  const { t } = useTranslation()
  const { queues, agents } = useLive()
  const now = useNow()
  const accept = useRef<HTMLButtonElement>(null)
  const [since] = useState(Date.now)
  const lapsesAt = chat.offer?.lapsesAt ?? chat.transfer?.lapsesAt ?? now
  const from = chat.transfer && agents.get(chat.agentId ?? '')?.name
  // Focus goes there only when nobody is in the middle of a sentence.
  useEffect(() => {
    const typing =
      document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement
    if (!typing) accept.current?.focus()
  }, [])
  return (
    <div className="offer">
      <Text fw={600}>{from ? t('offer.transfer', { name: from }) : t('offer.new')}</Text>
      <Text size="sm">
        {chat.customer.name ?? t('chat.nobody')} · {queues.get(chat.queueId)?.name} · #{chat.no}
      </Text>
      <Text size="sm" c="dimmed">
        {t('offer.left', { time: span(lapsesAt - now) })}
      </Text>
      <Progress
        value={(100 * (lapsesAt - now)) / Math.max(1, lapsesAt - since)}
        size="sm"
        my={8}
        aria-label={t('offer.time')}
      />
      <Group gap={8}>
        <Button ref={accept} size="sm" loading={busy} onClick={() => onAnswer('accept')}>
          {t('offer.accept')}
        </Button>
        <Button size="sm" variant="default" disabled={busy} onClick={() => onAnswer('decline')}>
          {t('offer.decline')}
        </Button>
      </Group>
    </div>
  )
}

function useRinging(chat: ChatView | undefined): void {
  const { t } = useTranslation()
  const id = chat?.id
  useEffect(() => {
    if (!id) return
    ring()
    const timer = setInterval(ring, ringAgainMs)
    const title = document.title
    document.title = `(1) ${t('offer.new')} – Polydesk`
    const seen = document.visibilityState === 'visible'
    const note =
      !seen && Notification.permission === 'granted'
        ? new Notification(t('offer.new'), { body: chat.customer.name ?? '', tag: id })
        : null
    if (note) note.onclick = () => window.focus()
    if (Notification.permission === 'default') void Notification.requestPermission().catch(() => {})
    return () => {
      clearInterval(timer)
      document.title = title
      note?.close()
    }
  }, [id])
}
