import { NativeSelect, Paper, SimpleGrid, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AgentView, ChatView, QueueView } from '#dialects/house/views.ts'
import { useLive, useNow } from './live.ts'
import { useSession } from './session.ts'
import { statusText } from './shell/status-menu.tsx'
import { span } from './times.ts'
import { tell } from './wrong.tsx'

/** The floor at a glance: a tile a queue, a row an agent, as it is this second. */
export default function Board() {
  const { t } = useTranslation()
  const { queues, agents, chats } = useLive()
  return (
    <div className="page">
      <Title order={1} size="h3" mb="md">
        {t('rail.board')}
      </Title>
      <div className="tiles">
        {[...queues.values()].map((queue) => (
          <Tile
            key={queue.id}
            queue={queue}
            chats={[...chats.values()].filter(({ queueId }) => queueId === queue.id)}
          />
        ))}
      </div>
      <Title order={2} size="h4" mt="xl" mb="sm">
        {t('board.agents')}
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways */}
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('board.agents')}>
        <Table miw={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('board.name')}</Table.Th>
              <Table.Th>{t('board.state')}</Table.Th>
              <Table.Th>{t('board.since')}</Table.Th>
              <Table.Th>{t('board.load')}</Table.Th>
              <Table.Th>{t('board.set')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...agents.values()]
              .filter(({ enabled }) => enabled)
              .map((agent) => (
                <AgentRow key={agent.id} agent={agent} />
              ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  )
}

function Tile({ queue, chats }: { readonly queue: QueueView; readonly chats: readonly ChatView[] }) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const now = useNow()
  const waiting = chats.filter(({ waitingSince }) => waitingSince !== null)
  const longest = Math.min(...waiting.map(({ waitingSince }) => waitingSince ?? now), now)
  const members = queue.memberIds.map((id) => agents.get(id)).filter((agent) => agent !== undefined)
  const count = (state: AgentView['availability']) =>
    members.filter(({ availability }) => availability === state).length
  const numbers = [
    ['board.waiting', waiting.length],
    ['board.longest', waiting.length > 0 ? span(now - longest) : '–'],
    ['board.active', chats.filter(({ phase }) => phase === 'active').length],
    ['status.available', count('available')],
    ['status.busy', count('busy')],
    ['status.away', count('away')],
  ] as const
  return (
    <Paper withBorder p="md" component="section" aria-label={queue.name}>
      <Title order={2} size="h5" mb="sm">
        {queue.name}
      </Title>
      <SimpleGrid cols={3} spacing="xs" component="dl" m={0}>
        {numbers.map(([key, value]) => (
          <div key={key}>
            <Text component="dt" size="xs" c="dimmed">
              {t(key)}
            </Text>
            <Text component="dd" m={0} size="xl" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  )
}

function AgentRow({ agent }: { readonly agent: AgentView }) {
  const { t } = useTranslation()
  const { me, api } = useSession()
  const { agents } = useLive()
  const now = useNow()
  const admin = agents.get(me.id)?.role === 'admin'
  const path = agent.id === me.id ? '/me/availability' : `/agents/${agent.id}/availability`
  const set = (availability: string) =>
    void api.call('PUT', path, { availability }).catch((error: unknown) => tell(t, error))
  return (
    <Table.Tr>
      <Table.Td>{agent.name}</Table.Td>
      <Table.Td>
        {statusText(t, agent)}
        {agent.notResponding && ` · ${t('status.notResponding')}`}
        {!agent.connected && ` · ${t('status.lost')}`}
      </Table.Td>
      <Table.Td style={{ fontVariantNumeric: 'tabular-nums' }}>{span(now - agent.availabilitySince)}</Table.Td>
      <Table.Td>
        {agent.chats} / {agent.capacity}
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t('board.setOf', { name: agent.name })}
          disabled={!admin && agent.id !== me.id}
          value={agent.availability}
          onChange={(event) => set(event.currentTarget.value)}
          data={(['available', 'busy', 'away', 'offline'] as const).map((value) => ({
            value,
            label: t(`status.${value}`),
          }))}
        />
      </Table.Td>
    </Table.Tr>
  )
}
