import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { systemClock } from '#adapters/clock-system/system-clock.ts'
import type { ApiKeyView } from '#dialects/house/api-keys.ts'
import type { ChatView, QueueView } from '#dialects/house/views.ts'
import { looksSound } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { type Agent, Centre, ownerPassword } from '../support/centre.ts'
import { Provider } from '../support/provider.ts'

/** The console of a fresh centre, where its owner has signed in and opened a page of the settings. */
async function open(t: TestContext, section: string, settings: Record<string, string> = {}) {
  const centre = await Centre.open(t, settings, { clock: systemClock })
  const owner = await centre.owner()
  const page = await (await openBrowser(t)).newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(8_000)
  await page.goto(`http://127.0.0.1:${centre.app.port}/console/#/settings/${section}`)
  await page.getByLabel('E-mail').fill('owner@localhost')
  await page.locator('input[type=password]').fill(ownerPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('tabpanel').waitFor()
  return { centre, owner, page }
}

/** A chat of the owner's with a phone; gives back how to write to it. */
async function chatWithPhone(provider: Provider, owner: Agent): Promise<(text: string) => Promise<void>> {
  await owner.call('PUT', '/me/availability', { availability: 'available' })
  // The provider signs by the clock that the desk does not go by here.
  provider.centre.clock.pass(systemClock.now() - provider.centre.clock.now())
  const { body } = await provider.message('+27821234567', 'Where is my parcel?')
  const waiting = await owner.call<{ chats: ChatView[] }>('GET', '/chats?scope=waiting')
  const chat = waiting.body.chats.find(({ no }) => no === body.chatNo)
  assert.equal((await owner.call('POST', `/chats/${chat?.id}/accept`)).status, 200)
  return async (text) => {
    const line = { id: randomUUID(), text }
    assert.equal((await owner.call('POST', `/chats/${chat?.id}/messages`, line)).status, 201)
  }
}

test('without a message to a phone, Deliveries says what channels are and which settings make one', {
  timeout: 60_000,
}, async (t) => {
  const { page } = await open(t, 'deliveries')
  await page.getByText('POLYDESK_CHANNEL_SECRET').waitFor()
  await looksSound(page, 'no deliveries')
})

test('a message that was refused is found by its state and sent again', { timeout: 60_000 }, async (t) => {
  const provider = await Provider.open(t)
  const { centre, owner, page } = await open(t, 'deliveries', provider.settings)
  provider.watch(centre)
  provider.reply = () => ({ status: 400 })
  const write = await chatWithPhone(provider, owner)
  await write('On its way.')
  await provider.happened('delivery.failed', 1)

  await page.getByRole('button', { name: 'Refresh' }).click()
  await page.getByLabel('State').selectOption('Read')
  await page.getByText('No messages in this state.').waitFor()
  await page.getByLabel('State').selectOption('Failed')
  const row = page.getByRole('row', { name: /\+27821234567/ })
  await row.getByText('Failed').waitFor()
  await looksSound(page, 'deliveries')

  provider.reply = () => ({ status: 200 })
  await row.getByRole('button', { name: 'Send again to +27821234567' }).click()
  await page.getByText('is being sent again').waitFor()
  await provider.happened('delivery.sent', 1)
  await page.getByLabel('State').selectOption('All')
  await row.getByText('Sent', { exact: true }).waitFor()
  await row.getByRole('link').click()
  await page.getByText('On its way.').waitFor()
})

test('deliveries come page by page, and anew when one comes back to the page', { timeout: 60_000 }, async (t) => {
  const provider = await Provider.open(t)
  const { centre, owner, page } = await open(t, 'password', provider.settings)
  provider.watch(centre)
  const write = await chatWithPhone(provider, owner)
  for (let count = 0; count < 51; count++) await write(`line ${count}`)
  await provider.happened('delivery.sent', 51)
  await page.getByRole('tab', { name: 'Deliveries' }).click()
  const rows = page.locator('tbody tr')
  const count = (wanted: number) =>
    page.waitForFunction((all) => document.querySelectorAll('tbody tr').length === all, wanted)
  await count(50)
  const older = page.getByRole('button', { name: 'Older messages' })
  await older.click()
  await count(51)
  await older.waitFor({ state: 'detached' })

  await write('one more')
  await provider.happened('delivery.sent', 52)
  assert.equal(await rows.count(), 51, 'nobody asks again and again')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await older.waitFor()
  await older.click()
  await count(52)
})

test("a queue is put into the welcome menu, and says its own texts or the centre's", { timeout: 60_000 }, async (t) => {
  const { owner, page } = await open(t, 'queues')
  const taken = { name: 'Sales', menu: { name: 'Sales', index: 1 } }
  assert.equal((await owner.call('POST', '/queues', taken)).status, 201)
  await owner.call('PATCH', '/centre', { texts: { ChatClosed: 'Goodbye.' } })

  await page.getByRole('button', { name: 'Add a queue' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: false }).first().fill('Returns')
  await dialog.getByLabel('In the welcome menu').check()
  const nameInMenu = dialog.getByLabel('Name in the menu')
  assert.equal(await nameInMenu.inputValue(), 'Returns')
  await nameInMenu.fill('sales')
  await dialog.getByLabel('Number').fill('1')
  await dialog.getByText('Goodbye.').waitFor()
  await dialog.getByLabel('Welcome text for new customers').selectOption('Own text')
  const welcome = dialog.getByLabel('Welcome text for new customers: own text')
  await welcome.fill('You are number  in line.')
  await welcome.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(15, 15))
  await dialog.getByRole('button', { name: 'Place in line' }).click()
  assert.equal(await welcome.inputValue(), 'You are number #POSITIONINQUEUE# in line.')
  await dialog.getByLabel('Closing text').selectOption('Nothing is said')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('a name that no other queue has in the menu').waitFor()
  await dialog.getByText('a whole number from 1 to 99 that no other queue has').waitFor()
  assert.equal(await nameInMenu.getAttribute('aria-invalid'), 'true')
  await looksSound(page, 'the queue form with errors')

  await nameInMenu.fill('Send back')
  await dialog.getByLabel('Number').fill('7')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit Returns' }).click()
  assert.equal(await nameInMenu.inputValue(), 'Send back')
  await dialog.getByLabel('Welcome text for new customers').first().selectOption('As the centre says')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { queues } = (await owner.call<{ queues: QueueView[] }>('GET', '/queues?q=Returns')).body
  const { settings } = (await owner.call<{ settings: object }>('GET', `/queues/${queues[0]?.id}`)).body
  const { menu, texts } = settings as { menu: object; texts: object }
  assert.deepEqual({ menu, texts }, { menu: { name: 'Send back', index: 7 }, texts: { ChatClosed: '' } })
})

