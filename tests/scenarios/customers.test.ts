import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { CertificateView, CustomerNoteView, CustomerView } from '#dialects/house/customer-views.ts'
import type { ChatView, MessageView, QueueView } from '#dialects/house/views.ts'
import { type Agent, Centre, type Customer } from '../support/centre.ts'

type One = { readonly customer: CustomerView }
type Chats = { readonly chats: ChatView[]; readonly next: string | null }

/** A centre where Ann answers. */
async function centreWithAnn(t: TestContext) {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  const general = body.queues[0]?.id as string
  await owner.call('PATCH', `/queues/${general}`, { wrapUpMs: 0 })
  return { centre, owner, general, ann: await centre.agent('Ann', [general]) }
}

/** The agent takes the chat, answers, and it ends. */
async function serve(agent: Agent, { chatId }: Customer, text = 'Good day'): Promise<ChatView> {
  assert.equal((await agent.call('POST', `/chats/${chatId}/grab`)).status, 200)
  assert.equal((await agent.call('POST', `/chats/${chatId}/messages`, { id: randomUUID(), text })).status, 201)
  assert.equal((await agent.call('POST', `/chats/${chatId}/close`)).status, 200)
  return agent.chat(chatId)
}

async function visit(centre: Centre, said: object): Promise<Customer> {
  const customer = centre.customer()
  await customer.open(said)
  return customer
}

async function upload(customer: Customer, name: string, bytes: string): Promise<void> {
  const headers = { authorization: `Bearer ${customer.token}`, 'content-type': 'application/octet-stream' }
  const url = `${customer.centre.base}/chats/${customer.chatId}/attachments?name=${encodeURIComponent(name)}`
  const { id } = (await (await fetch(url, { method: 'POST', headers, body: bytes })).json()) as { id: string }
  await customer.call('POST', `/chats/${customer.chatId}/messages`, { id: randomUUID(), attachmentId: id })
}

test('the same e-mail twice is one customer with all their chats; who only typed it learns nothing', async (t) => {
  const { centre, ann } = await centreWithAnn(t)
  const first = await visit(centre, { name: 'Kim', email: 'kim@example.org' })
  const served = await serve(ann, first)
  const second = centre.customer()
  const opened = await second.open({ name: 'K.', email: 'KIM@example.org' })
  assert.deepEqual(opened.customer, { name: 'K.', email: 'KIM@example.org' })
  const { customer } = await ann.chat(second.chatId)
  assert.equal(customer.id, served.customer.id)
  assert.equal((await second.call('GET', `/chats/${first.chatId}`)).status, 404)

  const { body } = await ann.call<One>('GET', `/customers/${customer.id}`)
  assert.deepEqual([body.customer.name, body.customer.email], ['Kim', 'kim@example.org'])
  const found = await ann.call<{ customers: CustomerView[] }>('GET', '/customers?email=Kim@example.org')
  assert.deepEqual(found.body.customers, [body.customer])
  const chats = await ann.call<Chats>('GET', `/customers/${customer.id}/chats`)
  assert.deepEqual(
    chats.body.chats.map(({ id }) => id),
    [second.chatId, first.chatId],
  )
})

test('all chats of a customer, in pages, and none of one that the agent may not see', async (t) => {
  const { centre, owner, ann, general } = await centreWithAnn(t)
  const other = await owner.call<{ queue: QueueView }>('POST', '/queues', { name: 'Other', wrapUpMs: 0 })
  const bob = await centre.agent('Bob', [other.body.queue.id])
  const said = { email: 'kim@example.org' }
  const all: string[] = []
  for (let no = 0; no < 5; no++) {
    const queueId = no % 2 === 0 ? general : other.body.queue.id
    const customer = await visit(centre, { ...said, queueId })
    await serve(no % 2 === 0 ? ann : bob, customer)
    centre.clock.pass(1_000)
    all.unshift(customer.chatId)
  }
  const { customer } = await ann.chat(all[0] as string)
  const pagesFor = async (agent: Agent) => {
    const pages: string[][] = []
    for (let before = ''; ; ) {
      const { body } = await agent.call<Chats>('GET', `/customers/${customer.id}/chats?limit=2${before}`)
      pages.push(body.chats.map(({ id }) => id))
      if (!body.next) return pages
      before = `&before=${body.next}`
    }
  }
  assert.deepEqual((await pagesFor(owner)).flat(), all)
  assert.deepEqual(await pagesFor(ann), [[all[0], all[2]], [all[4]]])
  assert.deepEqual((await pagesFor(bob)).flat(), [all[1], all[3]])
  const lone = await centre.agent('Lone')
  for (const path of ['', '/chats', '/notes']) {
    const answer = await lone.call('GET', `/customers/${customer.id}${path}`)
    assert.equal(answer.status, 404, path)
  }
  assert.deepEqual((await lone.call<object>('GET', '/customers?email=kim@example.org')).body, { customers: [] })

  // Who may see is asked of the disk as well, and again when queues change.
  await centre.restart()
  assert.deepEqual(await pagesFor(bob), [[all[1], all[3]], []])
  assert.equal((await lone.call('GET', `/customers/${customer.id}`)).status, 404)
  await owner.call('PATCH', `/queues/${general}`, { memberIds: [lone.id] })
  assert.equal((await lone.call('GET', `/customers/${customer.id}`)).status, 200)
})

