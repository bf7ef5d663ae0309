import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import { findings } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { Centre, ownerPassword } from '../support/centre.ts'

test('two browsers tell the whole story, the server is restarted in the middle', { timeout: 120_000 }, async (t) => {
  const centre = await Centre.open(t, {}, { clock: systemClock })
  const origin = `http://127.0.0.1:${centre.app.port}`
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: { id: string }[] }>('GET', '/queues')
  const ben = await centre.agent('Ben', [])
  await owner.call('PATCH', `/queues/${body.queues[0]?.id}`, { wrapUpMs: 600_000 })

  const shop = await (await openBrowser(t)).newPage()
  const desk = await (await openBrowser(t)).newPage({ viewport: { width: 1440, height: 900 } })
  for (const page of [shop, desk]) page.setDefaultTimeout(8_000)
  const strangers: string[] = []
  const complaints: string[] = []
  for (const page of [shop, desk]) {
    page.on(
      'request',
      (request) =>
        /^(blob|data):/.test(request.url()) || request.url().startsWith(origin) || strangers.push(request.url()),
    )
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => /Content Security Policy/.test(line.text()) && complaints.push(line.text()))
  }

  await desk.goto(`${origin}/console/`)
  assert.deepEqual(await findings(desk), [], 'the sign-in page')
  await desk.getByLabel('E-mail').fill('owner@localhost')
  await desk.locator('input[type=password]').fill(ownerPassword)
  await desk.keyboard.press('Enter')
  await desk.getByText('No chats of yours').waitFor()

  await shop.goto(`${origin}/demo`)
  await shop.getByRole('button', { name: 'Chat with us' }).click()
  await shop.getByLabel('Your name').fill('Kim')
  await shop.getByLabel('Your question').fill('Where is my parcel?')
  assert.deepEqual(await findings(shop), [], 'the form')
  await shop.getByRole('button', { name: 'Start the chat' }).click()

  await desk.getByText('A chat rings for you').waitFor()
  assert.match(await desk.title(), /^\(1\)/)
  assert.deepEqual(await findings(desk), [], 'the offer')
  await desk.getByRole('button', { name: 'Accept' }).click()
  await shop.getByText('Owner has joined.').waitFor()
  const write = async (page: Page, label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).fill(text)
    await page.keyboard.press('Enter')
  }
  const atDesk = (text: string) => write(desk, 'Write a message', text)
  const inShop = (text: string) => write(shop, 'Your message', text)
  await desk.getByLabel('Write a message', { exact: true }).fill('Good')
  await shop.getByText('Owner is typing').waitFor()
  await atDesk('Good day, let me look.')
  await shop.getByText('Good day, let me look.').waitFor()
  await desk.getByText(/· Read$/).waitFor()
  await inShop('Thank you')
  await desk.getByText('Thank you').waitFor()

  const restarted = centre.restart()
  await atDesk('Written at the desk while it was down')
  await inShop('Written in the shop while it was down')
  await restarted
  await shop.getByText('Written at the desk while it was down').waitFor()
  await desk.getByText('Written in the shop while it was down').waitFor()
  await shop.reload()
  await shop.getByRole('button', { name: /Chat with us/ }).click()
  await shop.getByText('Written in the shop while it was down').waitFor()
  assert.deepEqual(await texts(shop), await texts(desk))
  assert.equal((await texts(desk)).length, 5)
  assert.deepEqual(await findings(shop), [], 'the conversation in the widget')
  assert.deepEqual(await findings(desk), [], 'the conversation in the console')

  await desk.getByRole('button', { name: 'Transfer', exact: true }).click()
  await desk.getByRole('button', { name: 'Transfer to Ben' }).click()
  await desk.getByText(/Rings for Ben/).waitFor()
  const { chats } = (await ben.call<{ chats: { id: string }[] }>('GET', '/chats?scope=mine')).body
  await ben.call('POST', `/chats/${chats[0]?.id}/accept`)
  await shop.getByText('Ben has taken over from Owner.').waitFor()
  await ben.call('POST', `/chats/${chats[0]?.id}/transfer`, { toAgentId: owner.id })
  await desk.getByText('Ben passes a chat to you').waitFor()
  await desk.keyboard.press('Alt+a')
  await shop.getByText('Owner has taken over from Ben.').waitFor()

  await desk.getByRole('button', { name: 'Close chat' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click()
  await shop.getByText('How was it?').waitFor()
  await shop.getByLabel('5 of 5').check({ force: true })
  assert.deepEqual(await findings(shop), [], 'the end in the widget')
  await shop.getByRole('button', { name: 'Send' }).click()
  await shop.getByText('Thank you for your rating.').waitFor()
  await desk.getByText('Rated 5 of 5.').waitFor()
  await desk.getByRole('button', { name: 'Finish' }).click()
  await desk.getByText('This chat is closed').waitFor()

  const shown = { History: 'Kim', Board: 'Ben', Reports: 'Service level', Settings: 'Ben' }
  for (const [view, text] of Object.entries(shown)) {
    await desk.getByRole('link', { name: view, exact: true }).click()
    await desk.getByText(text, { exact: false }).first().waitFor()
    assert.deepEqual(await findings(desk), [], view)
  }
  assert.deepEqual(strangers, [], 'requests to other hosts')
  assert.deepEqual(complaints, [], 'errors on the pages')
})

/** What was said, as a page shows it. */
function texts(page: Page): Promise<string[]> {
  return page.locator('.bubble').allInnerTexts()
}
