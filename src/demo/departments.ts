import type { QueueSettings } from '#domain/queue/queue.ts'
import type { TextName } from '#domain/texts/own-text-names.ts'

/** The sample centre's queues, in the order of the welcome menu. */
export const departments = [
  { name: 'Sales', strategy: 'round-robin' },
  { name: 'Support', strategy: 'longest-idle' },
  { name: 'Billing', strategy: 'least-busy' },
] as const satisfies readonly Pick<QueueSettings, 'name' | 'strategy'>[]

const texts: Readonly<Partial<Record<TextName, string>>> = {
  WelcomeNew: 'Hello #CUSTOMERNAME#, welcome to #DEPARTMENTNAME#. You are number #POSITIONINQUEUE# in the queue.',
  WelcomeReturning: 'Welcome back to #DEPARTMENTNAME#, #CUSTOMERNAME#! You are number #POSITIONINQUEUE# in the queue.',
  ChatClosed: 'Thank you for writing to #DEPARTMENTNAME#. Good-bye, #CUSTOMERNAME#!',
}

/** What customers with a phone are offered and told, by a department's place in the menu, 1 first. */
export function toldByPhone(index: number): Pick<QueueSettings, 'menu' | 'texts'> {
  return { menu: { name: departments[index - 1]?.name ?? '', index }, texts }
}
