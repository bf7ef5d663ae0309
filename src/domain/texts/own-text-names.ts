import type { textResourceNames } from './text-names.ts'

/** Texts that no vendor names (*project-defined*); they have no number and are in no vendor's export files. */
export const ownTextNames = [
  /** Instead of `WelcomeMessage`, to a customer who was never here before. */
  'WelcomeNew',
  /** Instead of `WelcomeMessage`, to one who was. */
  'WelcomeReturning',
  /** When an agent closed the chat. */
  'ChatClosed',
  /** What the welcome menu asks, and asks again after a wrong answer; the centre's only, since it is asked before there is a queue. */
  'WelcomeMenu',
  'WelcomeMenuRetry',
] as const

/** Any name under which a text can be set. */
export type TextName = keyof typeof textResourceNames | (typeof ownTextNames)[number]
