import '@mantine/spotlight/styles.css'
import { Kbd, Modal, Table } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { tell } from '../wrong.tsx'

/** Everything by keyboard: Ctrl or Cmd and K finds chats, views and states; `?` tells the shortcuts. */
export function CommandBar({ go }: { readonly go: (path: string) => void }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const { chats } = useLive()
  const [helped, help] = useDisclosure(false)
  useHotkeys([
    ['shift+?', help.open],
    ['alt+1', () => go('/inbox')],
    ['alt+2', () => go('/history')],
    ['alt+3', () => go('/board')],
  ])
  const actions = [
    ...(['inbox', 'history', 'board', 'settings'] as const).map((view) => ({
      id: view,
      label: t(`rail.${view}`),
      onClick: () => go(`/${view}`),
    })),
    ...(['available', 'busy', 'offline'] as const).map((availability) => ({
      id: availability,
      label: `${t('status.set')}: ${t(`status.${availability}`)}`,
      onClick: () =>
        void api.call('PUT', '/me/availability', { availability }).catch((error: unknown) => tell(t, error)),
    })),
    ...[...chats.values()].map((chat) => ({
      id: chat.id,
      label: `${chat.customer.name ?? t('chat.nobody')} · #${chat.no}`,
      description: t(`phase.${chat.phase}`),
      onClick: () => go(`/inbox/${chat.id}`),
    })),
  ]
  const shortcuts = ['K', 'A', '1', '2', '3', '?'] as const
  return (
    <>
      <Spotlight
        actions={actions}
        limit={12}
        nothingFound={t('command.nothing')}
        searchProps={{ placeholder: t('command.find'), 'aria-label': t('command.find') }}
      />
      <Modal opened={helped} onClose={help.close} title={t('command.shortcuts')}>
        <Table>
          <Table.Tbody>
            {shortcuts.map((key) => (
              <Table.Tr key={key}>
                <Table.Td>
                  <Kbd>{key === '?' ? '?' : key === 'K' ? 'Ctrl K' : `Alt ${key}`}</Kbd>
                </Table.Td>
                <Table.Td>{t(`shortcut.${key}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  )
}
