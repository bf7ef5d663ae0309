import type { MenuEntry } from '#domain/queue/queue.ts'
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

/** The department's texts afterwards: an empty one is taken away, those not sent stay, whatever they are called. */
export function wordsOf(
  sent: { readonly [Name in (typeof textNames)[number]]?: string },
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const texts = { ...before }
  for (const name of textNames) {
    const text = sent[name]
    if (text === '') delete texts[name]
    else if (text !== undefined) texts[name] = text
  }
  return texts
}
