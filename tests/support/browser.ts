import type { TestContext } from 'node:test'
import { type Browser, chromium } from 'playwright-core'

/** The system's Chromium, quiet and without a sandbox (tests run as root in CI), on a fresh profile. */
export async function openBrowser(t: TestContext): Promise<Browser> {
  const flags = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`)
  const browser = await chromium.launch({
    executablePath: process.env['POLYDESK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--no-first-run', ...flags],
  })
  t.after(() => browser.close())
  return browser
}
