import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config/read-config.ts'

/** Where the running server tells the contract of each API. */
export const contracts = {
  house: '/docs/json',
  agentchat: '/docs/agentchat/json',
  chime: '/docs/chime/json',
  'chime-reports': '/docs/chime-reports/json',
} as const
export type Dialect = keyof typeof contracts

let told: Promise<Record<Dialect, string>> | null = null

/** The contracts of all APIs, asked once. */
async function openApis(): Promise<Record<Dialect, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-openapi-'))
  const read = readConfig({
    POLYDESK_PORT: '0',
    POLYDESK_DATA: folder,
    POLYDESK_LOG_LEVEL: 'silent',
    POLYDESK_OWNER_PASSWORD: 'not-used-here',
  })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const app = await startApp(read.config)
  try {
    const asked = Object.entries(contracts).map(async ([dialect, path]) => {
      const response = await fetch(`http://127.0.0.1:${app.port}${path}`)
      return [dialect, `${JSON.stringify(await response.json(), null, 2)}\n`] as const
    })
    return Object.fromEntries(await Promise.all(asked)) as Record<Dialect, string>
  } finally {
    await app.stop()
    await rm(folder, { recursive: true })
  }
}

/** Writes a contract, or says whether the committed one is up to date: a changed file in review is a changed contract. */
export async function writeOpenApi(dialect: Dialect, check: boolean): Promise<boolean> {
  told ??= openApis()
  const text = (await told)[dialect]
  const path = new URL(`../docs/openapi/${dialect}.json`, import.meta.url)
  if (check) return (await readFile(path, 'utf8').catch(() => '')) === text
  await mkdir(new URL('.', path), { recursive: true })
  await writeFile(path, text)
  return true
}
