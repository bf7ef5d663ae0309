import { Button, CloseButton, Group, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { problemsOfDay, type Span, type Weekday, weekdayName } from './week.ts'

interface Properties {
  readonly weekday: Weekday
  readonly spans: readonly Span[]
  readonly wrong: Readonly<Record<string, string>>
  readonly onChange: (spans: readonly Span[]) => void
}

/** When one weekday is open: from – to, as often as needed; a span that ends before it begins runs past midnight. */
export function WeekdayFields({ weekday, spans, wrong, onChange }: Properties) {
  const { t, i18n } = useTranslation()
  const name = weekdayName(weekday, i18n.language)
  const problem = problemsOfDay(wrong, weekday)
  const change = (at: number, changed: Partial<Span>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...changed } : span)))
  return (
    <fieldset className="weekday" aria-describedby={problem ? `weekday-${weekday}` : undefined}>
      <legend>{name}</legend>
      <div>
        {spans.length === 0 && (
          <Text size="sm" c="dimmed" lh="36px">
            {t('hours.closed')}
          </Text>
        )}
        {spans.map(({ from, to }, at) => (
          <Group key={at} gap="xs" wrap="nowrap" align="flex-start" mb={4}>
            <TextInput
              type="time"
              aria-label={t('hours.from', { day: name })}
              value={from}
              error={wrong[`week.${weekday}[${at}].from`]}
              onChange={(event) => change(at, { from: event.currentTarget.value })}
            />
            <Text aria-hidden lh="36px">
              –
            </Text>
            <TextInput
              type="time"
              aria-label={t('hours.to', { day: name })}
              // Midnight at the end of the day: a field for times knows no 24:00.
              value={to === '24:00' ? '00:00' : to}
              error={wrong[`week.${weekday}[${at}].to`]}
              onChange={(event) => change(at, { to: event.currentTarget.value.replace(/^00:00$/, '24:00') })}
            />
            <CloseButton
              size="lg"
              aria-label={t('hours.remove', { day: name, from, to })}
              onClick={() => onChange(spans.filter((_, index) => index !== at))}
            />
          </Group>
        ))}
        {problem && (
          <Text id={`weekday-${weekday}`} c="var(--mantine-color-error)" size="xs" role="alert">
            {problem}
          </Text>
        )}
      </div>
      <Button
        size="xs"
        variant="subtle"
        aria-label={t('hours.addTo', { day: name })}
        onClick={() => onChange([...spans, { from: '', to: '' }])}
      >
        {t('hours.add')}
      </Button>
    </fieldset>
  )
}
