/** The texts that are set here, by the names under which the desk keeps them. */
export const welcomeTexts = ['WelcomeNew', 'WelcomeReturning', 'ChatClosed'] as const
export const menuTexts = ['WelcomeMenu', 'WelcomeMenuRetry'] as const
export type TextName = (typeof welcomeTexts)[number] | (typeof menuTexts)[number]
export type Texts = Readonly<Record<string, string>>

/** What each variable is called in `locales`, and what the desk fills in. */
const variables = {
  customer: '#CUSTOMERNAME#',
  queue: '#DEPARTMENTNAME#',
  place: '#POSITIONINQUEUE#',
  agent: '#ExpertFullName#',
  chat: '#ChatID#',
} as const
export type Variable = readonly [name: keyof typeof variables, written: string]

const known = {
  WelcomeNew: ['customer', 'queue', 'place', 'chat'],
  WelcomeReturning: ['customer', 'queue', 'place', 'chat'],
  ChatClosed: ['customer', 'queue', 'agent', 'chat'],
  WelcomeMenu: ['customer', 'chat'],
  WelcomeMenuRetry: ['customer', 'chat'],
} as const satisfies Record<TextName, readonly (keyof typeof variables)[]>

/** The variables whose values are known when a text is said. */
export function variablesOf(name: TextName): readonly Variable[] {
  return written(known[name])
}

/** Those that a canned response may hold: filled in when it is inserted. */
export const cannedVariables = written(['customer', 'queue', 'agent', 'chat'])

function written(names: readonly Variable[0][]): readonly Variable[] {
  return names.map((name) => [name, variables[name]] as const)
}

/** The texts with one of them changed; null takes it away, which is not the same as empty. */
export function withText(texts: Texts, name: TextName, text: string | null): Texts {
  const { [name]: _before, ...others } = texts
  return text === null ? others : { ...others, [name]: text }
}
