import type { Agent } from './agent/agent.ts'
import type { Chat } from './chat/chat.ts'
import type { Attachment } from './chat/message.ts'
import type { Customer } from './customer/customer.ts'
import type { Credential, Login } from './login/login.ts'
import type { Queue } from './queue/queue.ts'

/** The rows that are stored, each under its `id`. */
export interface Rows {
  agents: Agent
  credentials: Credential
  logins: Login
  queues: Queue
  customers: Customer
  chats: Chat
  attachments: Attachment
}
export type TableName = keyof Rows
export const tableNames = ['agents', 'credentials', 'logins', 'queues', 'customers', 'chats', 'attachments'] as const
