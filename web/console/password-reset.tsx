import { Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../kit/api.ts'
import { askReset, setPasswordByCode } from './session.ts'
import { useFocusWrong } from './use-focus-wrong.ts'
import { problemText } from './wrong.tsx'

interface Properties {
  /** Already typed on the way here. */
  readonly email: string
  /** They come from the mail and have a code. */
  readonly coded: boolean
  readonly onBack: (done: boolean) => void
}

/** A forgotten password in two steps: have a code mailed, and set a new password with it. */
export function PasswordReset({ email: given, coded, onBack }: Properties) {
  const { t } = useTranslation()
  const [step, setStep] = useState<'ask' | 'use'>(coded ? 'use' : 'ask')
  const [sent, setSent] = useState(false)
  const toUse = (wasSent: boolean) => {
    setSent(wasSent)
    setStep('use')
  }
  return (
    <main className="sign-in">
      <Paper withBorder p="xl" w="100%" maw={380}>
        <Stack>
          <Title order={1} size="h3">
            {t('reset.ask')}
          </Title>
          {step === 'ask' ? (
            <AskForm given={given} onSent={() => toUse(true)} />
          ) : (
            <UseForm sent={sent} onDone={() => onBack(true)} />
          )}
          {step === 'ask' && (
            <Anchor component="button" type="button" size="sm" onClick={() => toUse(false)}>
              {t('reset.haveCode')}
            </Anchor>
          )}
          <Anchor component="button" type="button" size="sm" onClick={() => onBack(false)}>
            {t('reset.back')}
          </Anchor>
        </Stack>
      </Paper>
    </main>
  )
}

function AskForm({ given, onSent }: { readonly given: string; readonly onSent: () => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState(given)
  const { busy, problem, run } = useSubmit()
  return (
    <form onSubmit={(event) => run(event, () => askReset(email), onSent)}>
      <Stack>
        <TextInput
          label={t('reset.email')}
          description={t('reset.askWhat')}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          maxLength={200}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={problem === null ? null : problemText(t, problem)}
        />
        <Button type="submit" loading={busy}>
          {t('reset.send')}
        </Button>
      </Stack>
    </form>
  )
}

function UseForm({ sent, onDone }: { readonly sent: boolean; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const { busy, problem, run } = useSubmit()
  // What is wrong stands at the field it is about; a network that fails is about neither, and stands at the last.
  const field = fieldOf(problem)
  const wrongCode = problem instanceof ApiProblem && problem.problem.code === 'password.code-wrong'
  const text = wrongCode ? t('problem.password.code-wrong') : t('problem.password.form')
  return (
    <form onSubmit={(event) => run(event, () => setPasswordByCode(code, password), onDone)}>
      <Stack>
        {sent && (
          <Text size="sm" className="note" role="status">
            {t('reset.sent')}
          </Text>
        )}
        <TextInput
          label={t('reset.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          autoFocus
          maxLength={100}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={field === 'code' && text}
        />
        <PasswordInput
          label={t('reset.password')}
          description={t('reset.passwordForm')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={10}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={field === 'password' && text}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        {problem !== null && field === null && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert">
            {problemText(t, problem)}
          </Text>
        )}
        <Button type="submit" loading={busy}>
          {t('reset.set')}
        </Button>
      </Stack>
    </form>
  )
}

function fieldOf(problem: unknown): 'code' | 'password' | null {
  const field = problem instanceof ApiProblem ? problem.problem.errors?.[0]?.field : undefined
  return field === 'code' || field === 'password' ? field : null
}

/** Sends a form once at a time; when it fails, the first field that is wrong gets the focus. */
function useSubmit() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  useFocusWrong(problem)
  const run = (event: FormEvent<HTMLFormElement>, send: () => Promise<unknown>, then: () => void) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    send().then(then, (error: unknown) => {
      setProblem(error)
      setBusy(false)
    })
  }
  return { busy, problem, run }
}
