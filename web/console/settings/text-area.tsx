import { Button, Group, Text, Textarea, type TextareaProps } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Variable } from './texts.ts'

interface Properties extends Omit<TextareaProps, 'onChange' | 'value'> {
  /** What is written into, for those who hear the buttons. */
  readonly what: string
  readonly value: string
  readonly variables: readonly Variable[]
  readonly onChange: (value: string) => void
}

/** A text for customers; its variables are put in, where the caret is, by buttons. */
export function TextArea({ what, value, variables, onChange, ...more }: Properties) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const insert = (written: string) => {
    const field = area.current
    if (!field) return
    field.focus()
    field.setRangeText(written, field.selectionStart, field.selectionEnd, 'end')
    onChange(field.value)
    const caret = field.selectionEnd
    // React writes the value anew and would leave the caret at its end.
    requestAnimationFrame(() => field.setSelectionRange(caret, caret))
  }
  return (
    <div>
      <Textarea
        {...more}
        ref={area}
        autosize
        minRows={2}
        maxRows={10}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group gap={4} mt={4} role="group" aria-label={t('texts.insert', { name: what })}>
        <Text size="xs" c="dimmed" aria-hidden>
          {t('texts.insertShort')}
        </Text>
        {variables.map(([name, written]) => (
          <Button key={name} size="compact-xs" variant="default" title={written} onClick={() => insert(written)}>
            {t(`texts.variable.${name}`)}
          </Button>
        ))}
      </Group>
    </div>
  )
}
