import { NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextArea } from './text-area.tsx'
import { type TextName, type Texts, variablesOf, welcomeTexts, withText } from './texts.ts'

interface Properties {
  readonly texts: Texts
  /** What is said where the queue has no text of its own. */
  readonly ofCentre: Texts
  readonly wrong: Readonly<Record<string, string>>
  readonly onChange: (texts: Texts) => void
}

/** What a queue says to its customers: as the centre, in its own words, or nothing. */
export function QueueTexts(properties: Properties) {
  const { t } = useTranslation()
  return (
    <Stack component="fieldset" className="fields">
      <legend>{t('texts.title')}</legend>
      {welcomeTexts.map((name) => (
        <QueueText key={name} name={name} {...properties} />
      ))}
      <Text size="xs" c="dimmed">
        {t('texts.unknown')}
      </Text>
    </Stack>
  )
}

const hows = ['centre', 'own', 'nothing'] as const

function QueueText({ name, texts, ofCentre, wrong, onChange }: Properties & { readonly name: TextName }) {
  const { t } = useTranslation()
  const own = texts[name]
  // Not told from the text alone: while one writes anew, one's own text is empty for a moment.
  const [how, setHow] = useState<(typeof hows)[number]>(own === undefined ? 'centre' : own === '' ? 'nothing' : 'own')
  const label = t(`texts.${name}`)
  const choose = (next: (typeof hows)[number]) => {
    setHow(next)
    const first = ofCentre[name] || t(`texts.example.${name}`)
    onChange(withText(texts, name, { centre: null, nothing: '', own: first }[next]))
  }
  return (
    <div>
      <NativeSelect
        label={label}
        description={how === 'centre' ? ofCentre[name] || t('texts.centreNone') : undefined}
        value={how}
        onChange={(event) => {
          const next = hows.find((value) => value === event.currentTarget.value)
          if (next) choose(next)
        }}
        data={hows.map((value) => ({ value, label: t(`texts.as.${value}`) }))}
      />
      {how === 'own' && (
        <TextArea
          mt={4}
          what={label}
          aria-label={t('texts.own', { name: label })}
          value={own ?? ''}
          maxLength={4_000}
          variables={variablesOf(name)}
          error={wrong[`texts.${name}`]}
          onChange={(text) => onChange(withText(texts, name, text))}
        />
      )}
    </div>
  )
}
