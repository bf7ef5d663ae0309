import Type, { type Static } from 'typebox'
import type { ChangeCentre } from '#domain/organisation/change-centre.ts'
import type { DeskState } from '#domain/state.ts'
import { WrongInput } from '#wire/http/problem.ts'
import { closed, given, Name } from './schemas.ts'

/** The centre's texts, by the names they have here. */
const textNames = {
  WelcomeMenuText: 'WelcomeMenu',
  WelcomeMenuRetryText: 'WelcomeMenuRetry',
  WelcomeNew: 'WelcomeNew',
  WelcomeReturning: 'WelcomeReturning',
  ChatClosedText: 'ChatClosed',
} as const
type TextSetting = keyof typeof textNames
const textSettings = Object.keys(textNames) as TextSetting[]

/** What the domain's fields are called in these settings. */
export const settingFields: Readonly<Record<string, string>> = {
  name: 'CompanyName',
  ...Object.fromEntries(Object.entries(textNames).map(([setting, text]) => [`texts.${text}`, setting])),
}

const CompanyName = { ...Name, description: 'The name of the company' }
const TimeZone = Type.String({ maxLength: 100, description: 'An IANA name', examples: ['Africa/Johannesburg'] })
const Text = Type.Union([Type.String({ maxLength: 10_000 }), Type.Null()], {
  description: 'Null takes it away, as empty does',
})
const texts = Object.fromEntries(textSettings.map((name) => [name, Text])) as Record<TextSetting, typeof Text>

export const SettingsView = Type.Object({ CompanyName: Name, TimeZone, ...texts }, closed)
export const SettingsBody = Type.Partial(Type.Object({ CompanyName, TimeZone, ...texts }), closed)
type SettingsBody = Static<typeof SettingsBody>

/** The company's settings as this API shows them. */
export function presentSettings({ settings: { name, zone, texts } }: DeskState): Static<typeof SettingsView> {
  const worded = Object.fromEntries(textSettings.map((setting) => [setting, texts[textNames[setting]] || null]))
  return { CompanyName: name, TimeZone: zone, ...(worded as Record<TextSetting, string | null>) }
}

/** Several objects as one; a name that comes twice is refused with its place. */
export function merged(sent: readonly SettingsBody[]): SettingsBody {
  const twice = sent.flatMap((one, place) =>
    Object.keys(one)
      .filter((name) => sent.slice(0, place).some((earlier) => Object.hasOwn(earlier, name)))
      .map((name) => ({ field: `Settings/${place}/${name}`, accepted: 'once' })),
  )
  if (twice.length > 0) throw new WrongInput(twice)
  return Object.assign({}, ...sent) as SettingsBody
}

/** What changes of the centre; an empty text is taken away. */
export function centreChanges(sent: SettingsBody): Pick<ChangeCentre, 'settings' | 'texts'> {
  const { CompanyName: name, TimeZone: zone } = sent
  const named = textSettings.filter((setting) => sent[setting] !== undefined)
  const texts = Object.fromEntries(named.map((setting) => [textNames[setting], sent[setting] || null]))
  return { settings: given({ name, zone }), texts }
}
