import { Button, Code, Group, NativeSelect, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryView } from '#dialects/house/views.ts'
import { useSession } from '../session.ts'
import { tell, Wrong } from '../wrong.tsx'
import { DeliveryTable } from './delivery-table.tsx'

interface Page {
  readonly deliveries: readonly DeliveryView[]
  readonly next: string | null
}

const states = ['pending', 'sent', 'delivered', 'read', 'failed'] as const
const pageSize = 50
/** The most that the desk gives at once. */
const limit = 500

/** What became of the lines that went out to phones. */
export function Deliveries() {
  const { t } = useTranslation()
  const { api } = useSession()
  const [state, setState] = useState('')
  const [page, setPage] = useState<Page | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const asked = useRef(0)
  const shown = useRef(pageSize)
  const load = async (before: string | null, count = pageSize) => {
    const own = ++asked.current
    const query = new URLSearchParams({ limit: String(count), ...(state && { state }), ...(before && { before }) })
    setError(null)
    setBusy(true)
    try {
      const next = await api.call<Page>('GET', `/deliveries?${query}`)
      if (own !== asked.current) return
      const earlier = before ? (page?.deliveries ?? []) : []
      shown.current = earlier.length + next.deliveries.length
      setPage({ ...next, deliveries: [...earlier, ...next.deliveries] })
    } catch (problem) {
      if (own === asked.current) setError(problem)
    } finally {
      if (own === asked.current) setBusy(false)
    }
  }
  const again = () => void load(null, Math.min(limit, Math.max(pageSize, shown.current)))
  useEffect(() => {
    void load(null)
    const onReturn = () => document.visibilityState === 'visible' && again()
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      asked.current++
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [state])
  const send = ({ id, phone }: DeliveryView) =>
    api.call<{ delivery: DeliveryView }>('POST', `/deliveries/${id}/replay`).then(
      ({ delivery }) => {
        const replace = (row: DeliveryView) => (row.id === id ? delivery : row)
        setPage((known) => known && { ...known, deliveries: known.deliveries.map(replace) })
        notifications.show({
          message: t('deliveries.sending', { phone }),
          role: 'status',
          closeButtonProps: { 'aria-label': t('close') },
        })
      },
      (problem: unknown) => {
        tell(t, problem)
        again()
      },
    )
  const rows = page?.deliveries ?? []
  return (
    <>
      <Group align="flex-end" mb="md">
        <NativeSelect
          label={t('deliveries.state')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value)}
          data={[
            { value: '', label: t('deliveries.all') },
            ...states.map((value) => ({ value, label: t(`delivery.${value}`) })),
          ]}
        />
        <Button variant="default" loading={busy} onClick={again}>
          {t('deliveries.refresh')}
        </Button>
      </Group>
      {error ? (
        <Wrong error={error} onAgain={again} />
      ) : !page ? (
        <p className="empty">{t('loading')}</p>
      ) : rows.length > 0 ? (
        <DeliveryTable deliveries={rows} onSend={send} />
      ) : state ? (
        <Text>{t('deliveries.none')}</Text>
      ) : (
        <Empty />
      )}
      {!error && page?.next && (
        <Button variant="default" mt="md" onClick={() => void load(page.next)}>
          {t('deliveries.more')}
        </Button>
      )}
    </>
  )
}

/** Whoever never heard of channels is told what they are and how to get one. */
function Empty() {
  const { t } = useTranslation()
  return (
    <div className="prose">
      <Text mb="xs">{t('deliveries.empty')}</Text>
      <Text mb="xs">{t('deliveries.how')}</Text>
      <ul>
        {(['POLYDESK_CHANNELS', 'POLYDESK_CHANNEL_SECRET', 'POLYDESK_PHONE_COUNTRY'] as const).map((name) => (
          <li key={name}>
            <Code>{name}</Code>: {t(`deliveries.${name}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}
