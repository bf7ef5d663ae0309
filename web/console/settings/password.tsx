import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'
import { SaveForm } from './save-form.tsx'
import { useSave } from './use-save.ts'

/** One's own password; other places where one is signed in are signed out. */
export function Password() {
  const { t } = useTranslation()
  const { api } = useSession()
  const [oldPassword, setOld] = useState('')
  const [newPassword, setNew] = useState('')
  const saving = useSave(() => {
    setOld('')
    setNew('')
  })
  const { wrong, save } = saving
  const toggle = { 'aria-label': t('signIn.show') }
  return (
    <SaveForm
      saving={saving}
      onSubmit={() => save(() => api.call('PUT', '/me/password', { oldPassword, newPassword }))}
      width={360}
    >
      <PasswordInput
        label={t('password.old')}
        autoComplete="current-password"
        value={oldPassword}
        error={wrong.fields['oldPassword']}
        onChange={(event) => setOld(event.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        label={t('password.new')}
        description={t('agents.passwordRule')}
        autoComplete="new-password"
        value={newPassword}
        error={wrong.fields['newPassword']}
        onChange={(event) => setNew(event.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
      />
    </SaveForm>
  )
}