test('two customers are merged and parted again: chats and notes go along and come back', async (t) => {
  const { centre, ann } = await centreWithAnn(t)
  const atHome = await visit(centre, { name: 'Kim', email: 'kim@home.example' })
  const atWork = await visit(centre, { name: 'Kim B', email: 'kim@work.example' })
  const [home, work] = [(await serve(ann, atHome)).customer.id, (await serve(ann, atWork)).customer.id]
  for (const [id, text] of [
    [home, 'of home'],
    [work, 'of work'],
  ]) {
    assert.equal((await ann.call('POST', `/customers/${id}/notes`, { text })).status, 201)
    centre.clock.pass(1_000)
  }
  const shown = async (id: string) => ({
    profile: (await ann.call<One>('GET', `/customers/${id}`)).body.customer,
    chats: (await ann.call<Chats>('GET', `/customers/${id}/chats`)).body.chats.map((chat) => chat.id).sort(),
    notes: (await ann.call<{ notes: CustomerNoteView[] }>('GET', `/customers/${id}/notes`)).body.notes,
  })
  const before = [await shown(home), await shown(work)]
  const merged = await ann.call<One>('POST', `/customers/${work}/merge`, { intoId: home })
  assert.deepEqual([merged.status, merged.body.customer.mergedIds], [200, [work]])
  for (const id of [home, work]) {
    const { profile, chats, notes } = await shown(id)
    assert.equal(profile.id, home)
    assert.deepEqual(chats, [atHome.chatId, atWork.chatId].sort())
    assert.deepEqual(
      notes.map(({ text }) => text),
      ['of work', 'of home'],
    )
  }
  const again = await ann.call<{ code: string; errors: { field: string }[] }>('POST', `/customers/${home}/merge`, {
    intoId: work,
  })
  assert.deepEqual([again.status, again.body.errors.map(({ field }) => field)], [409, ['fromId', 'intoId']])
  assert.equal((await ann.call('DELETE', `/customers/${work}/merge`)).status, 200)
  assert.deepEqual([await shown(home), await shown(work)], before)
})

const secrets = ['Quillfeather', 'quill@secret.example', '49305550123', 'xylophone', 'marzipan', 'walrus', 'kumquat']
const moreSecrets = ['zeppelin', 'pages/obelisk', 'ocelot', 'tarantella', 'external-brontosaurus']
const words = [...secrets, ...moreSecrets]

/** Kim says and is told many things that nobody else says. */
async function tellEverything(centre: Centre, owner: Agent, ann: Agent): Promise<string> {
  const kim = await visit(centre, {
    name: 'Quillfeather',
    email: 'quill@secret.example',
    phone: '+49 30 5550123',
    externalId: 'external-brontosaurus',
    pageUrl: 'https://example.org/pages/obelisk',
  })
  await ann.call('POST', `/chats/${kim.chatId}/grab`)
  const key = { 'idempotency-key': randomUUID() }
  await kim.call('POST', `/chats/${kim.chatId}/messages`, { id: randomUUID(), text: 'My xylophone broke' }, key)
  await upload(kim, 'marzipan.txt', 'walrus\n')
  await ann.call('POST', `/chats/${kim.chatId}/messages`, { id: randomUUID(), text: 'A kumquat, then' })
  await ann.call('POST', `/chats/${kim.chatId}/close`, undefined, { 'idempotency-key': randomUUID() })
  await kim.call('POST', `/chats/${kim.chatId}/rating`, { score: 1, comment: 'zeppelin' })
  const { customer } = await ann.chat(kim.chatId)
  const headers = { 'idempotency-key': randomUUID() }
  await ann.call('POST', `/customers/${customer.id}/notes`, { text: 'keeps an ocelot' }, headers)
  await owner.call('PATCH', `/customers/${customer.id}`, { fields: { dance: 'tarantella' } }, headers)
  return customer.id
}

/** The secrets that the bytes of the data folder still hold, where. */
async function leftIn(folder: string): Promise<string[]> {
  const left: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name))
    for (const word of words) if (bytes.includes(word)) left.push(`${word} in ${entry.name}`)
  }
  return left
}

test('an export holds all of one person, and only an administrator gets it', async (t) => {
  const { centre, owner, ann } = await centreWithAnn(t)
  const id = await tellEverything(centre, owner, ann)
  await serve(ann, await visit(centre, { name: 'Somebody else' }), 'not about Quillfeathers')
  assert.equal((await ann.call('GET', `/customers/${id}/export`)).status, 403)
  const { status, body } = await owner.call<{ chats: { messages: MessageView[] }[] }>('GET', `/customers/${id}/export`)
  assert.equal(status, 200)
  const text = JSON.stringify(body)
  for (const word of words.filter((word) => word !== 'walrus')) assert.ok(text.includes(word), word)
  assert.doesNotMatch(text, /not about|walrus/)
  assert.equal(body.chats.length, 1)
  assert.deepEqual(
    body.chats[0]?.messages.map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  )
})

