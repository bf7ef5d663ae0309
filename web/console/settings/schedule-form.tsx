import { Checkbox, Group, Modal, NativeSelect, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../live.ts'
import '../reports/desk-words.ts'
import { said } from '../reports/report.ts'
import { useSession } from '../session.ts'
import type { Recipient } from './recipients.tsx'
import { SaveForm } from './save-form.tsx'
import { useSave } from './use-save.ts'
import { weekdayName, weekdays } from './week.ts'

export interface Report {
  readonly no: number
  readonly name: string
  readonly about: string
}

/** A report that is mailed; its shape at the desk. */
export interface Schedule {
  readonly id: string
  readonly recipientId: string
  readonly reportNo: number
  readonly groupings: readonly string[]
  /** 1 is Monday. */
  readonly days: readonly number[]
  /** HH:MM in the centre's zone. */
  readonly time: string
  readonly ownerId: string
}

const fieldNames = ['recipientId', 'reportNo', 'groupings', 'days', 'time', 'ownerId']
const isShown = (field: string) => fieldNames.includes(field)

/** A report's name in the page's language. */
export function reportName(t: TFunction, reports: readonly Report[], no: number): string {
  return said(t, reports.find((report) => report.no === no)?.name ?? String(no))
}

interface Properties {
  readonly schedule: Schedule | null
  /** Of a new schedule; null: the first there is. */
  readonly reportNo: number | null
  readonly title: string
  readonly recipients: readonly Recipient[]
  readonly reports: readonly Report[]
  readonly zone: string
  readonly onClose: () => void
  readonly onSaved: () => void
}

/** Which report goes to whom, over what, and when; null: a new schedule, of which one is told oneself. */
export function ScheduleForm({ schedule, title, recipients, reports, zone, onClose, onSaved, ...preset }: Properties) {
  const { t, i18n } = useTranslation()
  const { api, me } = useSession()
  const { agents } = useLive()
  const [reportNo, setReport] = useState(schedule?.reportNo ?? preset.reportNo ?? reports[0]?.no ?? 1)
  const [recipientId, setRecipient] = useState(schedule?.recipientId ?? recipients[0]?.id ?? '')
  const [groupings, setGroupings] = useState([...(schedule?.groupings ?? ['week'])])
  const [days, setDays] = useState((schedule?.days ?? [1]).map(String))
  const [time, setTime] = useState(schedule?.time ?? '07:00')
  const [ownerId, setOwner] = useState(schedule?.ownerId ?? me.id)
  const saving = useSave(onSaved, isShown)
  const { wrong, save } = saving
  const submit = () => {
    const fields = { reportNo, recipientId, groupings, days: days.map(Number).sort(), time, ownerId }
    save(() =>
      schedule
        ? api.call('PATCH', `/report-schedules/${schedule.id}`, fields)
        : api.call('POST', '/report-schedules', fields),
    )
  }
  return (
    <Modal opened onClose={onClose} title={title}>
      <SaveForm saving={saving} onSubmit={submit}>
        <NativeSelect
          label={t('schedules.report')}
          description={said(t, reports.find(({ no }) => no === reportNo)?.about ?? '')}
          value={String(reportNo)}
          error={wrong.fields['reportNo']}
          onChange={(event) => setReport(Number(event.currentTarget.value))}
          data={reports.map(({ no }) => ({ value: String(no), label: reportName(t, reports, no) }))}
          data-autofocus
        />
        <NativeSelect
          label={t('schedules.recipient')}
          value={recipientId}
          error={wrong.fields['recipientId']}
          onChange={(event) => setRecipient(event.currentTarget.value)}
          data={recipients.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
        />
        <Checkbox.Group
          label={t('schedules.groupings')}
          value={groupings}
          onChange={setGroupings}
          error={wrong.fields['groupings']}
        >
          <Group mt={4}>
            {(['week', 'month'] as const).map((value) => (
              <Checkbox key={value} value={value} label={t(`grouping.${value}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group label={t('schedules.days')} value={days} onChange={setDays} error={wrong.fields['days']}>
          <Group mt={4} gap="sm">
            {weekdays.map((day) => (
              <Checkbox key={day} value={String(day)} label={weekdayName(day, i18n.language)} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextInput
          type="time"
          label={t('schedules.time')}
          description={t('schedules.timeWhat', { zone })}
          value={time}
          error={wrong.fields['time']}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('schedules.owner')}
          description={t('schedules.ownerWhat')}
          value={ownerId}
          error={wrong.fields['ownerId']}
          onChange={(event) => setOwner(event.currentTarget.value)}
          data={[...agents.values()].map(({ id, name }) => ({ value: id, label: name }))}
        />
      </SaveForm>
    </Modal>
  )
}
