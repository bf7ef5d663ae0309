import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { storedAs } from '#dialects/agentchat/auth.ts'
import { startPolydesk } from '../support/process.ts'

const ownerPassword = 'owner-password'
const json = { 'content-type': 'application/json' }

test('AC-8, AC-11: a token is nowhere on disk but as hashes, and nowhere in the log, whatever is asked with it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-tokens-'))
  const said: string[] = []
  const server = await startPolydesk(folder, 0, { POLYDESK_LOG_LEVEL: 'trace' }, (text) => said.push(text))
  t.after(async () => {
    await server.kill()
    await rm(folder, { recursive: true })
  })
  const origin = `http://127.0.0.1:${server.port}`
  const logon = await fetch(`${origin}/api/AgentLogon?Version=1`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ EmailAddress: 'owner@localhost', Password: ownerPassword }),
  })
  const { SessionToken } = (await logon.json()) as { SessionToken: string }
  assert.match(SessionToken, /^[0-9a-f]{32}$/)
  const query = `?Version=1&SessionToken=${SessionToken}`
  const statuses: number[] = []
  for (const [method, path, body] of [
    ['GET', `/api/KeepAlive${query}`],
    ['GET', `/API/keepalive${query.toUpperCase()}`],
    ['GET', `/api/KeepAlive${query}&Wrong=1`],
    ['POST', `/api/CreateAgent${query}`, '{"Name":'],
    ['POST', `/api/UpdateAgent${query}`, '{"AgentID":1}'],
    ['GET', `/api/NoSuchMethod${query}`],
    ['HEAD', `/api/KeepAlive${query}`],
    ['GET', `/nowhere${query}`],
    ['GET', `/api/%E0%A4%A${query}`],
    ['GET', `/api/AgentLogoff${query}`],
    ['GET', `/api/AgentLogoff${query}`],
  ] as const) {
    const response = await fetch(origin + path, { method, ...(body && { headers: json, body }) })
    statuses.push(response.status)
    assert.ok(!(await response.text()).toLowerCase().includes(SessionToken), `${method} ${path}`)
  }
  assert.deepEqual(statuses, [200, 200, 400, 400, 400, 404, 404, 404, 400, 200, 401])
  await server.stop()
  const log = said.join('')
  assert.match(log, /"level":/)
  assert.ok(!log.toLowerCase().includes(SessionToken))
  assert.ok(!log.includes(ownerPassword))
  const disk = await bytesOf(folder)
  // What must be there is, so what must not be would have been found too.
  assert.ok(disk.includes(storedAs(SessionToken).loginId))
  assert.ok(!disk.toString('latin1').toLowerCase().includes(SessionToken))
  assert.ok(!disk.includes(Buffer.from(SessionToken, 'hex')))
})

/** All files of a folder, one after another. */
async function bytesOf(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Buffer.concat(await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name)))))
}
