import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startPolydesk } from '../support/process.ts'

test('CH-12: every start with the openness of the vendor is warned about in the log, and no other', {
  timeout: 60_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-open-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const open of ['0', '1', '1']) {
    let said = ''
    const settings = { POLYDESK_LOG_LEVEL: 'warn', POLYDESK_CHIME_OPEN: open }
    const server = await startPolydesk(folder, 0, settings, (text) => {
      said += text
    })
    const { status } = await fetch(`http://127.0.0.1:${server.port}/Chime/Api/AgentPresence?sip=owner@localhost`)
    await server.stop()
    assert.equal(status, open === '1' ? 200 : 401)
    const warnings = said.split('\n').filter((line) => line.includes('POLYDESK_CHIME_OPEN is on'))
    assert.equal(warnings.length, open === '1' ? 1 : 0, said)
  }
})
