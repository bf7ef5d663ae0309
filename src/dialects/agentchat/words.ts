import type { Agent, Availability, Role } from '#domain/agent/agent.ts'
import type { Chat } from '#domain/chat/chat.ts'
import { Refused, refuse } from '#domain/refusal.ts'
import type { Table } from '#domain/table.ts'

/** The vendor's numbers and words, and ours, both ways. */

const roleIds: Readonly<Record<Role, number>> = { agent: 1, admin: 2 }
export const statusIds: Readonly<Record<Availability, number>> = { offline: 1, busy: 2, away: 3, available: 4 }
export const statusNames: Readonly<Record<Availability, string>> = {
  offline: 'Offline',
  busy: 'Busy',
  away: 'OnBreak',
  available: 'Online',
}
export type ChatType = 'open' | 'unassigned' | 'closed'

export function roleIdOf({ role }: Pick<Agent, 'role'>): number {
  return roleIds[role]
}

export function roleOf(roleId: number): Role {
  return roleId === roleIds.admin ? 'admin' : 'agent'
}

export function availabilityOf(statusId: number): Availability {
  const found = Object.entries(statusIds).find(([, id]) => id === statusId)
  return (found?.[0] ?? 'offline') as Availability
}

/** In which list a chat is; null while a welcome menu leads it, before any department has it. */
export function chatTypeOf({ phase }: Pick<Chat, 'phase'>): ChatType | null {
  switch (phase) {
    case 'welcome':
      return null
    case 'queued':
    case 'offered':
      return 'unassigned'
    case 'active':
    case 'wrapUp':
      return 'open'
    case 'closed':
      return 'closed'
  }
}

/** An instant as ISO 8601 in UTC (AC-5). */
export function dateOf(at: number): string {
  return new Date(at).toISOString()
}

/** The row with that number; where there is none, `<noun>.not-found`, as of any that may not be seen. */
export function byNo<Row extends { readonly id: string; readonly no: number }>(
  table: Table<Row>,
  noun: string,
  no: number,
): Row {
  for (const row of table.values()) if (row.no === no) return row
  throw new Refused(refuse('not-found', `${noun}.not-found`))
}

/**
 * An id for each number, in order; for a number that is nobody's an id that is nobody's either, so that the desk names its
 * place together with whatever else is wrong.
 */
export function idsByNo<Row extends { readonly id: string; readonly no: number }>(
  table: Table<Row>,
  nos: readonly number[],
): readonly Row['id'][] {
  const ids = new Map([...table.values()].map(({ id, no }) => [no, id]))
  return nos.map((no) => ids.get(no) ?? (`nobody's-${no}` as Row['id']))
}

/** What the domain's fields are called here. */
const parameters: readonly (readonly [domain: RegExp, parameter: string])[] = [
  [/^email$/, 'EmailAddress'],
  [/^phone$/, 'MobileNumber'],
  [/^menu\.index$/, 'MenuIndex'],
  [/^menu\.name$/, 'NameInMenu'],
  [/^name$/, 'Name'],
  [/^text$/, 'MessageText'],
  [/^autoTagIds\[(\d+)\]$/, 'AutoTagID/$1'],
  [/^tagIds\[(\d+)\]$/, 'TagID/$1'],
  [/^queues\.ids\[(\d+)\]$/, 'DepartmentID/$1'],
  [/^queues\.ids$/, 'DepartmentID'],
  [/^role$/, 'RoleID'],
  [/^enabled$/, 'Enabled'],
  [/^notifications$/, 'Notifications'],
  [/^recipientId$/, 'RecipientID'],
  [/^reportNo$/, 'ReportID'],
  [/^groupings$/, 'Grouping'],
  [/^days$/, 'ScheduledDay'],
  [/^time$/, 'ScheduledTime'],
  [/^groupId$/, 'TagGroupID'],
  [/^code$/, 'ResetCode'],
  [/^password$/, 'Password'],
  [/^availability$/, 'StatusID'],
  [/^zone$/, 'TimeZone'],
  [/^texts\.(.+)$/, '$1'],
]

export function parameterOf(field: string): string {
  for (const [domain, parameter] of parameters) if (domain.test(field)) return field.replace(domain, parameter)
  return field
}
