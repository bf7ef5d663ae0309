import { Button, Code, CopyButton, Tabs, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Agents } from './agents.tsx'
import { Password } from './password.tsx'
import { Queues } from './queues.tsx'

const sections = ['agents', 'queues', 'widget', 'password'] as const

/** What an administrator sets. */
export default function Settings() {
  const { t } = useTranslation()
  return (
    <div className="page">
      <Title order={1} size="h3" mb="md">
        {t('rail.settings')}
      </Title>
      <Tabs defaultValue="agents" keepMounted={false}>
        <Tabs.List mb="md">
          {sections.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="agents">
          <Agents />
        </Tabs.Panel>
        <Tabs.Panel value="queues">
          <Queues />
        </Tabs.Panel>
        <Tabs.Panel value="widget">
          <Snippet />
        </Tabs.Panel>
        <Tabs.Panel value="password">
          <Password />
        </Tabs.Panel>
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
