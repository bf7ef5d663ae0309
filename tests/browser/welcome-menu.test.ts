import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { openBrowser } from '../support/browser.ts'
import { Centre } from '../support/centre.ts'

test('a visitor presses what the welcome menu offers, and only then is told that they wait', {
  timeout: 60_000,
}, async (t) => {
  const centre = await Centre.open(t, {}, { clock: systemClock })
  const owner = await centre.owner()
  for (const [at, name] of ['Sales', 'Returns'].entries())
    await owner.call('POST', '/queues', { name, menu: { name, index: at + 1 } })

  const page = await (await openBrowser(t)).newPage()
  page.setDefaultTimeout(8_000)
  await page.goto(`http://127.0.0.1:${centre.app.port}/demo`)
  await page.getByRole('button', { name: 'Chat with us' }).click()
  await page.getByLabel('Your question').fill('Where is my parcel?')
  assert.equal(await page.getByLabel('What is it about?').count(), 0, 'the menu asks for it')
  await page.getByRole('button', { name: 'Start the chat' }).click()

  const returns = page.getByRole('button', { name: 'Returns' })
  const waiting = page.getByText('We are looking for somebody')
  await returns.waitFor()
  assert.equal(await waiting.isVisible(), false)
  await returns.click()
  await waiting.waitFor()
  await returns.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Returns' }).waitFor()
})
