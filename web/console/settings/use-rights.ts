import type { RightsView } from '#dialects/house/organisation-views.ts'
import { useLive } from '../live.ts'
import { useSession } from '../session.ts'
import { useLoaded } from './use-loaded.ts'

/** What a role can allow. */
export type Permission = RightsView['grants'][number]['permissions'][number]

/** Whether one may do something in the whole centre; until the desk has answered, only an administrator may. */
export function useRights(): (permission: Permission) => boolean {
  const { me } = useSession()
  const { agents } = useLive()
  const { role } = agents.get(me.id) ?? me
  const { answer } = useLoaded<RightsView>(`/agents/${me.id}/rights`, role)
  return (permission) =>
    answer
      ? answer.grants.some(({ level, permissions }) => level.kind === 'all' && permissions.includes(permission))
      : role === 'admin'
}
