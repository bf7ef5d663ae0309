import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../kit/api.ts'
import { useFocusWrong } from '../use-focus-wrong.ts'
import { problemText } from '../wrong.tsx'

/** Saves a form and sorts what is wrong to its fields; `general` is what belongs to none that the form shows. */
export function useSave(onDone: () => void, isShown: (field: string) => boolean = () => true) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ readonly fields: Readonly<Record<string, string>>; readonly general: string }>({
    fields: {},
    general: '',
  })
  useFocusWrong(Object.keys(wrong.fields).length > 0 ? wrong : null)
  const save = (work: () => Promise<unknown>) => {
    setBusy(true)
    setWrong({ fields: {}, general: '' })
    work()
      .then(() => {
        notifications.show({ message: t('saved'), closeButtonProps: { 'aria-label': t('close') } })
        onDone()
      })
      .catch((error: unknown) => {
        const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : []
        const fields = Object.fromEntries(errors.map(({ field, accepted }) => [field, accepted]))
        const others = errors
          .filter(({ field }) => !isShown(field))
          .map(({ field, accepted }) => `${field}: ${accepted}`)
        setWrong({ fields, general: errors.length > 0 ? others.join('; ') : problemText(t, error) })
      })
      .finally(() => setBusy(false))
  }
  return { busy, wrong, save }
}
