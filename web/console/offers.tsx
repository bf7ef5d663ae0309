import { Button, Group, Progress, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#dialects/house/views.ts'
import { ringsFor } from './inbox/lists.ts'
import { useLive, useNow } from './live.ts'
import { notify, ring } from './ring.ts'
import { useSession } from './session.ts'
import { span } from './times.ts'
import { tell } from './wrong.tsx'

const ringAgainMs = 3_000
/** With the Option key a Mac writes another letter, so there the place of the key counts. */
const usePhysicalKeys = /mac/i.test(navigator.platform)

/** The chats that ring for the agent: card, countdown, sound, notification and title, until they answer. */
export function Offers({ onAccepted }: { readonly onAccepted: (chatId: string) => void }) {
  const { t } = useTranslation()
  const { me, api } = useSession()
  const { chats } = useLive()
  const ringing = [...chats.values()].filter((chat) => ringsFor(chat, me.id))
  const [busyId, setBusyId] = useState<string | null>(null)
  const answer = (chat: ChatView, doing: 'accept' | 'decline') => {
    if (busyId) return
    setBusyId(chat.id)
    api
      .call('POST', `/chats/${chat.id}/${doing}`)
      .then(() => doing === 'accept' && onAccepted(chat.id))
      .catch((error: unknown) => tell(t, error))
      .finally(() => setBusyId(null))
  }
  useHotkeys([['alt+A', () => ringing[0] && answer(ringing[0], 'accept'), { usePhysicalKeys }]], [])
  useRinging(ringing[0])
  if (ringing.length === 0) return null
  return (
    <section className="offers" aria-label={t('offer.label')}>
      {ringing.map((chat) => (
        <OfferCard key={chat.id} chat={chat} busy={busyId === chat.id} onAnswer={(doing) => answer(chat, doing)} />
      ))}
    </section>
  )
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
  // Whoever is busy with something on the page keeps the focus; for them there is Alt and A.
  useEffect(() => {
    if (document.activeElement === document.body) accept.current?.focus()
  }, [])
  return (
    <div className="offer">
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Text fw={600} className="ellipsis" role="alert">
          {from ? t('offer.transfer', { name: from }) : t('offer.new')}
        </Text>
        <Text size="sm" fw={600} className="numbers" aria-label={t('offer.left', { time: span(lapsesAt - now) })}>
          {span(lapsesAt - now)}
        </Text>
      </Group>
      <Text size="sm" c="dimmed" className="ellipsis">
        {chat.customer.name ?? t('chat.nobody')} · {queues.get(chat.queueId)?.name} · #{chat.no}
      </Text>
      <Progress
        value={(100 * (lapsesAt - now)) / Math.max(1, lapsesAt - since)}
        size={4}
        my={8}
        aria-label={t('offer.time')}
      />
      <Group gap={8} grow>
        <Button ref={accept} size="sm" loading={busy} onClick={() => onAnswer('accept')} aria-keyshortcuts="Alt+A">
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
    const takeBack = notify(t('offer.new'), chat.customer.name ?? '', id)
    return () => {
      clearInterval(timer)
      takeBack()
    }
  }, [id])
}
