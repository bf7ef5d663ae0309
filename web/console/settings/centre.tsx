import { Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { Wrong } from '../wrong.tsx'
import { CentreHours, type WeekEntry } from './centre-hours.tsx'
import { SaveForm } from './save-form.tsx'
import { TextArea } from './text-area.tsx'
import { menuTexts, type Texts, variablesOf, welcomeTexts, withText } from './texts.ts'
import { useLoaded } from './use-loaded.ts'
import { useSave } from './use-save.ts'

interface CentreView {
  readonly name: string
  readonly zone: string
  readonly hoursId: string | null
  readonly texts: Texts
}

const textNames = [...menuTexts, ...welcomeTexts]
const isShown = (field: string) =>
  field === 'name' || field === 'zone' || textNames.some((name) => field === `texts.${name}`)

/** What holds for the whole centre: its name, zone, texts and hours. */
export function Centre() {
  const { t } = useTranslation()
  const centre = useLoaded<{ centre: CentreView }>('/centre')
  const hours = useLoaded<{ entries: readonly WeekEntry[] }>('/hours')
  const reload = () => {
    void centre.load()
    void hours.load()
  }
  const error = centre.error ?? hours.error
  if (error) return <Wrong error={error} onAgain={reload} />
  if (!centre.answer || !hours.answer) return <p className="empty">{t('loading')}</p>
  const current = centre.answer.centre
  const entry = hours.answer.entries.find(({ id }) => id === current.hoursId) ?? null
  return (
    <div className="prose">
      <Basics centre={current} onSaved={reload} />
      <Title order={2} size="h4" mt="xl" mb="xs">
        {t('centre.hours')}
      </Title>
      <CentreHours entry={entry} zone={current.zone} onSaved={reload} />
    </div>
  )
}

function Basics({ centre, onSaved }: { readonly centre: CentreView; readonly onSaved: () => void }) {
  const { t } = useTranslation()
  const { api } = useSession()
  const [name, setName] = useState(centre.name)
  const [zone, setZone] = useState(centre.zone)
  const [texts, setTexts] = useState(centre.texts)
  const saving = useSave(onSaved, isShown)
  const { wrong, save } = saving
  return (
    <SaveForm
      saving={saving}
      onSubmit={() => save(() => api.call('PATCH', '/centre', { name, zone, texts }))}
      place="page"
    >
      <TextInput
        label={t('centre.name')}
        description={t('centre.nameWhat')}
        required
        maxLength={100}
        value={name}
        error={wrong.fields['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('centre.zone')}
        description={t('centre.zoneWhat')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('command.nothing')}
        data={zonesWith(centre.zone)}
        value={zone}
        error={wrong.fields['zone']}
        onChange={(next) => next && setZone(next)}
      />
      <Stack component="fieldset" className="fields">
        <legend>{t('texts.title')}</legend>
        <Text size="xs" c="dimmed">
          {t('texts.unknown')}
        </Text>
        {textNames.map((key) => (
          <TextArea
            key={key}
            what={t(`texts.${key}`)}
            label={t(`texts.${key}`)}
            description={t(`texts.empty.${key}`)}
            value={texts[key] ?? ''}
            maxLength={menuTexts.some((text) => text === key) ? 2_000 : 4_000}
            variables={variablesOf(key)}
            error={wrong.fields[`texts.${key}`]}
            onChange={(text) => setTexts(withText(texts, key, text || null))}
          />
        ))}
      </Stack>
    </SaveForm>
  )
}

/** Every zone that the browser knows, and the one that is set. */
function zonesWith(zone: string): string[] {
  return [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}
