import type { RoleRow } from './access/permission.ts'
import type { Agent } from './agent/agent.ts'
import type { Chat } from './chat/chat.ts'
import type { Attachment } from './chat/message.ts'
import type { Certificate, Customer, CustomerKey, CustomerNote } from './customer/customer.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { ApiKey } from './login/api-key.ts'
import type { Credential, Login, PasswordReset } from './login/login.ts'
import type { AgentClock, AvailabilityStretch } from './metrics/agent-clock.ts'
import type { Cell } from './metrics/cell.ts'
import type { QueuePace } from './metrics/queue-pace.ts'
import type { Centre } from './organisation/centre.ts'
import { type EntryOf, type EntryTable, entryTables } from './organisation/entries.ts'
import type { Outage } from './outage/outage.ts'
import type { Queue } from './queue/queue.ts'
import type { ReportPlan, ReportRun } from './report/report-run.ts'

/** The rows that are stored, each under its `id`. */
export type Rows = {
  agents: Agent
  credentials: Credential
  logins: Login
  passwordResets: PasswordReset
  apiKeys: ApiKey
  queues: Queue
  customers: Customer
  customerKeys: CustomerKey
  customerNotes: CustomerNote
  certificates: Certificate
  chats: Chat
  attachments: Attachment
  deliveries: Delivery
  intervals: Cell
  agentClocks: AgentClock
  availabilityStretches: AvailabilityStretch
  queuePaces: QueuePace
  outages: Outage
  reportRuns: ReportRun
  reportPlans: ReportPlan
  roles: RoleRow
  centre: Centre
} & { [Name in EntryTable]: EntryOf<Name> }
export type TableName = keyof Rows
export const tableNames = [
  'agents',
  'credentials',
  'logins',
  'passwordResets',
  'apiKeys',
  'queues',
  'customers',
  'customerKeys',
  'customerNotes',
  'certificates',
  'chats',
  'attachments',
  'deliveries',
  'intervals',
  'agentClocks',
  'availabilityStretches',
  'queuePaces',
  'outages',
  'reportRuns',
  'reportPlans',
  'roles',
  'centre',
  ...entryTables,
] as const satisfies readonly TableName[]

/** Tables whose rows get a small number. */
export const numbered = ['agents', 'queues', 'customers', 'chats', 'outages', ...entryTables] as const
export type Numbered = (typeof numbered)[number]

/** Small tables that are in memory as a whole. */
export const organisationTables = ['outages', 'reportPlans', 'roles', 'centre', ...entryTables] as const
