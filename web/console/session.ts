import { createContext, useContext } from 'react'
import type { AgentView, MeView } from '#dialects/house/views.ts'
import { type Api, ApiProblem, houseApi } from '../kit/api.ts'
import { uuid } from '../kit/live-core.ts'
import { here } from '../kit/surroundings.ts'

export const base = '/house/v1'

/** Who is signed in on this page, and how they speak to the desk. */
export interface Session {
  readonly me: AgentView
  readonly csrf: string
  readonly api: Api
  readonly signOut: () => void
}

/** The API as the signed-in page uses it: every write carries the CSRF value and a key that makes it happen once. */
export function pageApi(csrf: string): Api {
  return houseApi(base, () => ({ 'x-polydesk-csrf': csrf, 'idempotency-key': uuid() }), here)
}

/** The session of an earlier visit, if the cookie still holds. */
export async function currentSession(): Promise<MeView | null> {
  try {
    return await pageApi('').call<MeView>('GET', '/me')
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 401) return null
    throw error
  }
}

export function signIn(email: string, password: string): Promise<MeView> {
  return pageApi('').call<MeView>('POST', '/login', { email, password })
}

/** Has a code for a new password mailed; succeeds whether or not there is such an agent. */
export function askReset(email: string): Promise<unknown> {
  return pageApi('').call('POST', '/password-resets', { email })
}

export function setPasswordByCode(code: string, password: string): Promise<unknown> {
  return pageApi('').call('POST', '/password-resets/use', { code, password })
}

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('nobody is signed in')
  return session
}
