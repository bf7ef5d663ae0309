import type { TestContext } from 'node:test'
import { type Browser, chromium } from 'playwright-core'

/** The system's Chromium, quiet and without a sandbox (tests run as root in CI), on a fresh profile; hosts may be led elsewhere. */
export async function openBrowser(t: TestContext, hosts: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const flags = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`)
  const rules = Object.entries(hosts).map(([host, address]) => `MAP ${host} ${address}`)
  const browser = await chromium.launch({
    executablePath: process.env['POLYDESK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--no-first-run', `--host-resolver-rules=${rules.join(', ')}`, ...flags],
  })
  t.after(() => browser.close())
  return browser
}
