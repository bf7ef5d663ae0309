import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the accessibility checker finds on a page, one line each. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
}

/** Waits until nothing fades in or out, which has no colours yet. */
export async function still(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
}

/** Nothing is found in any colours, and on a phone nothing but a marked region scrolls sideways. */
export async function looksSound(page: Page, what: string): Promise<void> {
  const before = page.viewportSize()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await still(page)
    assert.deepEqual(await findings(page), [], `${what}, ${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 800 })
  assert.deepEqual(await findings(page), [], `${what}, on a phone`)
  const hidden = await page.evaluate(() => {
    const shown = document.querySelector('.page')
    return shown ? shown.scrollWidth - shown.clientWidth : 0
  })
  assert.equal(hidden, 0, `${what} is wider than a phone`)
  if (before) await page.setViewportSize(before)
}
