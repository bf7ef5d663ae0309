import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config/read-config.ts'

/** Takes the pictures of the README from the running product: `npm run build`, then Node on this file. */
const folder = await mkdtemp(join(tmpdir(), 'polydesk-picture-'))
const password = 'picture-password'
const read = readConfig({
  POLYDESK_PORT: '0',
  POLYDESK_DATA: folder,
  POLYDESK_LOG_LEVEL: 'silent',
  POLYDESK_OWNER_PASSWORD: password,
})
if (!read.ok) throw new Error(read.problems.join('\n'))
const app = await startApp(read.config)
const base = `http://127.0.0.1:${app.port}`
const flags = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((name) => `--disable-${name}`)
const browser = await chromium.launch({
  executablePath: process.env['POLYDESK_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--no-first-run', ...flags],
})

async function call(method: string, path: string, token: string | null, body?: object): Promise<Record<string, never>> {
  const response = await fetch(`${base}/house/v1${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
  return text === '' ? {} : (JSON.parse(text) as Record<string, never>)
}

/** A chat that waits, opened by a program. */
async function ask(name: string, text: string): Promise<string> {
  const chatId = randomUUID()
  await call('POST', '/chats', `${chatId}.${randomBytes(32).toString('base64url')}`, {
    chatId,
    name,
    message: { id: randomUUID(), text },
  })
  return chatId
}

try {
  const owner = await call('POST', '/tokens', null, { email: 'owner@localhost', password })
  const token = String(owner['token'])
  const me = owner['agent'] as unknown as { readonly id: string }
  await call('PATCH', `/agents/${me.id}`, token, { name: 'Ann Meyer', capacity: 4 })
  const shop = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await shop.goto(`${base}/demo`)
  await shop.getByRole('button', { name: 'Chat with us' }).click()
  await shop.getByLabel('Your name').fill('Kim Larsen')
  await shop.getByLabel('Your question').fill('Hello! Does the tent come in green as well?')
  await shop.getByRole('button', { name: 'Start the chat' }).click()
  await shop.getByText('You are next').waitFor()
  await call('PUT', '/me/availability', token, { availability: 'available' })
  const desk = await browser.newPage({ viewport: { width: 1440, height: 860 } })
  await desk.goto(`${base}/console/`)
  await desk.getByLabel('E-mail').fill('owner@localhost')
  await desk.locator('input[type=password]').fill(password)
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: 'Accept' }).click()
  const write = async (page: typeof shop, label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).fill(text)
    await page.keyboard.press('Enter')
    await page.getByText(text).waitFor()
  }
  await write(desk, 'Write a message', 'Good morning Kim! It does, from next week on.')
  await shop.getByText('from next week on').waitFor()
  await write(shop, 'Your message', 'Lovely. Can I order it now, and have it sent then?')
  await desk.getByText('have it sent then').waitFor()
  await write(desk, 'Write a message', 'Of course: I have put it into your basket.')
  await shop.getByText('into your basket').waitFor()
  for (const [name, text] of [
    ['Sam', 'My mug arrived chipped'],
    ['Robin', 'Is the pack waterproof?'],
  ] as const) {
    const chatId = await ask(name, text)
    if (name === 'Sam') await call('POST', `/chats/${chatId}/accept`, token)
  }
  await desk.getByRole('button', { name: 'Decline' }).click()
  await desk
    .getByText(/· Read/)
    .first()
    .waitFor()
  await shop.screenshot({ path: 'docs/pictures/widget.png' })
  await desk.screenshot({ path: 'docs/pictures/console.png' })
  if (process.argv.includes('all')) {
    await desk.getByRole('link', { name: 'Board' }).click()
    await desk.getByText('Longest wait').waitFor()
    await desk.screenshot({ path: join(tmpdir(), 'polydesk-board.png') })
    await desk.emulateMedia({ colorScheme: 'dark' })
    await desk.setViewportSize({ width: 390, height: 780 })
    await desk.getByRole('link', { name: 'Inbox' }).click()
    await desk.screenshot({ path: join(tmpdir(), 'polydesk-phone.png') })
    await desk.getByText('Kim Larsen').click()
    await desk.screenshot({ path: join(tmpdir(), 'polydesk-phone-chat.png') })
  }
} finally {
  await browser.close()
  await app.stop()
  await rm(folder, { recursive: true })
}
