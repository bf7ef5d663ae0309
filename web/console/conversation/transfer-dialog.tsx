import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentView, ChatView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { statusText } from '../shell/status-menu.tsx'
import { problemText } from '../wrong.tsx'

/** Where a chat can go: each queue with who waits there, each agent with whether and how much they can take. */
export function TransferDialog({ chat, onClose }: { readonly chat: ChatView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { api, me } = useSession()
  const { agents, queues, chats } = useLive()
  const [problem, setProblem] = useState('')
  const waiting = (queueId: string) =>
    [...chats.values()].filter((other) => other.queueId === queueId && other.waitingSince !== null).length
  const free = (agent: AgentView) => Math.max(0, agent.capacity - agent.chats - agent.offers)
  const pass = (to: object) =>
    api
      .call('POST', `/chats/${chat.id}/transfer`, to)
      .then(onClose, (error: unknown) => setProblem(problemText(t, error)))
  const others = [...agents.values()].filter((agent) => agent.id !== me.id && agent.enabled)
  return (
    <Modal opened onClose={onClose} title={t('transfer.title')}>
      <Stack>
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {problem}
        </Text>
        <Title order={3} size="h6">
          {t('transfer.queues')}
        </Title>
        {[...queues.values()]
          .filter(({ enabled }) => enabled)
          .map((queue) => (
            <Group key={queue.id} justify="space-between">
              <Text size="sm">
                {queue.name}{' '}
                <Text span c="dimmed">
                  · {t('transfer.waiting', { count: waiting(queue.id) })}
                </Text>
              </Text>
              <Button
                size="xs"
                variant="default"
                aria-label={t('transfer.to', { name: queue.name })}
                onClick={() => pass({ toQueueId: queue.id })}
              >
                {t('transfer.go')}
              </Button>
            </Group>
          ))}
        <Title order={3} size="h6">
          {t('transfer.agents')}
        </Title>
        {others.length === 0 && <Text size="sm">{t('transfer.nobody')}</Text>}
        {others.map((agent) => (
          <Group key={agent.id} justify="space-between">
            <Text size="sm">
              {agent.name}{' '}
              <Text span c="dimmed">
                · {statusText(t, agent)} · {t('transfer.free', { count: free(agent) })}
              </Text>
            </Text>
            <Button
              size="xs"
              variant="default"
              aria-label={t('transfer.to', { name: agent.name })}
              disabled={agent.availability !== 'available' || free(agent) === 0}
              onClick={() => pass({ toAgentId: agent.id })}
            >
              {t('transfer.go')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Modal>
  )
}
