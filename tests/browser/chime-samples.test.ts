import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { SessionView } from '#dialects/chime/views.ts'
import type { NewApiKeyView } from '#dialects/house/api-keys.ts'
import { openBrowser } from '../support/browser.ts'
import { serviceDesk } from '../support/chime.ts'
import { chimeSamples, reportSample } from '../support/chime-samples.ts'

const portal = 'http://portal.example'
/** Relative addresses lead to the server, as on a page of its own. */
const pages: Readonly<Record<string, string>> = {
  '/': '<!doctype html><title>Portal</title><base href="http://Chime.server/"><script src="http://portal.example/jquery.js"></script>',
  '/framed':
    '<!doctype html><title>Portal</title><iframe title="Chat" width="360" height="500" src="http://Chime.server/Chime/WebClient?id=2"></iframe>',
}

/** A portal of another origin, which brings real jQuery. */
async function openPortal(t: TestContext): Promise<number> {
  const jquery = await readFile(createRequire(import.meta.url).resolve('jquery'))
  const server = createServer(({ url = '/' }, response) => {
    const page = pages[url]
    response.setHeader('content-type', page ? 'text/html; charset=utf-8' : 'text/javascript')
    response.end(url === '/jquery.js' ? jquery : (page ?? ''))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function portalOf(t: TestContext) {
  const desk = await serviceDesk(t, { POLYDESK_API_ORIGINS: portal, POLYDESK_WIDGET_ORIGINS: portal })
  const browser = await openBrowser(t, {
    'chime.server:80': `127.0.0.1:${desk.centre.app.port}`,
    'portal.example:80': `127.0.0.1:${await openPortal(t)}`,
  })
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  return { ...desk, page }
}

interface Ran {
  readonly status: number
  readonly path: string
  readonly data: unknown
}

/** Runs one sample as it stands on a page, and tells what jQuery made of it. */
async function run(page: Page, code: string, key: string | null): Promise<Ran> {
  return page.evaluate(
    ([code, key]) =>
      new Promise<Ran>((resolve) => {
        interface Reply {
          readonly status: number
          readonly responseText: string
        }
        type Done = (event: unknown, reply: Reply, asked: { readonly url: string }, data: unknown) => void
        const { $ } = window as unknown as {
          $: {
            (where: unknown): { off(): { on(name: string, done: Done): unknown } }
            ajaxSetup(options: object): void
          }
        }
        const pathOf = (url: string) => new URL(url, document.baseURI).pathname
        // In place of what was set before: headers would be added to those of the sample before.
        const beforeSend = (reply: { setRequestHeader(name: string, value: string): void }) => {
          if (key !== null) reply.setRequestHeader('Authorization', `Bearer ${key}`)
        }
        $.ajaxSetup({ beforeSend })
        const events = $(document).off()
        events.on('ajaxSuccess', (_event, { status }, { url }, data) => resolve({ status, path: pathOf(url), data }))
        events.on('ajaxError', (_event, { status, responseText }, { url }) =>
          resolve({ status, path: pathOf(url), data: responseText }),
        )
        const script = document.createElement('script')
        script.textContent = code
        document.head.append(script)
      }),
    [code, key] as const,
  )
}

test('CH-13, CH-20, CH-60: the samples of the text run as they are printed, with real jQuery, on a page of another origin', {
  timeout: 120_000,
}, async (t) => {
  const { page, owner, ann, withKey, talking } = await portalOf(t)
  await owner.call('PATCH', `/agents/${ann.id}`, { sipAddress: 'jsmith123@instant-tech.com' })
  const { no: sessionID, customer } = await talking()
  const program = await withKey(owner)
  const { SessionGuid } = await program.ok<SessionView>('GetSessionData', { sessionID })
  await customer.call('POST', `/chats/${customer.chatId}/close`)
  await page.goto(`${portal}/`)

  const samples = chimeSamples({ sessionID, SessionGuid })
  const ran = new Map<string, Ran>()
  for (const { heading, code } of samples) {
    const withoutKey = await run(page, code, null)
    const needsKey = /AgentPresence|GetAgentSkillTags|GetSessionData/.test(code)
    assert.equal(withoutKey.status, needsKey ? 401 : 200, `${heading}: ${JSON.stringify(withoutKey)}`)
    ran.set(heading, needsKey ? await run(page, code, program.key) : withoutKey)
  }
  assert.equal(ran.size, 14)
  for (const [heading, { status, data }] of ran) {
    assert.equal(status, 200, heading)
    assert.ok(data, `${heading}: if(data)`)
  }
  const dataOf = (heading: string) => ran.get(heading)?.data as Record<string, unknown>
  assert.equal(dataOf('Queue Process Health'), true)
  assert.deepEqual(Object.keys(dataOf('Health Monitor Status')), ['Ok', 'System', 'Queues'])
  assert.deepEqual(dataOf('Queue Availability'), { isAvailable: false })
  assert.equal(dataOf('Agent Presence')['sip'], 'sip:jsmith123@instant-tech.com')
  assert.equal(dataOf('Get Session Data')['SessionID'], sessionID)
  assert.ok(Array.isArray(dataOf('Get All Outages (Global)')))
  assert.equal(ran.get("Post Guest Session's Comment and Rating")?.path, '/Chime/Session/AddSeekerCommentRating')
  const { SessionRating, SeekerComment } = await program.ok<SessionView>('GetSessionData', { sessionID })
  assert.deepEqual([SessionRating, SeekerComment], [1, 'Excellent! Thanks for the help'])
})

test('CH-80: the web client in a frame of another site opens a chat with its queue, and in a window of its own', {
  timeout: 120_000,
}, async (t) => {
  const { page, centre, english } = await portalOf(t)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => /Content Security Policy/.test(line.text()) && complaints.push(line.text()))
  await page.goto(`${portal}/framed`)
  const frame = page.frameLocator('iframe')
  const question = frame.getByRole('textbox').last()
  await question.fill('I need my password reset.')
  assert.equal(await frame.getByRole('combobox').count(), 0, 'no queue is asked for')
  await frame.getByRole('button', { name: /start/i }).click()
  await frame.getByText('I need my password reset.').waitFor()
  const popup = page.waitForEvent('popup')
  await page.evaluate(() =>
    window.open('http://Chime.server/Chime/webclient?id=1', '', 'width=600,height=600,resizable=yes'),
  )
  await (await popup).getByRole('textbox').last().waitFor()
  const queues = [...centre.app.desk.state.chats.values()].map(({ queueId }) => queueId)
  assert.deepEqual(queues, [english.id])
  assert.deepEqual(complaints, [])
})

test('CR-1, CR-4: the sample of the reporting API runs as it is printed, and brings a month by its days as CSV', {
  timeout: 120_000,
}, async (t) => {
  const { page, owner } = await portalOf(t)
  const { body } = await owner.call<NewApiKeyView>('PUT', `/agents/${owner.id}/api-key`)
  await page.goto(`${portal}/`)
  const { status, path, data } = await run(page, reportSample(body.key), null)
  assert.deepEqual([status, path], [200, '/Chime/Report/InboundVsAnsweredChats'])
  const lines = String(data).split('\r\n')
  assert.match(lines[0] ?? '', /^\uFEFF?Time,Inbound,Answered,/)
  // From 1 November 04:00 to 1 December 05:00 in UTC: days of 31 dates, and the totals.
  assert.deepEqual([lines[1]?.slice(0, 10), lines.at(-3)?.slice(0, 10), lines.length], ['2020-11-01', '2020-12-01', 34])
  const { status: wrong } = await run(page, reportSample(crypto.randomUUID()), null)
  assert.equal(wrong, 401)
})