test('the centre gets a name, a zone, texts and a week of hours, and opens always again', {
  timeout: 60_000,
}, async (t) => {
  const { owner, page } = await open(t, 'centre')
  const centre = async () => (await owner.call<{ centre: CentreOfTest }>('GET', '/centre')).body.centre
  await page.getByLabel('Name', { exact: false }).first().fill('Tents and more')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Africa/Johannesburg')
  await page.getByRole('option', { name: 'Africa/Johannesburg' }).click()
  await page.getByRole('textbox', { name: 'Question of the welcome menu' }).fill('What is it about?')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  const { name, zone, texts, hoursId } = await centre()
  const set = { name: 'Tents and more', zone: 'Africa/Johannesburg', texts: { WelcomeMenu: 'What is it about?' } }
  assert.deepEqual({ name, zone, texts, hoursId }, { ...set, hoursId: null })

  await page.getByLabel('Always open').uncheck()
  await page.getByRole('button', { name: 'Add hours: Monday' }).click()
  await page.getByLabel('Monday from').nth(1).fill('16:00')
  const save = page.getByRole('button', { name: 'Save working hours' })
  await save.click()
  await page.getByLabel('Monday to').nth(1).fill('00:00')
  await save.click()
  await page.getByText('no overlap with week.1[0]').waitFor()
  await looksSound(page, 'the centre with wrong hours')
  await page.getByRole('button', { name: /^Remove Monday, 09:00/ }).click()
  await save.click()
  await page.getByText('no overlap with').waitFor({ state: 'detached' })
  const { entries } = (await owner.call<{ entries: HoursOfTest[] }>('GET', '/hours')).body
  assert.deepEqual([entries.length, entries[0]?.week[1]], [1, [{ from: '16:00', to: '24:00' }]])
  assert.equal((await centre()).hoursId, entries[0]?.id)

  await page.getByLabel('Always open').check()
  const changed = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await save.click()
  assert.equal((await changed).status(), 200)
  assert.equal((await centre()).hoursId, null)
})

