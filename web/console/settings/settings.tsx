import { Button, Code, CopyButton, Tabs, Text } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoute } from '../live.ts'
import './strings.ts'
import { Agents } from './agents.tsx'
import { Canned } from './canned.tsx'
import { Centre } from './centre.tsx'
import { Deliveries } from './deliveries.tsx'
import { Keys } from './keys.tsx'
import { Outbox } from './outbox.tsx'
import { Password } from './password.tsx'
import { Queues } from './queues.tsx'
import { ReportMails } from './report-mails.tsx'
import { type Permission, useRights } from './use-rights.ts'

interface Section {
  readonly name: string
  /** What one must be allowed in the whole centre; null: it is everybody's. */
  readonly needs: Permission | null
  readonly panel: ReactNode
}

const sections: readonly Section[] = [
  { name: 'agents', needs: 'agents.manage', panel: <Agents /> },
  { name: 'queues', needs: 'queues.manage', panel: <Queues /> },
  { name: 'centre', needs: 'organisation.manage', panel: <Centre /> },
  { name: 'canned', needs: 'queues.manage', panel: <Canned /> },
  { name: 'widget', needs: 'organisation.manage', panel: <Snippet /> },
  { name: 'reports', needs: 'reports.manage', panel: <ReportMails /> },
  { name: 'deliveries', needs: 'organisation.manage', panel: <Deliveries /> },
  { name: 'outbox', needs: 'organisation.manage', panel: <Outbox /> },
  { name: 'keys', needs: null, panel: <Keys /> },
  { name: 'password', needs: null, panel: <Password /> },
]

/** What those who run the centre set; everybody else their own API key and password. */
export default function Settings() {
  const { t } = useTranslation()
  const may = useRights()
  const [[, wanted], go] = useRoute()
  const shown = sections.filter(({ needs }) => needs === null || may(needs))
  const current = shown.find(({ name }) => name === wanted) ?? shown[0]
  useEffect(() => {
    // On a phone the row of tabs scrolls sideways.
    document.querySelector('.sections [data-active]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [current?.name])
  return (
    <div className="page">
      <h1>{t('rail.settings')}</h1>
      <Tabs value={current?.name ?? null} onChange={(name) => go(`/settings/${name}`)} keepMounted={false}>
        <Tabs.List mb="md" className="sections">
          {shown.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`settings.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ name, panel }) => (
          <Tabs.Panel key={name} value={name}>
            {panel}
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
