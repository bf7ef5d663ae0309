import { Anchor, Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryView } from '#dialects/house/views.ts'
import { useLive } from '../live.ts'
import { exact, stamp } from '../times.ts'

const columns = ['line', 'number', 'chat', 'stands', 'tries', 'again'] as const

interface Properties {
  readonly deliveries: readonly DeliveryView[]
  readonly onSend: (delivery: DeliveryView) => Promise<unknown>
}

/** Lines to phones, newest first. */
export function DeliveryTable({ deliveries, onSend }: Properties) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways
    <div className="sideways" tabIndex={0} role="region" aria-label={t('settings.deliveries')}>
      <Table miw={760} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`deliveries.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => (
            <Line key={delivery.id} delivery={delivery} onSend={onSend} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Line({ delivery, onSend }: { readonly delivery: DeliveryView } & Pick<Properties, 'onSend'>) {
  const { t } = useTranslation()
  const { chats } = useLive()
  const [busy, setBusy] = useState(false)
  const { chatId, channel, phone, state, attempts, nextAt, addedAt, sentAt, error } = delivery
  const chat = chats.get(chatId)
  const number = phone ?? t('deliveries.erased')
  const link = chat ? `${t('deliveries.chat')} #${chat.no}` : t('deliveries.chat')
  const canSend = phone !== null && state !== 'delivered' && state !== 'read'
  const send = () => {
    setBusy(true)
    onSend(delivery).finally(() => setBusy(false))
  }
  return (
    <Table.Tr>
      <Table.Td title={exact(addedAt)}>{stamp(addedAt)}</Table.Td>
      <Table.Td>
        <span className="numbers">{number}</span>
        <Text size="xs" c="dimmed">
          {channel}
        </Text>
      </Table.Td>
      <Table.Td>
        <Anchor
          size="sm"
          underline="always"
          href={`#/${chat ? 'inbox' : 'history'}/${chatId}`}
          aria-label={`${link}, ${number}`}
        >
          {link}
        </Anchor>
      </Table.Td>
      <Table.Td maw={280}>
        <span title={sentAt === null ? undefined : t('deliveries.taken', { at: exact(sentAt) })}>
          <span className={`dot ${state}`} /> {t(`delivery.${state}`)}
        </span>
        {error && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {error}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <span className="numbers">{attempts}</span>
        {nextAt !== null && (
          <Text size="xs" c="dimmed" title={exact(nextAt)}>
            {t('deliveries.next', { at: stamp(nextAt) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {canSend && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            aria-label={t('deliveries.sendTo', { number })}
            onClick={send}
          >
            {t('deliveries.send')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
