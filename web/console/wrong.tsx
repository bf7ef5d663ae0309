import { Alert, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#dialects/house/views.ts'
import { ApiProblem } from '../kit/api.ts'

/** What went wrong, in words: a known code, the wrong fields, or the request to ask about. */
export function problemText(t: TFunction, error: unknown): string {
  return error instanceof ApiProblem ? problemTextOf(t, error.problem) : t('wrong.network')
}

export function problemTextOf(t: TFunction, { code, errors, requestId }: Problem): string {
  if (errors && errors.length > 0) return errors.map(({ field, accepted }) => `${field}: ${accepted}`).join('; ')
  const known = t(`problem.${code}`, { defaultValue: '' })
  return known || `${t('wrong.other', { code })}${requestId ? ` (${requestId})` : ''}`
}

/** Shows a problem for a moment, without taking the page away. */
export function tell(t: TFunction, error: unknown): void {
  notifications.show({
    color: 'red',
    title: t('wrong.title'),
    message: problemText(t, error),
    role: 'alert',
    closeButtonProps: { 'aria-label': t('close') },
  })
}

/** A page or panel that could not be loaded. */
export function Wrong({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="red" title={t('wrong.title')} m="md" role="alert">
      <p>{problemText(t, error)}</p>
      <Button variant="default" onClick={onAgain}>
        {t('wrong.again')}
      </Button>
    </Alert>
  )
}
