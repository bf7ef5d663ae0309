import { Button, Paper, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { QueueForm } from './queue-form.tsx'

/** The lines of waiting chats. */
export function Queues() {
  const { t } = useTranslation()
  const { queues, agents } = useLive()
  const [edited, setEdited] = useState<QueueView | 'new' | null>(null)
  return (
    <>
      <Button mb="md" onClick={() => setEdited('new')}>
        {t('queues.add')}
      </Button>
      <div className="tiles">
        {[...queues.values()].map((queue) => (
          <Paper key={queue.id} withBorder p="md" component="section" aria-label={queue.name}>
            <Title order={2} size="h5">
              {queue.name} {!queue.enabled && `(${t('queues.closed')})`}
            </Title>
            <Text size="sm" c="dimmed">
              {t(`strategy.${queue.strategy}`)}
            </Text>
            <Text size="sm" my="xs">
              {queue.memberIds.map((id) => agents.get(id)?.name).join(', ') || t('queues.empty')}
            </Text>
            <Button
              size="xs"
              variant="default"
              aria-label={t('agents.editOf', { name: queue.name })}
              onClick={() => setEdited(queue)}
            >
              {t('agents.edit')}
            </Button>
          </Paper>
        ))}
      </div>
      {edited && <QueueForm queue={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  )
}
