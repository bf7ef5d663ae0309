import { type Setting, settings } from './settings.ts'

type Read<Key extends keyof typeof settings> = (typeof settings)[Key] extends Setting<infer Value> ? Value : never

/** The checked configuration. */
export type Config = { readonly [Key in keyof typeof settings]: Read<Key> }

/** What is not said back: passwords, and what may hold one. */
const secret = /PASSWORD|SECRET|SMTP_URL/

/** For tools and tests, not for the server. */
const notOurs: ReadonlySet<string> = new Set(['POLYDESK_CHROMIUM', 'POLYDESK_TEST_SEEDS'])

/** Reads the environment; every problem at once, each naming its variable and what is accepted. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] } {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [key, { name, accepted, fallback, read }] of Object.entries(settings)) {
    const given = environment[name]
    const result = read(given === undefined || given === '' ? fallback : given)
    if (result) values[key] = result.value
    else problems.push(`${name} is "${secret.test(name) ? '…' : given}"; accepted: ${accepted}.`)
  }
  if (environment[settings.smtpUrl.name] && !environment[settings.mailFrom.name])
    problems.push(`${settings.mailFrom.name} is needed with ${settings.smtpUrl.name}: ${settings.mailFrom.accepted}.`)
  for (const name of Object.keys(environment))
    if (isUnknown(name)) problems.push(`${name} is not a setting${didYouMean(name)}.`)
  if (environment[settings.channels.name] && !environment[settings.channelSecret.name])
    problems.push(`${settings.channelSecret.name} is required with ${settings.channels.name}.`)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, config: values as Config }
}

const names: readonly string[] = Object.values(settings).map(({ name }) => name)

function isUnknown(name: string): boolean {
  return name.startsWith('POLYDESK_') && !names.includes(name) && !notOurs.has(name)
}

function didYouMean(name: string): string {
  const nearest = names.map((known) => ({ known, away: distance(name, known) })).sort((a, b) => a.away - b.away)[0]
  return nearest && nearest.away <= 5 ? `; did you mean ${nearest.known}?` : ''
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let line = 1; line <= a.length; line++) {
    const next = [line]
    for (let column = 1; column <= b.length; column++) {
      const change = (row[column - 1] as number) + (a[line - 1] === b[column - 1] ? 0 : 1)
      next.push(Math.min(change, (row[column] as number) + 1, (next[column - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
