import type { Customer } from '../customer/customer.ts'
import type { Queue } from '../queue/queue.ts'

/** What texts can speak of. */
export interface Spoken {
  readonly chatNo: number
  readonly queue: Queue | null
  readonly customer: (Pick<Customer, 'name' | 'email'> & { readonly phone?: string | null }) | null
  readonly agent: { readonly name: string; readonly firstName: string | null } | null
  /** Its place in the queue, 1 first; null when it does not wait. */
  readonly position: number | null
  readonly botName: string
}

/** The variables that a text may hold, by both vendors' names (vendor-facts 1.8, and AgentChat's three); what is not known is left out. */
export function textValues({ chatNo, queue, customer, agent, position, botName }: Spoken): Record<string, string> {
  const name = customer?.name?.trim() || null
  const values: Record<string, string | null> = {
    BotName: botName,
    ChatID: String(chatNo),
    QueueID: queue && String(queue.no),
    QueueName: queue?.name ?? null,
    SeekerDisplayName: name,
    SeekerFullName: name,
    SeekerFirstName: name && (name.split(/\s+/)[0] ?? name),
    SeekerEmail: customer?.email ?? null,
    ExpertFullName: agent?.name ?? null,
    ExpertFirstName: agent && (agent.firstName ?? agent.name.split(/\s+/)[0] ?? agent.name),
    // A greeting without a name is better than one with a variable in it.
    CUSTOMERNAME: name ?? customer?.phone ?? '',
    DEPARTMENTNAME: queue?.name ?? null,
    POSITIONINQUEUE: position === null ? null : String(position),
  }
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null))
}
