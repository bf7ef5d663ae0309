import { Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '#dialects/house/views.ts'
import { PasswordReset } from './password-reset.tsx'
import { signIn } from './session.ts'
import { problemText } from './wrong.tsx'

interface Properties {
  /** The session ended without the agent's doing. */
  readonly lost: boolean
  readonly onSignedIn: (me: MeView) => void
}

const resetHash = '#reset'

/** The way in: e-mail and password. */
export function SignIn({ lost, onSignedIn }: Properties) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  // A link in the mail leads straight to where its code is typed in.
  const [resetting, setResetting] = useState(location.hash === resetHash)
  const [reset, setReset] = useState(false)
  const passwordInput = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    signIn(email, password).then(onSignedIn, (error: unknown) => {
      setProblem(problemText(t, error))
      setBusy(false)
      passwordInput.current?.select()
    })
  }
  if (resetting)
    return (
      <PasswordReset
        email={email}
        coded={location.hash === resetHash}
        onBack={(done) => {
          if (location.hash === resetHash) history.replaceState(null, '', location.pathname)
          setReset(done)
          setPassword('')
          setProblem('')
          setResetting(false)
        }}
      />
    )
  return (
    <main className="sign-in">
      <Paper withBorder p="xl" w="100%" maw={380} component="form" onSubmit={submit}>
        <Stack>
          <div>
            <Title order={1} size="h3">
              Polydesk
            </Title>
            <Text size="sm" c="dimmed">
              {t('signIn.what')}
            </Text>
          </div>
          {reset && (
            <Text size="sm" className="note" role="status">
              {t('reset.done')}
            </Text>
          )}
          {lost && !reset && (
            <Text size="sm" className="note" role="status">
              {t('signIn.lost')}
            </Text>
          )}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            ref={passwordInput}
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
          <Text c="var(--mantine-color-error)" size="sm" role="alert" hidden={problem === ''}>
            {problem}
          </Text>
          <Button type="submit" loading={busy}>
            {t('signIn.go')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => setResetting(true)}>
            {t('signIn.forgot')}
          </Anchor>
        </Stack>
      </Paper>
    </main>
  )
}
