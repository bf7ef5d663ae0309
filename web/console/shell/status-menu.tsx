import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentView } from '#dialects/house/views.ts'
import { useLive, useNow } from '../live.ts'
import { askToNotify, isMuted, mayAskToNotify, setMuted } from '../ring.ts'
import { useSession } from '../session.ts'
import { exact, span } from '../times.ts'
import { tell } from '../wrong.tsx'

export const states = [
  ['available', null],
  ['busy', null],
  ['away', 'lunch'],
  ['away', 'meeting'],
  ['away', 'break'],
  ['offline', null],
] as const satisfies readonly (readonly [AgentView['availability'], AgentView['awayReason']])[]

/** Sets one's own state, or as an administrator another's. */
export function useAvailability(agentId?: string) {
  const { t } = useTranslation()
  const { me, api } = useSession()
  const path = agentId && agentId !== me.id ? `/agents/${agentId}/availability` : '/me/availability'
  return (availability: AgentView['availability'], awayReason?: AgentView['awayReason']) => {
    if (path === '/me/availability' && availability === 'available') askToNotify()
    api.call('PUT', path, { availability, ...(awayReason && { awayReason }) }).catch((error: unknown) => tell(t, error))
  }
}

/** One's own state: whether one takes chats, and since when; and what belongs to oneself. */
export function StatusMenu() {
  const { t } = useTranslation()
  const { me, signOut } = useSession()
  const { agents } = useLive()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme()
  const [muted, mute] = useState(isMuted)
  const agent = agents.get(me.id) ?? me
  const set = useAvailability()
  const state = statusText(t, agent)
  return (
    <Menu position="right-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className="status">
          <VisuallyHidden>{t('status.mine', { name: agent.name })}</VisuallyHidden>
          <StateDot agent={agent} />
          <span>{agent.notResponding ? state : t(`status.${agent.availability}`)}</span>
          <Since agent={agent} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {agent.name} · {state}
        </Menu.Label>
        {states.map(([availability, reason]) => (
          <Menu.Item
            key={`${availability}${reason}`}
            leftSection={<span className={`dot ${availability}`} aria-hidden />}
            onClick={() => set(availability, reason)}
          >
            {t(`status.${availability}`)}
            {reason && ` · ${t(`away.${reason}`)}`}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick={false}
          onClick={() => {
            setMuted(!muted)
            mute(!muted)
          }}
        >
          {t(muted ? 'status.soundOff' : 'status.soundOn')}
        </Menu.Item>
        {mayAskToNotify() && <Menu.Item onClick={askToNotify}>{t('status.notify')}</Menu.Item>}
        <Menu.Item onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
          {t(scheme === 'dark' ? 'status.light' : 'status.dark')}
        </Menu.Item>
        <Menu.Item onClick={() => setColorScheme('auto')}>{t('status.auto')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={signOut}>{t('status.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A state in words; who does not answer offers is not called available. */
export function statusText(t: (key: string) => string, agent: AgentView): string {
  if (agent.notResponding) return t('status.notResponding')
  const { availability, awayReason } = agent
  return awayReason ? `${t(`status.${availability}`)} · ${t(`away.${awayReason}`)}` : t(`status.${availability}`)
}

export function StateDot({ agent }: { readonly agent: AgentView }) {
  return <span className={`dot ${agent.notResponding ? 'missed' : agent.availability}`} aria-hidden />
}

export function Since({ agent }: { readonly agent: AgentView }) {
  const now = useNow()
  return (
    <span className="numbers" title={exact(agent.availabilitySince)}>
      {span(now - agent.availabilitySince)}
    </span>
  )
}
