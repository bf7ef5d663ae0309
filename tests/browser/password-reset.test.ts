import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { findings } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { Centre } from '../support/centre.ts'
import { LetterBox } from '../support/letter-box.ts'

test('a person who forgot their password sets a new one with the code from the mail', {
  timeout: 60_000,
}, async (t) => {
  const box = new LetterBox()
  const centre = await Centre.open(t, {}, { clock: systemClock, mail: box })
  const page = await (await openBrowser(t)).newPage()
  page.setDefaultTimeout(8_000)
  const origin = `http://127.0.0.1:${centre.app.port}`
  await page.goto(`${origin}/console/`)
  await page.getByRole('button', { name: 'Forgot password?' }).click()
  assert.deepEqual(await findings(page), [], 'where the code is asked for')
  await page.getByLabel('E-mail or login name').fill('owner@localhost')
  const letter = box.next()
  await page.getByRole('button', { name: 'Send code' }).click()
  await page.getByText('a code is on its way').waitFor()
  const code = /^\d{23}$/m.exec((await letter).text)?.[0] ?? ''

  const codeField = page.getByLabel('Code from the mail')
  await codeField.fill('1234')
  await page.locator('input[type=password]').fill('a-new-password')
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByText('This code is wrong').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
  assert.deepEqual(await findings(page), [], 'where a wrong code was typed in')
  assert.equal(await codeField.evaluate((field) => field === document.activeElement), true)

  // The address in the letter leads to the same place.
  await page.goto('about:blank')
  await page.goto(`${origin}/console/#reset`)
  await codeField.fill(code)
  await page.locator('input[type=password]').fill('a-new-password')
  await page.keyboard.press('Enter')
  await page.getByText('Your new password is set').waitFor()
  await page.getByLabel('E-mail').fill('owner@localhost')
  await page.locator('input[type=password]').fill('a-new-password')
  await page.keyboard.press('Enter')
  await page.getByText('No chats of yours').waitFor()
})
