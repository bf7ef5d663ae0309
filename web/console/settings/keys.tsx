import { Button, Group, Table, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKeyView } from '#dialects/house/api-keys.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { exact, stamp } from '../times.ts'
import { Wrong } from '../wrong.tsx'
import { MakeKey } from './make-key.tsx'
import { RemoveButton } from './remove-button.tsx'
import { useLoaded } from './use-loaded.ts'

/** A key is about to be made. */
interface Maker {
  /** Whose; null: that is still to be said. */
  readonly ownerId: string | null
  /** What was pressed for it. */
  readonly opener: HTMLElement
}

/** The keys with which programs act for people: one's own, and those of the people one manages. */
export function Keys() {
  const { t } = useTranslation()
  const { me } = useSession()
  const { answer, error, load } = useLoaded<{ apiKeys: readonly ApiKeyView[] }>('/api-keys')
  const [maker, setMaker] = useState<Maker | null>(null)
  const add = useRef<HTMLButtonElement>(null)
  const close = () => {
    setMaker(null)
    // The dialog that was opened is not the one that is closed, so it cannot do this itself.
    maker?.opener.focus()
  }
  if (error) return <Wrong error={error} onAgain={() => void load()} />
  if (!answer) return <p className="empty">{t('loading')}</p>
  const { apiKeys } = answer
  return (
    <>
      <Text mb="md" className="prose">
        {t('keys.what')}
      </Text>
      <Button ref={add} mb="md" onClick={({ currentTarget: opener }) => setMaker({ ownerId: null, opener })}>
        {t('keys.make')}
      </Button>
      {apiKeys.length === 0 ? (
        <Text>{t('keys.empty')}</Text>
      ) : (
        <KeyTable
          apiKeys={apiKeys}
          onRemake={setMaker}
          onRemoved={() => {
            void load()
            add.current?.focus()
          }}
        />
      )}
      {maker && (
        <MakeKey
          ownerId={maker.ownerId ?? me.id}
          choosesOwner={maker.ownerId === null}
          apiKeys={apiKeys}
          onMade={() => void load()}
          onClose={close}
        />
      )}
    </>
  )
}

const columns = ['owner', 'made', 'by', 'used', 'change'] as const

interface TableProperties {
  readonly apiKeys: readonly ApiKeyView[]
  readonly onRemake: (maker: Maker) => void
  readonly onRemoved: () => void
}

function KeyTable({ apiKeys, onRemake, onRemoved }: TableProperties) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const nameOf = (agentId: string) => agents.get(agentId)?.name ?? t('keys.unknown')
  const byOwner = [...apiKeys].sort((one, other) => nameOf(one.agentId).localeCompare(nameOf(other.agentId)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways
    <div className="sideways" tabIndex={0} role="region" aria-label={t('settings.keys')}>
      <Table miw={640}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`keys.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {byOwner.map(({ agentId, madeAt, madeBy, lastUsedAt }) => (
            <Table.Tr key={agentId}>
              <Table.Td>
                {nameOf(agentId)}
                {agents.get(agentId)?.enabled === false && (
                  <Text size="xs" c="dimmed">
                    {t('keys.disabled')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td title={exact(madeAt)}>{stamp(madeAt)}</Table.Td>
              <Table.Td>{nameOf(madeBy)}</Table.Td>
              <Table.Td title={lastUsedAt === null ? undefined : exact(lastUsedAt)}>
                {lastUsedAt === null ? t('keys.never') : stamp(lastUsedAt)}
              </Table.Td>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <Button
                    size="xs"
                    variant="default"
                    disabled={agents.get(agentId)?.enabled === false}
                    aria-label={t('keys.remakeOf', { name: nameOf(agentId) })}
                    onClick={({ currentTarget: opener }) => onRemake({ ownerId: agentId, opener })}
                  >
                    {t('keys.remake')}
                  </Button>
                  <RemoveButton
                    name={t('keys.of', { name: nameOf(agentId) })}
                    means={t('keys.removeMeans')}
                    path={`/agents/${agentId}/api-key`}
                    onRemoved={onRemoved}
                  />
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
