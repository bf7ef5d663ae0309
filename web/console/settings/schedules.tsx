import { Button, Group, Paper, Text, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive, useRoute } from '../live.ts'
import type { Recipient } from './recipients.tsx'
import { RemoveButton } from './remove-button.tsx'
import { type Report, reportName, type Schedule, ScheduleForm } from './schedule-form.tsx'
import { weekdayName, weekdays } from './week.ts'

interface Properties {
  readonly schedules: readonly Schedule[]
  readonly recipients: readonly Recipient[]
  readonly reports: readonly Report[]
  /** The centre's, in which the times are. */
  readonly zone: string
  readonly onChanged: () => unknown
}

/** Reports that are mailed on some days of the week. */
export function Schedules({ schedules, recipients, reports, zone, onChanged }: Properties) {
  const { t, i18n } = useTranslation()
  const { agents } = useLive()
  const [, , query] = useRoute()
  // A report sends here whoever wants it by mail.
  const wantedNo = Number(new URLSearchParams(query).get('report') ?? 0)
  const isWanted = recipients.length > 0 && reports.some(({ no }) => no === wantedNo)
  const [edited, setEdited] = useState<Schedule | 'new' | null>(isWanted ? 'new' : null)
  const add = useRef<HTMLButtonElement>(null)
  const nameOf = ({ reportNo, recipientId }: Schedule) => {
    const to = recipients.find(({ id }) => id === recipientId)?.name ?? ''
    return t('schedules.name', { report: reportName(t, reports, reportNo), to })
  }
  return (
    <div>
      <Group justify="space-between" mt="xl" mb="xs">
        <Title order={2} size="h4">
          {t('schedules.title')}
        </Title>
        <Button ref={add} size="xs" disabled={recipients.length === 0} onClick={() => setEdited('new')}>
          {t('schedules.add')}
        </Button>
      </Group>
      {schedules.length === 0 && (
        <Text>{t(recipients.length === 0 ? 'schedules.needRecipient' : 'schedules.empty')}</Text>
      )}
      <div className="tiles">
        {schedules.map((schedule) => (
          <Paper key={schedule.id} withBorder p="md" component="section" aria-label={nameOf(schedule)} className="card">
            <Title order={3} size="h5">
              {nameOf(schedule)}
            </Title>
            <Text size="sm" mt="xs">
              {t('schedules.when', {
                days: weekdays
                  .filter((day) => schedule.days.includes(day))
                  .map((day) => weekdayName(day, i18n.language))
                  .join(', '),
                time: schedule.time,
                zone,
              })}
            </Text>
            <Text size="sm">{schedule.groupings.map((grouping) => t(`grouping.${grouping}`)).join(', ')}</Text>
            <Text size="xs" c="dimmed" mb="xs">
              {t('schedules.owned', { name: agents.get(schedule.ownerId)?.name ?? '' })}
            </Text>
            <Group gap="xs" mt="auto">
              <Button
                size="xs"
                variant="default"
                aria-label={t('agents.editOf', { name: nameOf(schedule) })}
                onClick={() => setEdited(schedule)}
              >
                {t('agents.edit')}
              </Button>
              <RemoveButton
                name={nameOf(schedule)}
                path={`/report-schedules/${schedule.id}`}
                onRemoved={() => {
                  onChanged()
                  add.current?.focus()
                }}
              />
            </Group>
          </Paper>
        ))}
      </div>
      {edited && (
        <ScheduleForm
          schedule={edited === 'new' ? null : edited}
          reportNo={isWanted ? wantedNo : null}
          title={edited === 'new' ? t('schedules.add') : t('agents.editOf', { name: nameOf(edited) })}
          recipients={recipients}
          reports={reports}
          zone={zone}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null)
            onChanged()
          }}
        />
      )}
    </div>
  )
}
