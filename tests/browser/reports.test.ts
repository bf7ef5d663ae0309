import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { findings, looksSound, still } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { Centre, ownerPassword } from '../support/centre.ts'

/** The console at an address, where the owner has signed in, after two chats: one answered and closed, one that waits. */
async function open(t: TestContext, address: string) {
  const centre = await Centre.open(t, {}, { clock: systemClock })
  const owner = await centre.owner()
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  const [kim, sam] = [centre.customer(), centre.customer()]
  await kim.open({ name: 'Kim' })
  assert.equal((await owner.call('POST', `/chats/${kim.chatId}/accept`)).status, 200)
  assert.equal((await owner.call('POST', `/chats/${kim.chatId}/close`)).status, 200)
  await owner.call('PUT', '/me/availability', { availability: 'busy' })
  await sam.open({ name: 'Sam' })
  const page = await (await openBrowser(t)).newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(8_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => /Content Security Policy/.test(line.text()) && complaints.push(line.text()))
  await page.goto(`http://127.0.0.1:${centre.app.port}/console/#${address}`)
  await signIn(page, 'owner@localhost', ownerPassword)
  return { centre, owner, page, kim, complaints }
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
}

const grid = (page: Page) => page.getByRole('grid')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

test('a number of a report is found, explained, opened and led to its chat, by keyboard alone', {
  timeout: 90_000,
}, async (t) => {
  const { page, kim, complaints } = await open(t, '/reports')
  await page.getByRole('heading', { name: 'Waits and service' }).waitFor()
  await looksSound(page, 'the catalogue')
  await page.getByRole('link', { name: 'Queues', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: /^Chart of Queues/ }).waitFor()
  await page.locator('canvas').waitFor()
  assert.equal(await grid(page).getByRole('row').count(), 3, 'a heading, the queue and the totals')
  await looksSound(page, 'a report')
  await page.emulateMedia({ colorScheme: 'light' })

  await grid(page).getByRole('button', { name: 'Queue', exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'What Entered means')
  await page.keyboard.press('Enter')
  const meaning = page.getByRole('dialog', { name: 'Entered' })
  await meaning.getByText('a transfer does not count again').waitFor()
  await still(page)
  assert.deepEqual(await findings(page), [], 'what a column means')
  await page.keyboard.press('Escape')
  await meaning.waitFor({ state: 'detached' })

  await page.keyboard.press('ArrowDown')
  assert.equal(await focused(page), '2')
  await page.keyboard.press('Enter')
  const behind = page.getByRole('dialog', { name: 'Entered, General' })
  await behind.getByText('2 chats count here').waitFor()
  await still(page)
  assert.deepEqual(await findings(page), [], 'the chats behind a number')
  await page.keyboard.press('Escape')
  await behind.waitFor({ state: 'detached' })
  assert.equal(await focused(page), '2', 'the focus is back where it was')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const inAll = page.getByRole('dialog', { name: 'Entered, Total' })
  await inAll.getByRole('button', { name: /^Kim/ }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/console/#/history/${kim.chatId}`)
  await page.getByRole('region', { name: 'Conversation' }).getByText('Kim').waitFor()
  await page.goBack()
  await inAll.getByText('2 chats count here').waitFor()
  assert.deepEqual(complaints, [], 'errors on the page')
})

test('the filters of a report stand in its address, so that it can be reloaded, linked and gone back from', {
  timeout: 60_000,
}, async (t) => {
  const { owner, page } = await open(t, '/reports/ServiceLevel')
  const { id } = (await owner.call<{ queue: { id: string } }>('POST', '/queues', { name: 'Sales' })).body.queue
  await grid(page).waitFor()
  const answered = page.waitForResponse(/\/reports\/ServiceLevel\?.*grouping=hour/)
  await page.getByLabel('Grouped by').selectOption('hour')
  await answered
  await page.getByLabel('Range').selectOption('Own range')
  await page.getByLabel('From').fill('2026-10-25')
  await page.getByLabel('To', { exact: true }).fill('2026-10-24')
  await page.getByText('not before the first day').waitFor()
  await page.getByText('Choose the first and the last day.').waitFor()
  await page.getByLabel('To', { exact: true }).fill('2026-10-25')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin')
  await page.getByRole('option', { name: 'Europe/Berlin' }).click()
  await grid(page).getByText('02:00 +01:00').waitFor()
  assert.equal(await grid(page).getAttribute('aria-rowcount'), '27', 'a day of 25 hours, a heading and the totals')
  await page.getByText('there are only noughts').waitFor()
  await looksSound(page, 'an own range')
  await page.getByRole('combobox', { name: 'Queues' }).click()
  await page.getByRole('option', { name: 'Sales' }).click()
  await page.waitForURL((url) => url.hash.includes(`queue=${id}`))
  await page.reload()
  await grid(page).getByText('02:00 +02:00').waitFor()
  assert.equal(await page.getByLabel('From').inputValue(), '2026-10-25')
  await page.goBack()
  await page.waitForURL((url) => !url.hash.includes('queue='))
})

test('a long table is drawn as it is seen, sorted by its headings, and says that there is more', {
  timeout: 60_000,
}, async (t) => {
  const { page } = await open(t, '/reports/ChatVolume?range=lastMonth&grouping=quarter')
  await page.getByText('These are the first 1,000 rows').waitFor()
  assert.ok((await grid(page).locator('tbody tr').count()) < 100)
  await grid(page).getByRole('button', { name: 'Time', exact: true }).focus()
  await page.keyboard.press('Control+End')
  await page.waitForFunction(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex') === '1001')
  await page.keyboard.press('Control+Home')
  const heading = grid(page).getByRole('columnheader').first()
  const firstRow = () => grid(page).locator('tbody tr[aria-rowindex="2"] th').textContent()
  const begin = await firstRow()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  assert.equal(await heading.getAttribute('aria-sort'), 'descending')
  assert.ok(String(await firstRow()) > String(begin))
  await page.emulateMedia({ media: 'print' })
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1_000)
})

test('a report is taken as a file, and what takes long can be cancelled', { timeout: 60_000 }, async (t) => {
  const { page } = await open(t, '/reports/QueueComparison')
  await grid(page).waitFor()
  for (const name of ['CSV', 'XLSX']) {
    const taken = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    assert.match((await taken).suggestedFilename(), new RegExp(`^[\\w-]+\\.${name.toLowerCase()}$`))
    await page.getByText(`${name} is downloaded.`).waitFor()
  }
  // An answer that never comes.
  await page.route(/\/reports\/QueueComparison/, () => undefined)
  await page.getByRole('button', { name: 'CSV' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('CSV was cancelled.').waitFor()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Loading was cancelled.').waitFor()
  await looksSound(page, 'cancelled')
  await page.unroute(/\/reports\/QueueComparison/)
  await page.getByRole('button', { name: 'Load the report' }).click()
  await grid(page).waitFor()
})

test('what is wrong is said, and can be tried again; a report can be sent by mail', { timeout: 60_000 }, async (t) => {
  const { owner, page } = await open(t, '/reports/TopWords?range=own&first=2020-01-01&last=2026-01-01')
  await page.getByRole('alert').getByText('at most three years', { exact: false }).waitFor()
  await looksSound(page, 'a range that is too long')
  await page.getByLabel('Range').selectOption('Last week')
  await page.getByText('Nothing to tell').waitFor()
  await looksSound(page, 'nothing to tell')
  await page.getByRole('link', { name: 'Send by mail' }).click()
  await page.getByText('Add a recipient first.').waitFor()

  await owner.call('POST', '/recipients', { name: 'Lee', email: 'lee@example.org' })
  await page.goBack()
  await page.getByRole('link', { name: 'Send by mail' }).click()
  const report = page.getByRole('dialog', { name: 'Add a schedule' }).getByRole('combobox', { name: 'Report' })
  assert.equal(await report.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text), 'Top words')
})

test('an agent without rights sees their own numbers and may not mail them', { timeout: 60_000 }, async (t) => {
  const { centre, page } = await open(t, '/reports/AgentPerformance')
  await centre.agent('Ann')
  await grid(page).getByText('Owner').waitFor()
  await page.context().clearCookies()
  await page.reload()
  await signIn(page, 'ann@example.org', 'Ann-password')
  await grid(page).getByText('Ann').waitFor()
  assert.equal(await grid(page).getByText('Owner').count(), 0)
  assert.equal(await page.getByRole('link', { name: 'Send by mail' }).count(), 0)
})
