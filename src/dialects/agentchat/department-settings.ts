import type { MenuEntry } from '#domain/queue/queue.ts'
import type { TextChanges } from '#domain/texts/change-texts.ts'
import { WrongInput } from '#wire/http/problem.ts'

interface MenuFields {
  readonly IncludeInWelcomeMenu?: boolean
  readonly NameInMenu?: string
  readonly MenuIndex?: number
}

const textNames = ['WelcomeNew', 'WelcomeReturning'] as const

/** How the department stands in the menu afterwards; null: not at all. What is not sent stays as it was (AC-60, AC-61). */
export function inMenu(sent: MenuFields, name: string, before: MenuEntry | null): MenuEntry | null {
  const { IncludeInWelcomeMenu = before !== null, NameInMenu, MenuIndex } = sent
  if (!IncludeInWelcomeMenu) {
    const useless = Object.entries({ NameInMenu, MenuIndex }).filter(([, value]) => value !== undefined)
    if (useless.length === 0) return null
    throw new WrongInput(useless.map(([field]) => ({ field, accepted: 'only with IncludeInWelcomeMenu true' })))
  }
  const index = MenuIndex ?? before?.index
  if (index === undefined)
    throw new WrongInput([{ field: 'MenuIndex', accepted: 'needed with IncludeInWelcomeMenu true; 1 to 99' }])
  return { name: NameInMenu ?? before?.name ?? name, index }
}

/** What changes of the department's texts: an empty one is taken away. */
export function wordsOf(sent: { readonly [Name in (typeof textNames)[number]]?: string }): TextChanges {
  const named = textNames.filter((name) => sent[name] !== undefined)
  return Object.fromEntries(named.map((name) => [name, sent[name] || null]))
}
