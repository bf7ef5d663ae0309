import { Avatar, Button, Indicator, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AgentView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { isMuted, setMuted } from '../ring.ts'
import { useSession } from '../session.ts'
import { span } from '../times.ts'
import { tell } from '../wrong.tsx'
import { Icon } from './icons.tsx'

export const statusColors = { available: 'green.7', busy: 'red.7', away: 'yellow.7', offline: 'gray.6' } as const
const reasons = ['lunch', 'meeting', 'break'] as const

/** One's own state: whether one takes chats, and since when; and what belongs to oneself. */
export function StatusMenu() {
  const { t } = useTranslation()
  const { me, api, signOut } = useSession()
  const { agents } = useLive()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const agent = agents.get(me.id) ?? me
  const set = (availability: AgentView['availability'], awayReason?: (typeof reasons)[number]) =>
    api
      .call('PUT', '/me/availability', { availability, ...(awayReason && { awayReason }) })
      .catch((error: unknown) => tell(t, error))
  const state = agent.notResponding ? t('status.notResponding') : statusText(t, agent)
  return (
    <Menu position="right-end" width={250} withinPortal>
      <Menu.Target>
        <UnstyledButton aria-label={t('status.mine', { name: agent.name, state })} p={6}>
          <Indicator
            color={agent.notResponding ? 'red.7' : statusColors[agent.availability]}
            size={14}
            offset={4}
            withBorder
          >
            <Avatar radius="xl">
              <Icon name="person" size={22} />
            </Avatar>
          </Indicator>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {agent.name} · {state} · <Since agent={agent} />
        </Menu.Label>
        {agent.notResponding && (
          <Button size="xs" fullWidth my={4} onClick={() => set('available')}>
            {t('status.backAgain')}
          </Button>
        )}
        <Menu.Item onClick={() => set('available')}>{t('status.available')}</Menu.Item>
        <Menu.Item onClick={() => set('busy')}>{t('status.busy')}</Menu.Item>
        {reasons.map((reason) => (
          <Menu.Item key={reason} onClick={() => set('away', reason)}>
            {t('status.away')} · {t(`away.${reason}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => set('offline')}>{t('status.offline')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick={false} onClick={() => setMuted(!isMuted())}>
          {t('status.sound')}
        </Menu.Item>
        <Menu.Item onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}>
          {t('status.scheme')}
        </Menu.Item>
        <Menu.Item onClick={signOut}>{t('status.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function statusText(t: (key: string) => string, { availability, awayReason }: AgentView): string {
  return awayReason ? `${t(`status.${availability}`)} · ${t(`away.${awayReason}`)}` : t(`status.${availability}`)
}

function Since({ agent }: { readonly agent: AgentView }) {
  const now = useNow()
  return (
    <Text span inherit>
      {span(now - agent.availabilitySince)}
    </Text>
  )
}
