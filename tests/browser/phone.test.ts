import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Config, readConfig } from '../../src/config/read-config.ts'
import { startDemo } from '../../src/demo/start-demo.ts'
import { findings } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'

/** Polydesk with the sample centre, on a free port and in a folder of its own. */
async function demo(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'polydesk-demo-'))
  const read = readConfig({
    POLYDESK_PORT: '0',
    POLYDESK_DATA: folder,
    POLYDESK_LOG_LEVEL: 'silent',
    POLYDESK_OWNER_PASSWORD: 'owner-password',
  })
  assert.ok(read.ok)
  const app = await startDemo(read.config as Config, { checkAnswers: true })
  t.after(async () => {
    await app.stop()
    await rm(folder, { recursive: true })
  })
  return `http://127.0.0.1:${app.port}`
}

const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgYPiPBw1NaTwIAGw6J9nSBC2EAAAAAElFTkSuQmCC'

test('a phone is led by the menu to a department, waits in its queue, is answered, sends a picture and is thanked', {
  timeout: 120_000,
}, async (t) => {
  const origin = await demo(t)
  const page = await (await openBrowser(t)).newPage({ viewport: { width: 390, height: 780 } })
  page.setDefaultTimeout(20_000)
  const strangers: string[] = []
  const complaints: string[] = []
  const ours = (url: string) => url.startsWith(origin) || /^(blob|data):/.test(url)
  page.on('request', (request) => ours(request.url()) || strangers.push(request.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => /Content Security Policy/.test(line.text()) && complaints.push(line.text()))

  await page.goto(`${origin}/demo/phone`)
  await page.getByText('On', { exact: true }).waitFor()
  assert.match(await page.getByLabel('Number').inputValue(), /^\+27 82 555 \d{4}$/)
  assert.deepEqual(await findings(page), [], 'the empty phone')
  await page.getByLabel('Name').fill('Thandi Nkosi')

  await write(page, 'Good morning')
  await page.getByText(/2 Support/).waitFor()
  await write(page, 'nine')
  await page.getByText(/type one of these numbers/).waitFor()
  await write(page, '2')
  await page.getByText('Hello Thandi Nkosi, welcome to Support. You are number 1 in the queue.').waitFor()
  await page.getByText('Could you send me a picture of it?').waitFor()
  const mine = page.locator('.line.own')
  await mine.filter({ hasText: 'Good morning' }).getByRole('img', { name: 'Read' }).waitFor()

  const bytes = Buffer.from(picture, 'base64')
  await page
    .getByLabel('Picture', { exact: true })
    .setInputFiles({ name: 'tent.png', mimeType: 'image/png', buffer: bytes })
  const shown = page.getByAltText('Picture: tent.png')
  await shown.waitFor()
  assert.equal(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth), 10)
  await page.getByText('Thank you for the picture').waitFor()
  await page.locator('.line:not(.own)').last().getByRole('img', { name: 'Told as read' }).waitFor()
  assert.deepEqual(await findings(page), [], 'the conversation')
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await findings(page), [], 'the conversation in the dark')
  const lines = await page.locator('.bubble').count()
  await page.reload()
  await shown.waitFor()
  assert.equal(await page.locator('.bubble').count(), lines, 'after a reload')

  await write(page, 'Thank you, bye')
  await page.getByText('Thank you for writing to Support. Good-bye, Thandi Nkosi!').waitFor()
  await write(page, 'Good morning again')
  await page
    .getByText(/2 Support/)
    .nth(1)
    .waitFor()
  assert.deepEqual(strangers, [], 'requests to other hosts')
  assert.deepEqual(complaints, [], 'errors on the page')
})

test('phones are told apart by number, and a number that cannot be is refused in words', {
  timeout: 60_000,
}, async (t) => {
  const origin = await demo(t)
  const browser = await openBrowser(t)
  const [first, other] = [await browser.newPage(), await browser.newPage()]
  for (const page of [first, other]) {
    page.setDefaultTimeout(20_000)
    await page.goto(`${origin}/demo/phone`)
  }
  for (const [page, number] of [
    [first, '+27 82 555 0001'],
    [other, '082 555 0002'],
  ] as const) {
    await page.getByLabel('Number').fill(number)
    await page.getByLabel('Number').press('Tab')
    await page.getByText('On', { exact: true }).waitFor()
    await write(page, `from ${number}`)
    await page.getByText(/1 Sales/).waitFor()
  }
  assert.equal(await first.getByText('from 082 555 0002').count(), 0)
  assert.deepEqual(await first.locator('.line.own .bubble').allTextContents(), ['You: from +27 82 555 0001'])

  await other.getByLabel('Number').fill('12')
  await other.getByLabel('Number').press('Tab')
  await other.getByText('No network').waitFor()
  await write(other, 'hello?')
  await other.getByText('number: a phone number, such as +27 82 555 0123').waitFor()
  assert.equal(await other.getByLabel('Message', { exact: true }).inputValue(), 'hello?')
})

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text)
  await page.keyboard.press('Enter')
}
