import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '#dialects/house/views.ts'
import { signIn } from './session.ts'
import { problemText } from './wrong.tsx'

/** The way in: e-mail and password. */
export function SignIn({ onSignedIn }: { readonly onSignedIn: (me: MeView) => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    signIn(email, password).then(onSignedIn, (error: unknown) => {
      setProblem(problemText(t, error))
      setBusy(false)
    })
  }
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100dvh', padding: 16 }}>
      <Paper withBorder p="xl" w="100%" maw={380} component="form" onSubmit={submit}>
        <Stack>
          <Title order={1} size="h3">
            Polydesk
          </Title>
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
          <Text c="red.8" size="sm" role="alert" mih={20}>
            {problem}
          </Text>
          <Button type="submit" loading={busy}>
            {t('signIn.go')}
          </Button>
        </Stack>
      </Paper>
    </main>
  )
}
