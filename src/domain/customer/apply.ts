import { erasedDelivery, isPending } from '../delivery/delivery.ts'
import type { DeskEvent, EventOf } from '../events.ts'
import type { DeskState } from '../state.ts'
import type { Customer, Profile } from './customer.ts'
import { erasedChat, erasedCustomer } from './erased.ts'
import { keysOf } from './keys.ts'
import { chatsInMemory } from './sight.ts'

type CustomerEvent = Extract<DeskEvent, { type: `customer.${string}` }>

/** What the facts about customers change. */
export function applyCustomerEvent(state: DeskState, event: CustomerEvent): void {
  switch (event.type) {
    case 'customer.added':
      add(state, event)
      return
    case 'customer.changed':
      change(state, event)
      return
    case 'customer.noted': {
      const { noteId: id, customerId, authorId, at, words } = event
      state.customerNotes.put({ id, customerId, authorId, at, text: words?.text ?? '' })
      return
    }
    case 'customer.merged': {
      const into = state.customers.require(event.intoId)
      state.customers.put({ ...state.customers.require(event.customerId), mergedIntoId: event.intoId })
      state.customers.put({ ...into, mergedIds: [...into.mergedIds, event.customerId] })
      return
    }
    case 'customer.mergeUndone': {
      const from = state.customers.require(event.fromId)
      state.customers.put({ ...state.customers.require(event.customerId), mergedIntoId: null })
      state.customers.put({ ...from, mergedIds: from.mergedIds.filter((id) => id !== event.customerId) })
      return
    }
    case 'customer.erased':
      erase(state, event)
      return
  }
}

function add(state: DeskState, { customerId: id, at, verified = false, words }: EventOf<'customer.added'>): void {
  const { name = null, email = null, phone = null, externalId = null } = words ?? {}
  const profile = { name, email, phone, externalId, fields: {} }
  const merges = { mergedIntoId: null, mergedIds: [] }
  state.customers.put({
    id,
    no: ++state.lastNo.customers,
    ...profile,
    verified,
    ...merges,
    lastAgentId: null,
    erasedAt: null,
    addedAt: at,
  })
  holdKeys(state, id, profile)
}

function change(state: DeskState, { customerId, verified, words }: EventOf<'customer.changed'>): void {
  const customer = state.customers.require(customerId)
  const next = { ...customer, ...words, verified: verified ?? customer.verified }
  for (const key of keysOf(customer))
    if (!keysOf(next).includes(key) && state.customerKeys.get(key)?.customerId === customerId)
      state.customerKeys.remove(key)
  holdKeys(state, customerId, next)
  state.customers.put(next)
  // Shown with their chats: who watches one of these sees the new name.
  for (const chat of chatsInMemory(state, [customerId])) if (chat.phase !== 'closed') state.chats.put({ ...chat })
}

/** Keys that another has already stay with the other. */
function holdKeys(state: DeskState, customerId: Customer['id'], profile: Profile): void {
  for (const id of keysOf(profile)) if (!state.customerKeys.get(id)) state.customerKeys.put({ id, customerId })
}

function erase(state: DeskState, { customerIds, at }: EventOf<'customer.erased'>): void {
  for (const id of customerIds) {
    const customer = state.customers.require(id)
    for (const key of keysOf(customer))
      if (state.customerKeys.get(key)?.customerId === id) state.customerKeys.remove(key)
    state.customers.put(erasedCustomer(customer, at))
  }
  const chatIds = new Set<string>()
  for (const chat of chatsInMemory(state, customerIds)) {
    chatIds.add(chat.id)
    if (chat.phase === 'closed') state.chats.put(erasedChat(chat))
  }
  for (const { id, customerId } of [...state.customerNotes.values()])
    if (customerIds.includes(customerId)) state.customerNotes.remove(id)
  for (const delivery of [...state.deliveries.values()])
    if (customerIds.includes(delivery.customerId)) {
      if (isPending(delivery)) state.deliveries.remove(delivery.id)
      else state.deliveries.put(erasedDelivery(delivery))
    }
  for (const { id, chatId } of [...state.attachments.values()]) if (chatIds.has(chatId)) state.attachments.remove(id)
}
