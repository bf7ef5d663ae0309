import { Center, Loader } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '#dialects/house/views.ts'
import { createAgentClient } from '../kit/agent-client.ts'
import { type Api, ApiProblem } from '../kit/api.ts'
import { LiveContext } from './live.ts'
import { base, currentSession, pageApi, SessionContext } from './session.ts'
import { Shell } from './shell/shell.tsx'
import { SignIn } from './sign-in.tsx'
import { tell, Wrong } from './wrong.tsx'

/** Signed in or not; a session that ended meanwhile leads back here, and drafts and unsent messages wait for the next. */
export function App() {
  const { t } = useTranslation()
  const [me, setMe] = useState<MeView | null | undefined>(undefined)
  const [lost, setLost] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const look = () => {
    setError(null)
    currentSession().then(setMe, setError)
  }
  useEffect(look, [])
  const end = (unasked: boolean) => {
    setLost(unasked)
    setMe(null)
  }
  if (error)
    return (
      <main>
        <Wrong error={error} onAgain={look} />
      </main>
    )
  if (me === undefined)
    return (
      <Center h="100dvh" component="main">
        <Loader role="status" aria-label={t('loading')} />
      </Center>
    )
  return me ? <SignedIn key={me.csrf} me={me} onEnd={end} /> : <SignIn lost={lost} onSignedIn={setMe} />
}

function SignedIn({ me, onEnd }: { readonly me: MeView; readonly onEnd: (unasked: boolean) => void }) {
  const { t } = useTranslation()
  const client = useMemo(() => createAgentClient({ base, agentId: me.agent.id, csrf: () => me.csrf }), [me])
  useEffect(() => {
    client.start()
    const stop = client.subscribe(() => client.get().link.status === 'signed-out' && onEnd(true))
    return () => {
      stop()
      client.stop()
    }
  }, [client])
  const session = useMemo(() => {
    const plain = pageApi(me.csrf)
    const api: Api = {
      ...plain,
      call: (...request) =>
        plain.call<never>(...request).catch((error: unknown) => {
          if (error instanceof ApiProblem && /^login\.(needed|ended)$/.test(error.problem.code)) onEnd(true)
          throw error
        }),
    }
    // Without an answer the login goes on: saying otherwise would be wrong on a shared computer.
    const signOut = () =>
      void plain.call('DELETE', '/login').then(
        () => onEnd(false),
        (error: unknown) => (error instanceof ApiProblem ? onEnd(false) : tell(t, error)),
      )
    return { me: me.agent, csrf: me.csrf, api, signOut }
  }, [me])
  return (
    <SessionContext value={session}>
      <LiveContext value={client}>
        <Shell />
      </LiveContext>
    </SessionContext>
  )
}
