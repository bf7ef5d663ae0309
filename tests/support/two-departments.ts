import type { TestContext } from 'node:test'
import type { ChatView as HouseChat, QueueView } from '#dialects/house/views.ts'
import { type AgentChat, agentChatAs } from './agentchat.ts'
import { type Agent, Centre, type Customer } from './centre.ts'

/** A chat as AgentChat shows it, as far as tests look at it. */
export interface ShownChat {
  readonly ChatID: number
  readonly ChatType: string
  readonly CustomerID: number
  readonly DepartmentID: number
  readonly AgentID: number | null
  readonly Messages?: readonly { readonly MessageText: string | null }[]
}

export interface Speaking {
  readonly house: Agent
  readonly api: AgentChat
  /** Their number. */
  readonly no: number
}

export interface Department {
  readonly id: string
  readonly no: number
}

/** Two departments of one company: Ann and Abe answer for Support, Bob for Billing; each speaks the AgentChat API. */
export async function twoDepartments(t: TestContext, settings: Record<string, string> = {}) {
  const centre = await Centre.open(t, settings)
  const owner = await centre.owner()
  const department = async (name: string): Promise<Department> => {
    const { body } = await owner.call<{ queue: QueueView }>('POST', '/queues', { name, wrapUpMs: 0 })
    return body.queue
  }
  const support = await department('Support')
  const billing = await department('Billing')
  const speaking = async (house: Agent): Promise<Speaking> => {
    const { no } = (await house.me()).body.agent
    return { house, no, api: await agentChatAs(centre, house.id) }
  }
  const ann = await speaking(await centre.agent('Ann', [support.id]))
  const abe = await speaking(await centre.agent('Abe', [support.id]))
  const bob = await speaking(await centre.agent('Bob', [billing.id]))
  const manager = await speaking(owner)

  /** A chat that waits in the department. */
  const waiting = async (queue = support, more: object = {}): Promise<{ customer: Customer; no: number }> => {
    const customer = centre.customer()
    await customer.open({ queueId: queue.id, ...more })
    const { body } = await owner.call<{ chat: HouseChat }>('GET', `/chats/${customer.chatId}`)
    return { customer, no: body.chat.no }
  }
  /** A chat that an agent has. */
  const talking = async ({ api }: Speaking, queue = support, more: object = {}) => {
    const chat = await waiting(queue, more)
    await api.ok('AssignChat', { ChatID: chat.no })
    return chat
  }
  return { centre, owner, support, billing, ann, abe, bob, manager, waiting, talking }
}
