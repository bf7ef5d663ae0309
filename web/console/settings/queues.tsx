import {
  Button,
  Checkbox,
  Modal,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { useSave } from './use-save.ts'

const strategies = ['longest-idle', 'least-busy', 'round-robin', 'broadcast'] as const
const times = ['offerMs', 'wrapUpMs', 'retryMs', 'maxWaitMs', 'goneMs'] as const
/** What the desk accepts, in seconds. */
const limits = {
  offerMs: [5, 600],
  wrapUpMs: [0, 86_400],
  retryMs: [1, 86_400],
  maxWaitMs: [10, 2_592_000],
  goneMs: [5, 86_400],
} as const

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

function QueueForm({ queue, onClose }: { readonly queue: QueueView | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const { agents } = useLive()
  const [name, setName] = useState(queue?.name ?? '')
  const [strategy, setStrategy] = useState<string>(queue?.strategy ?? 'longest-idle')
  const [memberIds, setMemberIds] = useState([...(queue?.memberIds ?? [])])
  const [enabled, setEnabled] = useState(queue?.enabled ?? true)
  const [seconds, setSeconds] = useState<Partial<Record<(typeof times)[number], number | string>>>(
    queue ? Object.fromEntries(times.map((key) => [key, queue[key] / 1_000])) : {},
  )
  const { busy, wrong, save } = useSave(onClose)
  const submit = () => {
    const inMs = Object.fromEntries(
      Object.entries(seconds)
        .filter(([, value]) => value !== '')
        .map(([key, value]) => [key, Math.round(Number(value) * 1_000)]),
    )
    const fields = { name, strategy, memberIds, enabled, ...inMs }
    save(() => (queue ? api.call('PATCH', `/queues/${queue.id}`, fields) : api.call('POST', '/queues', fields)))
  }
  return (
    <Modal opened onClose={onClose} title={queue ? t('agents.editOf', { name: queue.name }) : t('queues.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        noValidate
      >
        <Stack>
          <TextInput
            label={t('agents.name')}
            required
            value={name}
            error={wrong.fields['name']}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <NativeSelect
            label={t('queues.strategy')}
            value={strategy}
            onChange={(event) => setStrategy(event.currentTarget.value)}
            data={strategies.map((value) => ({ value, label: t(`strategy.${value}`) }))}
          />
          <MultiSelect
            label={t('queues.members')}
            searchable
            data={[...agents.values()].map(({ id, name: label }) => ({ value: id, label }))}
            value={memberIds}
            onChange={setMemberIds}
            error={wrong.fields['memberIds']}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} className="level">
            {times.map((key) => (
              <NumberInput
                key={key}
                label={t(`queues.${key}`)}
                description={t('queues.range', { min: limits[key][0], max: limits[key][1].toLocaleString() })}
                min={limits[key][0]}
                max={limits[key][1]}
                hideControls
                value={seconds[key] ?? ''}
                placeholder={t('queues.usual')}
                error={wrong.fields[key]}
                onChange={(value) => setSeconds({ ...seconds, [key]: value })}
              />
            ))}
          </SimpleGrid>
          <Checkbox
            label={t('queues.enabled')}
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {wrong.general}
          </Text>
          <Button type="submit" loading={busy}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
