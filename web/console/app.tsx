import { Center, Loader } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { MeView } from '#dialects/house/views.ts'
import { createAgentClient } from '../kit/agent-client.ts'
import { LiveContext } from './live.ts'
import { base, currentSession, pageApi, SessionContext } from './session.ts'
import { Shell } from './shell/shell.tsx'
import { SignIn } from './sign-in.tsx'
import { Wrong } from './wrong.tsx'

/** Signed in or not; a session that ended meanwhile leads back here, and drafts and unsent messages wait for the next. */
export function App() {
  const [me, setMe] = useState<MeView | null | undefined>(undefined)
  const [error, setError] = useState<unknown>(null)
  const look = () => {
    setError(null)
    currentSession().then(setMe, setError)
  }
  useEffect(look, [])
  if (error) return <Wrong error={error} onAgain={look} />
  if (me === undefined)
    return (
      <Center h="100dvh">
        <Loader aria-label="…" />
      </Center>
    )
  return me ? <SignedIn key={me.csrf} me={me} onEnd={() => setMe(null)} /> : <SignIn onSignedIn={setMe} />
}

function SignedIn({ me, onEnd }: { readonly me: MeView; readonly onEnd: () => void }) {
  const client = useMemo(() => createAgentClient({ base, agentId: me.agent.id, csrf: () => me.csrf }), [me])
  useEffect(() => {
    client.start()
    const stop = client.subscribe(() => client.get().link.status === 'signed-out' && onEnd())
    return () => {
      stop()
      client.stop()
    }
  }, [client])
  const session = useMemo(() => {
    const api = pageApi(me.csrf)
    const signOut = () => void api.call('DELETE', '/login').then(onEnd, onEnd)
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
