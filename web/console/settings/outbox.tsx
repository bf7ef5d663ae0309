import { Button, Modal, Table, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxLetter, OutboxLine, OutboxPage } from '#dialects/house/outbox.ts'
import { useSession } from '../session.ts'
import { exact, stamp } from '../times.ts'
import { tell, Wrong } from '../wrong.tsx'

/** Letters that were put down because there is no mail server. */
export function Outbox() {
  const { t } = useTranslation()
  const { api } = useSession()
  const [page, setPage] = useState<OutboxPage | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [opened, setOpened] = useState<OutboxLetter | null>(null)
  const load = (before: string | null) => {
    setError(null)
    api
      .call<OutboxPage>('GET', `/outbox?limit=50${before ? `&before=${before}` : ''}`)
      .then(
        (next) =>
          setPage((known) => ({ ...next, letters: [...(before ? (known?.letters ?? []) : []), ...next.letters] })),
        setError,
      )
  }
  useEffect(() => load(null), [])
  const open = (id: string) =>
    api.call<{ letter: OutboxLetter }>('GET', `/outbox/${id}/text`).then(
      ({ letter }) => setOpened(letter),
      (problem: unknown) => tell(t, problem),
    )
  if (error) return <Wrong error={error} onAgain={() => load(null)} />
  if (!page) return <p className="empty">{t('loading')}</p>
  if (page.delivery === 'smtp') return <Text>{t('outbox.smtp')}</Text>
  return (
    <>
      <Text mb="md">{t(page.letters.length > 0 ? 'outbox.what' : 'outbox.empty')}</Text>
      {page.letters.length > 0 && <Letters letters={page.letters} onOpen={open} />}
      {page.next && (
        <Button variant="default" mt="md" onClick={() => load(page.next)}>
          {t('outbox.more')}
        </Button>
      )}
      {opened && <Letter letter={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function Letters({
  letters,
  onOpen,
}: {
  readonly letters: readonly OutboxLine[]
  readonly onOpen: (id: string) => void
}) {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table aria-label={t('settings.outbox')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('outbox.at')}</Table.Th>
            <Table.Th>{t('outbox.to')}</Table.Th>
            <Table.Th>{t('outbox.subject')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {letters.map(({ id, at, to, subject }) => (
            <Table.Tr key={id}>
              <Table.Td title={exact(at)}>{stamp(at)}</Table.Td>
              <Table.Td title={to.address}>{to.name || to.address}</Table.Td>
              <Table.Td>
                <Button variant="subtle" size="compact-sm" onClick={() => onOpen(id)}>
                  {subject || t('outbox.noSubject')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Letter({ letter, onClose }: { readonly letter: OutboxLetter; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const { id, at, to, subject, text, enclosures } = letter
  return (
    <Modal opened onClose={onClose} size="lg" title={subject || t('outbox.noSubject')}>
      <Text size="sm">
        {t('outbox.to')}: {to.name} &lt;{to.address}&gt;
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        {exact(at)}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Text>
      {enclosures.length > 0 && (
        <ul aria-label={t('outbox.enclosures')}>
          {enclosures.map(({ name, byteCount }, place) => (
            <li key={`${place} ${name}`}>
              {name} ({t('outbox.size', { size: Math.ceil(byteCount / 1_000).toLocaleString() })})
            </li>
          ))}
        </ul>
      )}
      <Button component="a" href={`${api.base}/outbox/${id}`} download={`${id}.eml`} variant="default" mt="md">
        {t('outbox.download')}
      </Button>
    </Modal>
  )
}
