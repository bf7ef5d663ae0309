import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import type { ChatId } from '#domain/ids.ts'
import { findings } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { Centre, ownerPassword } from '../support/centre.ts'

/** A chat with Kim that its agent has open; and how often which canned response was used in it, by name. */
async function open(t: TestContext): Promise<{ page: Page; uses: () => Record<string, number> }> {
  const centre = await Centre.open(t, {}, { clock: systemClock })
  const owner = await centre.owner()
  for (const [name, text] of [
    ['Greeting', 'Good day #CUSTOMERNAME#, this is #ExpertFullName#.'],
    ['Return policy', 'You can send everything back within 30 days.'],
    ['Regards', 'Kind regards'],
  ])
    assert.equal((await owner.call('POST', '/canned-responses', { name, text })).status, 201)
  const kim = centre.customer()
  const chatId = kim.chatId as ChatId
  await kim.open({ name: 'Kim' })
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  assert.equal((await owner.call('POST', `/chats/${chatId}/accept`)).status, 200)
  const page = await (await openBrowser(t)).newPage({ viewport: { width: 1280, height: 800 } })
  page.setDefaultTimeout(8_000)
  await page.goto(`http://127.0.0.1:${centre.app.port}/console/#/inbox/${chatId}`)
  await page.getByLabel('E-mail').fill('owner@localhost')
  await page.locator('input[type=password]').fill(ownerPassword)
  await page.keyboard.press('Enter')
  await page.getByLabel('Write a message', { exact: true }).click()
  const { state } = centre.app.desk
  const uses = () => {
    const used = Object.entries(state.chats.require(chatId).tally?.canned ?? {})
    return Object.fromEntries(used.map(([id, count]) => [state.cannedResponses.require(id).name, count]))
  }
  return { page, uses }
}

test('by a slash an agent finds a canned response and inserts it, with the keyboard alone', {
  timeout: 60_000,
}, async (t) => {
  const { page, uses } = await open(t)
  const written = () => page.getByLabel('Write a message', { exact: true }).inputValue()
  const list = page.getByRole('listbox', { name: 'Canned responses' })
  const chosen = list.getByRole('option', { selected: true })

  await page.keyboard.type('Hello! /')
  await list.waitFor()
  assert.equal(await list.getByRole('option').count(), 3)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    assert.deepEqual(await findings(page), [], colorScheme)
  }
  await page.keyboard.type('re')
  await page.getByText('2 canned responses').waitFor()
  assert.match((await chosen.textContent()) ?? '', /Return policy/)
  await page.keyboard.press('ArrowUp')
  assert.match((await chosen.textContent()) ?? '', /Regards/)
  const pointedAt = await page.evaluate(() => document.activeElement?.getAttribute('aria-activedescendant'))
  assert.equal(pointedAt, await chosen.getAttribute('id'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await list.waitFor({ state: 'detached' })
  assert.equal(await written(), 'Hello! You can send everything back within 30 days.')

  await page.keyboard.type(' Or later.')
  // A draft survives a reload, and what it was made from too.
  await page.reload()
  await page.getByLabel('Write a message', { exact: true }).click()
  await page.keyboard.press('Enter')
  await page.locator('.bubble').getByText('Or later.').waitFor()
  await page.locator('.own.pending').waitFor({ state: 'detached' })
  assert.deepEqual(uses(), { 'Return policy': 1 })
  await page.keyboard.type('/gr')
  await chosen.getByText('Greeting').waitFor()
  await page.keyboard.press('Tab')
  assert.equal(await written(), 'Good day Kim, this is Owner.')

  await page.getByLabel('Write a message', { exact: true }).fill('')
  await page.keyboard.type('Something else')
  await page.keyboard.press('Enter')
  await page.locator('.bubble').getByText('Something else').waitFor()
  await page.locator('.own.pending').waitFor({ state: 'detached' })
  assert.deepEqual(uses(), { 'Return policy': 1 }, 'what was emptied is forgotten')
})

test('Escape closes the list and leaves what was written, and what fits nothing is sent as it is', {
  timeout: 60_000,
}, async (t) => {
  const { page } = await open(t)
  const list = page.getByRole('listbox', { name: 'Canned responses' })
  await page.keyboard.type('/re')
  await list.waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await page.keyboard.type('g')
  assert.equal(await list.count(), 0, 'not again at the same slash')
  await page.keyboard.press('Enter')
  await page.locator('.bubble').getByText('/reg', { exact: true }).waitFor()
  await page.keyboard.type('/etc')
  await page.keyboard.press('Enter')
  await page.locator('.bubble').getByText('/etc', { exact: true }).waitFor()

  await page.setViewportSize({ width: 390, height: 800 })
  await page.getByLabel('Write a message', { exact: true }).click()
  await page.keyboard.type('/')
  await list.getByRole('option', { name: /Regards/ }).click()
  assert.equal(await page.getByLabel('Write a message', { exact: true }).inputValue(), 'Kind regards')
})
