import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { useSave } from './use-save.ts'

interface Properties {
  readonly saving: Pick<ReturnType<typeof useSave>, 'busy' | 'wrong'>
  readonly onSubmit: () => void
  readonly children: ReactNode
  /** What the button says; *Save* when left out. */
  readonly button?: string
  /** On a page of its own the button is as wide as its word; in a dialog as wide as the fields. */
  readonly place?: 'page' | 'dialog'
  readonly width?: number
}

/** A form that is saved as a whole: its fields, what is wrong beside them, and the button. */
export function SaveForm({ saving: { busy, wrong }, onSubmit, children, button, place = 'dialog', width }: Properties) {
  const { t } = useTranslation()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      noValidate
    >
      <Stack {...(width !== undefined && { maw: width })}>
        {children}
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {wrong.general}
        </Text>
        <Button type="submit" loading={busy} {...(place === 'page' && { className: 'start' })}>
          {button ?? t('save')}
        </Button>
      </Stack>
    </form>
  )
}
