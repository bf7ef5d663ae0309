import '@mantine/spotlight/styles.css'
import { Kbd, Modal, Table, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { states, useAvailability } from './status-menu.tsx'

const views = ['inbox', 'history', 'board', 'reports', 'settings'] as const
const shortcuts = {
  find: 'Ctrl K',
  accept: 'Alt A',
  inbox: 'Alt 1',
  history: 'Alt 2',
  board: 'Alt 3',
  reports: 'Alt 4',
  settings: 'Alt 5',
  walk: '↑ ↓',
  send: 'Enter',
  break: 'Shift Enter',
  canned: '/',
  help: '?',
} as const

/** Everything by keyboard: Ctrl or Cmd and K finds chats, views and states; `?` tells the shortcuts. */
export function CommandBar({ go }: { readonly go: (path: string) => void }) {
  const { t } = useTranslation()
  const { signOut } = useSession()
  const { chats, queues } = useLive()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme()
  const set = useAvailability()
  const [helped, help] = useDisclosure(false)
  useHotkeys([['shift+?', help.open]])
  useHotkeys(
    views.map((view, index) => [`alt+digit${index + 1}`, () => go(`/${view}`), { usePhysicalKeys: true }]),
    [],
  )
  const actions = [
    ...views.map((view) => ({ id: view, label: t(`rail.${view}`), onClick: () => go(`/${view}`) })),
    ...states.map(([availability, reason]) => ({
      id: `${availability}${reason}`,
      label: `${t('status.set')}: ${t(`status.${availability}`)}${reason ? ` · ${t(`away.${reason}`)}` : ''}`,
      onClick: () => set(availability, reason),
    })),
    {
      id: 'scheme',
      label: t(scheme === 'dark' ? 'status.light' : 'status.dark'),
      onClick: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    { id: 'help', label: t('command.shortcuts'), onClick: help.open },
    { id: 'sign-out', label: t('status.signOut'), onClick: signOut },
    ...[...chats.values()].map((chat) => ({
      id: chat.id,
      label: `${chat.customer.name ?? chat.customer.email ?? t('chat.nobody')} · #${chat.no}`,
      description: `${t(`phase.${chat.phase}`)} · ${queues.get(chat.queueId)?.name ?? ''}`,
      onClick: () => go(`/inbox/${chat.id}`),
    })),
  ]
  return (
    <>
      <Spotlight
        actions={actions}
        limit={12}
        tagsToIgnore={[]}
        scrollable
        maxHeight={420}
        attributes={{ content: { 'aria-label': t('command.find') } }}
        nothingFound={t('command.nothing')}
        searchProps={{ placeholder: t('command.find'), 'aria-label': t('command.find') }}
      />
      <Modal opened={helped} onClose={help.close} title={t('command.shortcuts')}>
        <Table>
          <Table.Tbody>
            {Object.entries(shortcuts).map(([name, keys]) => (
              <Table.Tr key={name}>
                <Table.Td>
                  <Kbd>{keys}</Kbd>
                </Table.Td>
                <Table.Td>{t(`shortcut.${name}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  )
}
