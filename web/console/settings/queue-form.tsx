import { Checkbox, Modal, MultiSelect, NativeSelect, NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { Wrong } from '../wrong.tsx'
import { type MenuDraft, QueueMenu } from './queue-menu.tsx'
import { QueueTexts } from './queue-texts.tsx'
import { SaveForm } from './save-form.tsx'
import type { Texts } from './texts.ts'
import { useLoaded } from './use-loaded.ts'
import { useSave } from './use-save.ts'

const strategies = [
  'longest-idle',
  'least-busy',
  'round-robin',
  'broadcast',
  'longest-since-answered',
  'best-match',
  'priority-tiers',
] as const
const times = ['offerMs', 'wrapUpMs', 'retryMs', 'maxWaitMs', 'goneMs'] as const
/** What the desk accepts, in seconds. */
const limits = {
  offerMs: [5, 600],
  wrapUpMs: [0, 86_400],
  retryMs: [1, 86_400],
  maxWaitMs: [10, 2_592_000],
  goneMs: [5, 86_400],
} as const
const fieldNames = ['name', 'strategy', 'memberIds', 'members', 'menu', 'menu.name', 'menu.index', ...times]
const isShown = (field: string) => fieldNames.includes(field) || field.startsWith('texts.')

/** What is set on a queue and not shown to everybody. */
interface Hidden {
  readonly menu: { readonly name: string; readonly index: number } | null
  readonly texts: Texts
}
interface Properties {
  readonly queue: QueueView | null
  readonly onClose: () => void
}

/** A queue as it is set, loaded before it can be changed; null: a new one. */
export function QueueForm({ queue, onClose }: Properties) {
  const { t } = useTranslation()
  const centre = useLoaded<{ centre: { texts: Texts } }>('/centre')
  const loaded = useLoaded<{ settings: Hidden }>(queue && `/queues/${queue.id}`)
  const error = centre.error ?? loaded.error
  const hidden = queue ? loaded.answer?.settings : { menu: null, texts: {} }
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={queue ? t('agents.editOf', { name: queue.name }) : t('queues.add')}
    >
      {error ? (
        <Wrong
          error={error}
          onAgain={() => {
            void centre.load()
            void loaded.load()
          }}
        />
      ) : hidden && centre.answer ? (
        <Fields queue={queue} hidden={hidden} ofCentre={centre.answer.centre.texts} onClose={onClose} />
      ) : (
        <p className="empty">{t('loading')}</p>
      )}
    </Modal>
  )
}

function Fields({
  queue,
  hidden,
  ofCentre,
  onClose,
}: Properties & { readonly hidden: Hidden; readonly ofCentre: Texts }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const { agents } = useLive()
  const first = useRef<HTMLInputElement>(null)
  // The dialog looks for its first field before there is one.
  useEffect(() => first.current?.focus(), [])
  const [name, setName] = useState(queue?.name ?? '')
  const [strategy, setStrategy] = useState<string>(queue?.strategy ?? 'longest-idle')
  const [memberIds, setMemberIds] = useState<string[] | null>(null)
  const [enabled, setEnabled] = useState(queue?.enabled ?? true)
  const [seconds, setSeconds] = useState<Partial<Record<(typeof times)[number], number | string>>>(
    queue ? Object.fromEntries(times.map((key) => [key, queue[key] / 1_000])) : {},
  )
  const [menu, setMenu] = useState<MenuDraft>({ shown: hidden.menu !== null, name: '', index: '', ...hidden.menu })
  const [texts, setTexts] = useState(hidden.texts)
  const saving = useSave(onClose, isShown)
  const { wrong, save } = saving
  const submit = () => {
    const inMs = Object.fromEntries(
      Object.entries(seconds)
        .filter(([, value]) => value !== '')
        .map(([key, value]) => [key, Math.round(Number(value) * 1_000)]),
    )
    const fields = {
      ...{ name, strategy, enabled, texts, ...inMs },
      menu: menu.shown ? { name: menu.name, index: Number(menu.index) } : null,
      // Only when changed: whoever is named by id alone loses their priority.
      ...(memberIds && { memberIds }),
    }
    save(() => (queue ? api.call('PATCH', `/queues/${queue.id}`, fields) : api.call('POST', '/queues', fields)))
  }
  return (
    <SaveForm saving={saving} onSubmit={submit}>
      <TextInput
        ref={first}
        label={t('agents.name')}
        required
        value={name}
        error={wrong.fields['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('queues.strategy')}
        value={strategy}
        error={wrong.fields['strategy']}
        onChange={(event) => setStrategy(event.currentTarget.value)}
        data={strategies.map((value) => ({ value, label: t(`strategy.${value}`) }))}
      />
      <MultiSelect
        label={t('queues.members')}
        searchable
        data={[...agents.values()].map(({ id, name: label }) => ({ value: id, label }))}
        value={memberIds ?? [...(queue?.memberIds ?? [])]}
        onChange={setMemberIds}
        error={wrong.fields['memberIds'] ?? wrong.fields['members']}
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
      <QueueMenu menu={menu} queueName={name} wrong={wrong.fields} onChange={setMenu} />
      <QueueTexts texts={texts} ofCentre={ofCentre} wrong={wrong.fields} onChange={setTexts} />
      <Checkbox
        label={t('queues.enabled')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
    </SaveForm>
  )
}
