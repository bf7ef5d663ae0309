import { Button, Menu, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AgentView, ChatView, QueueView } from '#dialects/house/views.ts'
import { useLive, useNow } from './live.ts'
import { useSession } from './session.ts'
import { Since, StateDot, states, statusText, useAvailability } from './shell/status-menu.tsx'
import { span } from './times.ts'

/** The floor at a glance: a tile a queue, a row an agent, as it is this second. */
export default function Board() {
  const { t } = useTranslation()
  const { queues, agents, chats } = useLive()
  const people = [...agents.values()].filter(({ enabled }) => enabled).sort((a, b) => rank(a) - rank(b))
  return (
    <div className="page">
      <h1>{t('rail.board')}</h1>
      <div className="tiles">
        {[...queues.values()].map((queue) => (
          <Tile
            key={queue.id}
            queue={queue}
            chats={[...chats.values()].filter(({ queueId }) => queueId === queue.id)}
          />
        ))}
      </div>
      <h2>{t('board.agents')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the table scrolls sideways */}
      <div className="sideways" tabIndex={0} role="region" aria-label={t('board.agents')}>
        <Table miw={480}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('board.name')}</Table.Th>
              <Table.Th>{t('board.state')}</Table.Th>
              <Table.Th ta="end">{t('board.since')}</Table.Th>
              <Table.Th ta="end">{t('board.load')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map((agent) => (
              <Table.Tr key={agent.id}>
                <Table.Td>{agent.name}</Table.Td>
                <Table.Td>
                  <State agent={agent} />
                </Table.Td>
                <Table.Td ta="end">
                  <Since agent={agent} />
                </Table.Td>
                <Table.Td ta="end" className="numbers">
                  {agent.chats} / {agent.capacity}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  )
}

/** Who works stands first. */
function rank({ availability, notResponding }: AgentView): number {
  return notResponding ? 1 : ['available', '', 'busy', 'away', 'offline'].indexOf(availability)
}

function canTake({ availability, notResponding, connected }: AgentView): boolean {
  return availability === 'available' && !notResponding && connected
}

function Tile({ queue, chats }: { readonly queue: QueueView; readonly chats: readonly ChatView[] }) {
  const { t } = useTranslation()
  const { agents } = useLive()
  const now = useNow()
  const waiting = chats.filter(({ waitingSince }) => waitingSince !== null)
  const longest = Math.min(...waiting.map(({ waitingSince }) => waitingSince ?? now), now)
  const members = queue.memberIds.map((id) => agents.get(id)).filter((agent) => agent !== undefined)
  const count = (state: AgentView['availability']) =>
    members.filter((agent) => (state === 'available' ? canTake(agent) : agent.availability === state)).length
  const unreachable =
    members.length - (['available', 'busy', 'away', 'offline'] as const).reduce((n, s) => n + count(s), 0)
  return (
    <section className="tile" aria-label={queue.name}>
      <h2>
        {queue.name} {!queue.enabled && `(${t('queues.closed')})`}
      </h2>
      <dl className="big">
        <div>
          <dt>{t('board.waiting')}</dt>
          <dd>{waiting.length}</dd>
        </div>
        <div>
          <dt>{t('board.longest')}</dt>
          <dd>{waiting.length > 0 ? span(now - longest) : '–'}</dd>
        </div>
        <div>
          <dt>{t('board.active')}</dt>
          <dd>{chats.filter(({ phase }) => phase === 'active').length}</dd>
        </div>
      </dl>
      <dl className="small">
        {(['available', 'busy', 'away', 'offline'] as const).map((state) => (
          <div key={state}>
            <dt>
              <span className={`dot ${state}`} aria-hidden /> {t(`status.${state}`)}
            </dt>
            <dd>{count(state)}</dd>
          </div>
        ))}
        {unreachable > 0 && (
          <div>
            <dt>
              <span className="dot missed" aria-hidden /> {t('board.unreachable')}
            </dt>
            <dd>{unreachable}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** An agent's state, to be set by oneself and by administrators. */
function State({ agent }: { readonly agent: AgentView }) {
  const { t } = useTranslation()
  const { me } = useSession()
  const { agents } = useLive()
  const set = useAvailability(agent.id)
  const words = `${statusText(t, agent)}${agent.connected || agent.availability === 'offline' ? '' : ` · ${t('status.lost')}`}`
  const may = agent.id === me.id || (agents.get(me.id) ?? me).role === 'admin'
  if (!may)
    return (
      <span>
        <StateDot agent={agent} /> {words}
      </span>
    )
  return (
    <Menu width={220} position="bottom-start" portalProps={{ target: '.main' }} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<StateDot agent={agent} />}
          aria-label={t('board.setOf', { name: agent.name, state: words })}
        >
          {words}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  )
}
