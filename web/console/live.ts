import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { AgentLive, LiveClient } from '../kit/live-types.ts'

export const LiveContext = createContext<LiveClient<AgentLive> | null>(null)

export function useClient(): LiveClient<AgentLive> {
  const client = useContext(LiveContext)
  if (!client) throw new Error('there is no live client here')
  return client
}

/** Everything the desk shows this agent, kept up to date. */
export function useLive(): AgentLive {
  const client = useClient()
  return useSyncExternalStore(client.subscribe, client.get)
}

/** The present moment, once a second, for timers. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** The address after `#`, such as `/inbox/<chat id>`, and what follows a `?` in it: pages can be linked to, and Back works. */
export function useRoute(): readonly [path: readonly string[], go: (path: string) => void, query: string] {
  const read = () => location.hash.slice(1)
  const hash = useSyncExternalStore((changed) => {
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, read)
  const go = (path: string) => {
    location.hash = path
  }
  const [path = '', ...query] = hash.split('?')
  return [path.split('/').filter((part) => part !== ''), go, query.join('?')]
}
