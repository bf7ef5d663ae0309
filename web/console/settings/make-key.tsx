import { Alert, Button, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKeyView, NewApiKeyView } from '#dialects/house/api-keys.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { problemText } from '../wrong.tsx'
import { useRights } from './use-rights.ts'

interface Properties {
  /** Whose key it is to be, at first. */
  readonly ownerId: string
  /** Whether it may become another's. */
  readonly choosesOwner: boolean
  readonly apiKeys: readonly ApiKeyView[]
  readonly onMade: () => void
  readonly onClose: () => void
}

/** Makes somebody's key once it was said what that stops, and shows it this once. */
export function MakeKey({ ownerId: first, choosesOwner, apiKeys, onMade, onClose }: Properties) {
  const { t } = useTranslation()
  const { api, me } = useSession()
  const { agents } = useLive()
  const [ownerId, setOwner] = useState(first)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const owners = useOwners()
  const name = agents.get(ownerId)?.name ?? me.name
  const make = () => {
    setBusy(true)
    setWrong('')
    api
      .call<NewApiKeyView>('PUT', `/agents/${ownerId}/api-key`)
      .then(
        (made) => {
          setKey(made.key)
          onMade()
        },
        (error: unknown) => setWrong(problemText(t, error)),
      )
      .finally(() => setBusy(false))
  }
  if (key !== null) return <ShownKey apiKey={key} name={name} onClose={onClose} />
  const replaces = apiKeys.some(({ agentId }) => agentId === ownerId)
  return (
    <Modal opened onClose={onClose} title={t('keys.makeFor', { name })}>
      <Stack>
        {choosesOwner && owners.length > 1 && (
          <Select
            label={t('keys.owner')}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t('command.nothing')}
            data={owners.map(({ id, name: label }) => ({ value: id, label }))}
            value={ownerId}
            onChange={(next) => next && setOwner(next)}
          />
        )}
        <Text size="sm">{t('keys.means', { name })}</Text>
        {replaces && (
          <Alert color="orange" role="alert">
            {t('keys.replaces', { name })}
          </Alert>
        )}
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {wrong}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button {...(replaces && { color: 'red.9' })} loading={busy} onClick={make}>
            {t(replaces ? 'keys.remake' : 'keys.make')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The people one may make a key for: oneself, and whom one manages. */
function useOwners() {
  const { me } = useSession()
  const { agents } = useLive()
  const may = useRights()
  const isTheirs = (role: string) => may('agents.manage') && (role !== 'admin' || may('organisation.manage'))
  return [...agents.values()]
    .filter(({ id, role, enabled }) => enabled && (id === me.id || isTheirs(role)))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** A slip of the hand does not close it: nobody can show the key again. */
function ShownKey({ apiKey, name, onClose }: { apiKey: string; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('keys.madeFor', { name })}
    >
      <Stack>
        <TextInput
          ref={field}
          label={t('keys.key')}
          description={t('keys.once')}
          readOnly
          value={apiKey}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, paddingInline: 8 } }}
          onFocus={(event) => event.currentTarget.select()}
          data-autofocus
        />
        <Group justify="flex-end">
          <CopyButton value={apiKey}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'snippet.copied' : 'snippet.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('keys.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