test('canned responses are added, changed and removed, and what is wrong stands at its field', {
  timeout: 60_000,
}, async (t) => {
  const { owner, page } = await open(t, 'canned')
  const dialog = page.getByRole('dialog')
  await page.getByText('There are none yet.').waitFor()
  await page.getByRole('button', { name: 'Add a canned response' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Greeting')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const text = dialog.getByRole('textbox', { name: 'Text' })
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
  assert.equal(await text.getAttribute('aria-invalid'), 'true')
  await looksSound(page, 'the form of a canned response')
  await text.fill('Good day ')
  await dialog.getByRole('button', { name: "Customer's name" }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit Greeting' }).click()
  await text.press('End')
  await page.keyboard.type('!')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Good day #CUSTOMERNAME#!').waitFor()
  await looksSound(page, 'canned responses')
  const entries = async () => (await owner.call<{ entries: object[] }>('GET', '/canned-responses')).body.entries
  assert.equal((await entries()).length, 1)
  await page.getByRole('button', { name: 'Remove Greeting' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('There are none yet.').waitFor()
  assert.deepEqual(await entries(), [])
})

test('a report is scheduled by its name for a recipient, who cannot be removed before the schedule', {
  timeout: 60_000,
}, async (t) => {
  const { owner, page } = await open(t, 'reports')
  const dialog = page.getByRole('dialog')
  const save = dialog.getByRole('button', { name: 'Save' })
  await page.getByText('Add a recipient first.').waitFor()
  await looksSound(page, 'no recipients')
  await page.getByRole('button', { name: 'Add a recipient' }).click()
  await dialog.getByLabel('Name').fill('Lee')
  await dialog.getByLabel('E-mail').fill('no address')
  await save.click()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
  await dialog.getByLabel('E-mail').fill('lee@example.org')
  await save.click()
  await page.getByText('lee@example.org').waitFor()

  await page.getByRole('button', { name: 'Add a schedule' }).click()
  await dialog.getByLabel('Report').selectOption('Agents')
  await dialog.getByLabel('Monday').uncheck()
  await save.click()
  await dialog.getByText('one or more days of the week').waitFor()
  await looksSound(page, 'the form of a schedule with an error')
  await dialog.getByLabel('Friday').check()
  await dialog.getByLabel('Tuesday').check()
  await dialog.getByLabel('the month before').check()
  await dialog.getByLabel('At', { exact: true }).fill('06:15')
  await save.click()
  await page.getByText('Tuesday, Friday at 06:15 (UTC)').waitFor()
  await looksSound(page, 'recipients and schedules')
  const { entries } = (await owner.call<{ entries: ScheduleOfTest[] }>('GET', '/report-schedules')).body
  const [{ reportNo, days, groupings, time, ownerId } = {} as ScheduleOfTest] = entries
  const set = { reportNo: 2, days: [2, 5], groupings: ['week', 'month'], time: '06:15', ownerId: owner.id }
  assert.deepEqual({ reportNo, days, groupings, time, ownerId }, set)

  await page.getByRole('button', { name: 'Remove Lee' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('A schedule still mails to this recipient.').waitFor()
  for (const name of ['Remove Agents to Lee', 'Remove Lee']) {
    await page.getByRole('button', { name }).click()
    await dialog.getByRole('button', { name: 'Remove' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await page.getByText('Add a recipient first.').waitFor()
})

test('an API key is made with the keyboard and shown once, and a new one only after a warning', {
  timeout: 60_000,
}, async (t) => {
  const { owner, page } = await open(t, 'keys')
  const { keyboard } = page
  const dialog = page.getByRole('dialog')
  const focused = (name: string) =>
    page.waitForFunction((wanted) => {
      const { activeElement: element } = document
      return (element?.getAttribute('aria-label') ?? element?.textContent) === wanted
    }, name)
  const shown = async () => {
    const field = dialog.getByLabel('API key', { exact: true })
    await field.waitFor()
    const selected = () => field.evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0))
    assert.match(await field.inputValue(), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    assert.equal(await selected(), await field.inputValue(), 'ready to be copied')
    return field.inputValue()
  }
  await page.getByText('There are no keys yet.').waitFor()
  await looksSound(page, 'no keys')
  await page.getByRole('button', { name: 'Make a key' }).focus()
  await keyboard.press('Enter')
  await focused('Cancel')
  assert.equal(await page.getByText('stops working at once').count(), 0, 'there is none yet')
  await looksSound(page, 'making a key')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  const key = await shown()
  await looksSound(page, 'a key that is shown')
  await keyboard.press('Escape')
  assert.equal(await shown(), key, 'a slip does not lose it')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await focused('Copied')
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key)
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await focused('Make a key')
  const row = page.getByRole('row', { name: /never/ })
  await row.waitFor()
  assert.equal((await page.content()).includes(key), false)
  await looksSound(page, 'the table of keys')

  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await focused('Make anew: the key of Owner')
  await keyboard.press('Enter')
  await dialog.getByText('The key that Owner has now stops working at once.').waitFor()
  await focused('Cancel')
  await looksSound(page, 'the warning before a key is replaced')
  await keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await focused('Make anew: the key of Owner')
  const keys = async () => (await owner.call<{ apiKeys: ApiKeyView[] }>('GET', '/api-keys')).body.apiKeys
  const [before] = await keys()
  await keyboard.press('Enter')
  await focused('Cancel')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  assert.notEqual(await shown(), key)
  await dialog.getByRole('button', { name: 'Done' }).press('Enter')
  await focused('Make anew: the key of Owner')
  const after = await keys()
  assert.equal(after.length, 1)
  assert.ok(before && after[0] && after[0].madeAt > before.madeAt)

  await keyboard.press('Tab')
  await focused('Remove the key of Owner')
  await keyboard.press('Enter')
  await dialog.getByText('Programs that use this key stop working at once.').waitFor()
  await looksSound(page, 'the question before a key is removed')
  await dialog.getByRole('button', { name: 'Remove' }).press('Enter')
  await page.getByText('There are no keys yet.').waitFor()
  await focused('Make a key')
  assert.deepEqual(await keys(), [])
})

test('an administrator makes keys for others, and everybody else finds their own alone', {
  timeout: 60_000,
}, async (t) => {
  const { centre, owner, page } = await open(t, 'keys')
  const [ann, bob] = [await centre.agent('Ann'), await centre.agent('Bob')]
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await dialog.getByRole('combobox', { name: 'Owner' }).fill('Bo')
  await page.getByRole('option', { name: 'Bob' }).click()
  await dialog.getByText('may do all that Bob may').waitFor()
  await dialog.getByRole('button', { name: 'Make a key' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('row', { name: /^Bob .* Owner never/ }).waitFor()
  assert.equal((await owner.call('PATCH', `/agents/${bob.id}`, { enabled: false })).status, 200)
  await page.getByText('disabled: the key does not work').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Make anew: the key of Bob' }).isDisabled(), true)
  await looksSound(page, 'the key of who is disabled')

  await page.context().clearCookies()
  await page.reload()
  await page.getByLabel('E-mail').fill('ann@example.org')
  await page.locator('input[type=password]').fill('Ann-password')
  await page.keyboard.press('Enter')
  await page.getByText('There are no keys yet.').waitFor()
  await page.getByRole('button', { name: 'Make a key' }).click()
  await dialog.getByText('A key for Ann').waitFor()
  assert.equal(await dialog.getByRole('combobox').count(), 0, 'for nobody else')
  await dialog.getByRole('button', { name: 'Make a key' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('row', { name: /^Ann .* Ann never/ }).waitFor()
  const { apiKeys } = (await ann.call<{ apiKeys: ApiKeyView[] }>('GET', '/api-keys')).body
  assert.deepEqual([apiKeys.length, apiKeys[0]?.madeBy], [1, ann.id])
})

test('whoever may only schedule reports finds that page, their API key and their password in the settings', {
  timeout: 60_000,
}, async (t) => {
  const { centre, owner, page } = await open(t, 'password')
  const ann = await centre.agent('Ann')
  const level = { kind: 'all' }
  assert.equal((await owner.call('PUT', '/roles/supervisor', { permissions: ['reports.manage'] })).status, 200)
  const grant = { agentId: ann.id, level, role: 'supervisor' }
  assert.equal((await owner.call('POST', '/authorizations', grant)).status, 201)
  await page.context().clearCookies()
  await page.reload()
  await page.getByLabel('E-mail').fill('ann@example.org')
  await page.locator('input[type=password]').fill('Ann-password')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Reports by mail' }).waitFor()
  assert.deepEqual(await page.getByRole('tab').allTextContents(), ['Reports by mail', 'API keys', 'Password'])
})

interface ScheduleOfTest {
  readonly reportNo: number
  readonly days: readonly number[]
  readonly groupings: readonly string[]
  readonly time: string
  readonly ownerId: string
}
interface CentreOfTest {
  readonly name: string
  readonly zone: string
  readonly hoursId: string | null
  readonly texts: object
}
interface HoursOfTest {
  readonly id: string
  readonly week: Readonly<Record<number, object>>
}
