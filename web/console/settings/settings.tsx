import { Button, Code, CopyButton, Tabs, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { Agents } from './agents.tsx'
import { Outbox } from './outbox.tsx'
import { Password } from './password.tsx'
import { Queues } from './queues.tsx'

const sections = ['agents', 'queues', 'widget', 'outbox', 'password'] as const

/** What an administrator sets; everybody else sets their own password. */
export default function Settings() {
  const { t } = useTranslation()
  const { me } = useSession()
  const { agents } = useLive()
  const admin = (agents.get(me.id) ?? me).role === 'admin'
  const shown = sections.filter((name) => admin || name === 'password')
  return (
    <div className="page">
      <h1>{t('rail.settings')}</h1>
      <Tabs key={shown[0]} defaultValue={shown[0] ?? null} keepMounted={false}>
        <Tabs.List mb="md">
          {shown.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((name) => (
          <Tabs.Panel key={name} value={name}>
            {panels[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}

function Snippet() {
  const { t } = useTranslation()
  const snippet = `<script async src="${location.origin}/widget.js"></script>`
  return (
    <>
      <Text mb="sm">{t('snippet.what')}</Text>
      <Code block mb="sm">
        {snippet}
      </Code>
      <CopyButton value={snippet}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? t('snippet.copied') : t('snippet.copy')}</Button>}
      </CopyButton>
    </>
  )
}

const panels = {
  agents: <Agents />,
  queues: <Queues />,
  widget: <Snippet />,
  outbox: <Outbox />,
  password: <Password />,
}
