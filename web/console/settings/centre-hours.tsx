import { Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { SaveForm } from './save-form.tsx'
import { useSave } from './use-save.ts'
import { officeWeek, type Week, weekdays } from './week.ts'
import { WeekdayFields } from './weekday-fields.tsx'

/** The centre's hours as the desk keeps them. */
export interface WeekEntry {
  readonly id: string
  readonly zone: string
  readonly week: Week
  readonly exceptions: readonly { readonly on: string; readonly name: string }[]
}

interface Properties {
  /** Null: always open. */
  readonly entry: WeekEntry | null
  /** The centre's, in which new hours are read. */
  readonly zone: string
  readonly onSaved: () => void
}

/** When queues are open that have no hours of their own. */
export function CentreHours({ entry, zone, onSaved }: Properties) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [always, setAlways] = useState(entry === null)
  const [week, setWeek] = useState<Week>(entry?.week ?? officeWeek)
  const saving = useSave(onSaved, (field) => field.startsWith('week.'))
  const { wrong, save } = saving
  const submit = () =>
    save(() => (always ? api.call('PATCH', '/centre', { hoursId: null }) : api.call('PUT', '/centre/hours', { week })))
  return (
    <SaveForm saving={saving} onSubmit={submit} place="page" button={t('hours.save')}>
      <Text size="sm">{t('hours.what')}</Text>
      <Checkbox
        label={t('hours.always')}
        checked={always}
        onChange={(event) => setAlways(event.currentTarget.checked)}
      />
      {!always && (
        <>
          <Text size="sm">
            {t('hours.zone', { zone: entry?.zone ?? zone })}
            {entry && entry.zone !== zone && ` ${t('hours.otherZone', { zone })}`}
            {entry && entry.exceptions.length > 0 && ` ${t('hours.exceptions', { count: entry.exceptions.length })}`}
          </Text>
          {weekdays.map((weekday) => (
            <WeekdayFields
              key={weekday}
              weekday={weekday}
              spans={week[weekday]}
              wrong={wrong.fields}
              onChange={(spans) => setWeek({ ...week, [weekday]: spans })}
            />
          ))}
        </>
      )}
    </SaveForm>
  )
}
