import type { Customer, CustomerKey } from '#domain/customer/customer.ts'
import { keysOf } from '#domain/customer/keys.ts'
import type { AgentId, CustomerId, Instant } from '#domain/ids.ts'
import type { RowPut } from '#ports/store.ts'
import type { Chance } from './chance.ts'

const firstNames = [
  'Ada',
  'Ben',
  'Cleo',
  'Dan',
  'Eva',
  'Finn',
  'Gus',
  'Hana',
  'Ivo',
  'Jane',
  'Kim',
  'Lee',
  'Mia',
  'Noa',
]
const lastNames = ['Adler', 'Brandt', 'Costa', 'Duval', 'Ek', 'Fischer', 'Green', 'Horvat', 'Ito', 'Jensen', 'Kowalski']

/** Those who ask: nearly half of them have been here before. */
export class Customers {
  readonly #chance: Chance
  readonly #all: Customer[] = []
  readonly #changed = new Map<CustomerId, Customer>()
  #keys: CustomerKey[] = []

  constructor(chance: Chance) {
    this.#chance = chance
  }

  /** The place of who comes now. */
  who(at: Instant): number {
    if (this.#all.length > 100 && this.#chance.in(0.45)) return this.#chance.below(this.#all.length)
    const no = this.#all.length + 1
    const name = `${this.#chance.pick(firstNames)} ${this.#chance.pick(lastNames)}`
    const email = this.#chance.in(0.5) ? `customer${no}@example.org` : null
    const profile = { name, email, phone: null, externalId: null, fields: {} }
    const id = this.#chance.uuid(at) as CustomerId
    const nobodyElse = { verified: false, mergedIntoId: null, mergedIds: [], erasedAt: null }
    this.#put(no - 1, { ...profile, id, no, ...nobodyElse, lastAgentId: null, addedAt: at })
    for (const key of keysOf(profile)) this.#keys.push({ id: key, customerId: id })
    return no - 1
  }

  idOf(place: number): CustomerId {
    return this.#at(place).id
  }

  /** An agent had a chat with them. */
  met(place: number, lastAgentId: AgentId): void {
    this.#put(place, { ...this.#at(place), lastAgentId })
  }

  takeChanges(): RowPut[] {
    const rows: RowPut[] = []
    for (const row of this.#changed.values()) rows.push({ table: 'customers', id: row.id, row })
    for (const row of this.#keys) rows.push({ table: 'customerKeys', id: row.id, row })
    this.#changed.clear()
    this.#keys = []
    return rows
  }

  #at(place: number): Customer {
    return this.#all[place] as Customer
  }

  #put(place: number, customer: Customer): void {
    this.#all[place] = customer
    this.#changed.set(customer.id, customer)
  }
}