test('erased, nothing of a person is left in any byte of the data, and a certificate says so', async (t) => {
  const { centre, owner, ann } = await centreWithAnn(t)
  const bystander = await visit(centre, { name: 'Lee', email: 'lee@example.org' })
  await ann.call('POST', `/chats/${bystander.chatId}/grab`)
  await upload(bystander, 'same.txt', 'the same bytes')
  const id = await tellEverything(centre, owner, ann)
  const twin = await visit(centre, { name: 'Quillfeather again' })
  await upload(twin, 'copy-of-ocelot.txt', 'the same bytes')
  assert.equal((await owner.call('POST', `/customers/${id}/erase`)).status, 200)
  const twinId = (await owner.chat(twin.chatId)).customer.id
  const early = await owner.call<{ code: string }>('POST', `/customers/${twinId}/erase`)
  assert.deepEqual([early.status, early.body.code], [409, 'customer.has-open-chats'])
  await serve(ann, twin)
  assert.notDeepEqual(await leftIn(centre.folder), [])
  assert.equal((await ann.call('POST', `/customers/${twinId}/erase`)).status, 403)
  const key = { 'idempotency-key': randomUUID() }
  const erased = await owner.call<{ certificate: CertificateView }>(
    'POST',
    `/customers/${twinId}/erase`,
    undefined,
    key,
  )
  const repeated = await owner.call<object>('POST', `/customers/${twinId}/erase`, undefined, key)
  assert.deepEqual([erased.status, repeated.body], [200, erased.body])
  assert.deepEqual(await leftIn(centre.folder), [])

  const { certificate } = erased.body
  assert.deepEqual(
    [certificate.customerIds, certificate.byAgentId, certificate.counts.files, certificate.counts.messages],
    [[twinId], owner.id, 1, 2],
  )
  const stored = await owner.call<object>('GET', `/certificates/${certificate.id}`)
  assert.deepEqual(stored.body, erased.body)
  await centre.restart()
  assert.deepEqual(await leftIn(centre.folder), [])
  assert.equal((await twin.call('GET', `/chats/${twin.chatId}`)).status, 401)
  const lines = await ann.call<{ messages: MessageView[] }>('GET', `/chats/${twin.chatId}/messages`)
  assert.ok(lines.body.messages.length > 0)
  assert.ok(lines.body.messages.every((line) => line.kind !== 'text' || line.text === ''))
  const theirs = await bystander.call<{ messages: MessageView[] }>('GET', `/chats/${bystander.chatId}/messages`)
  const file = theirs.body.messages.find((line) => line.kind === 'file')
  assert.ok(file)
  const bytes = await bystander.call('GET', `/chats/${bystander.chatId}/attachments/${file.attachment.id}`)
  assert.deepEqual([bytes.status, bytes.body], [200, 'the same bytes'])
})

test('a person is erased in whose chats a queue called them by name', async (t) => {
  const centre = await Centre.open(t)
  const owner = await centre.owner()
  const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
  const texts = { WelcomeMessage: 'Welcome, #CUSTOMERNAME#' }
  await owner.call('PATCH', `/queues/${body.queues[0]?.id}`, { texts })
  const kim = centre.customer()
  await kim.open({ name: 'Quillfeather', message: { id: randomUUID(), text: 'an ocelot' } })
  await kim.call('POST', `/chats/${kim.chatId}/close`)
  const found = await owner.call<{ hits: object[] }>('GET', '/search?q=ocelot')
  assert.equal(found.body.hits.length, 1)
  assert.notDeepEqual(await leftIn(centre.folder), [])
  const { customer } = await owner.chat(kim.chatId)
  assert.equal((await owner.call('POST', `/customers/${customer.id}/erase`)).status, 200)
  assert.deepEqual(await leftIn(centre.folder), [])
})

test('what a site signed about its customer is believed; a wrong signature is refused, never taken for none', async (t) => {
  const centre = await Centre.open(t, { POLYDESK_IDENTITY_SECRET: 'a-secret-of-the-site' })
  const owner = await centre.owner()
  const signed = (externalId: string) => createHmac('sha256', 'a-secret-of-the-site').update(externalId).digest('hex')
  const [kim, thief] = [centre.customer(), centre.customer()]
  await kim.open({ name: 'Kim', externalId: '17', signature: signed('17') })
  const { customer } = await owner.chat(kim.chatId)
  const { body } = await owner.call<{ customer: { verified: boolean } }>('GET', `/customers/${customer.id}`)
  assert.equal(body.customer.verified, true)
  const forged = { chatId: thief.chatId, name: 'Kim', externalId: '17', signature: signed('18') }
  const refused = await thief.call<{ code: string }>('POST', '/chats', forged)
  assert.deepEqual([refused.status, refused.body.code], [403, 'identity.wrong'])
})
