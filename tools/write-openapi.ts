import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config/read-config.ts'

const path = new URL('../docs/openapi/house.json', import.meta.url)

/** The contract of the house API as the running server tells it. */
async function openApi(): Promise<string> {
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
    const response = await fetch(`http://127.0.0.1:${app.port}/docs/json`)
    return `${JSON.stringify(await response.json(), null, 2)}\n`
  } finally {
    await app.stop()
    await rm(folder, { recursive: true })
  }
}

/** Writes the contract, or says whether the committed one is up to date: a changed file in review is a changed contract. */
export async function writeOpenApi(check: boolean): Promise<boolean> {
  const text = await openApi()
  if (check) return (await readFile(path, 'utf8').catch(() => '')) === text
  await writeFile(path, text)
  return true
}
