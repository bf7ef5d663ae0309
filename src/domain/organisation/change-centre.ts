import { knownTo } from '../access/known.ts'
import { mustHave } from '../access/may.ts'
import type { Permission, RoleName } from '../access/permission.ts'
import type { Verb } from '../decision.ts'
import { problemsOfRule } from '../metrics/service-level-rule.ts'
import { refuseValue, refuseWrong } from '../refusal.ts'
import { type TextChanges, textsAfter } from '../texts/change-texts.ts'
import { checkTexts } from '../texts/check-texts.ts'
import type { CentreSettings } from './centre.ts'
import { missing } from './nouns.ts'
import { isZone } from './zone.ts'

export interface ChangeCentre {
  readonly do: 'changeCentre'
  readonly settings: Partial<CentreSettings>
  /** Some of its texts; `settings.texts` are all of them. */
  readonly texts?: TextChanges
}

export interface ChangeRole {
  readonly do: 'changeRole'
  readonly role: RoleName
  readonly permissions: readonly Permission[]
}

/** What holds for the whole centre. */
export const changeCentre: Verb<ChangeCentre> = (state, { settings: sent, texts }, actor) => {
  mustHave(state, actor, 'organisation.manage', null)
  const settings = texts ? { ...sent, texts: textsAfter(sent.texts ?? state.settings.texts, texts) } : sent
  const known = knownTo(state, actor)
  const problems = missing(known, 'hours', settings.hoursId ?? null, 'hoursId')
  problems.push(...missing(known, 'flows', settings.welcomeFlowId ?? null, 'welcomeFlowId'))
  if (settings.zone !== undefined && !isZone(settings.zone))
    problems.push({ field: 'zone', accepted: 'an IANA time zone such as Europe/Berlin' })
  if (settings.serviceLevel) problems.push(...problemsOfRule(settings.serviceLevel, 'serviceLevel'))
  if (settings.texts) problems.push(...checkTexts(settings.texts))
  return refuseWrong('centre.wrong', problems) ?? [{ type: 'centre.changed', settings }]
}

/** What a role may do. The administrator may always do everything, so that nobody is locked out. */
export const changeRole: Verb<ChangeRole> = (state, { role, permissions }, actor) => {
  mustHave(state, actor, 'organisation.manage', null)
  if (role === 'administrator') return refuseValue('role.fixed', 'role', 'any role but administrator', 'conflict')
  return [{ type: 'role.changed', role, permissions: [...new Set(permissions)] }]
}
