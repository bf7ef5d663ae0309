import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { ChatView, CustomerChatView, MessageView, QueueView } from '#dialects/house/views.ts'
import { system } from '#domain/actor.ts'
import type { Fact } from '#domain/events.ts'
import { type AgentId, type ApiKeyId, type LoginId, later } from '#domain/ids.ts'
import type { MakeReport } from '../../src/jobs/send-reports.ts'
import { type Agent, Centre, Customer } from '../support/centre.ts'
import { FeedClient, type Transport, transports } from '../support/feed-client.ts'
import { Provider } from '../support/provider.ts'
import { Random } from '../support/random.ts'

/** Every event type there is: the compiler asks for a new one here, and then the story must bring it. */
const everyType: Record<Fact['type'], true> = {
  'customer.added': true,
  'customer.changed': true,
  'customer.noted': true,
  'customer.merged': true,
  'customer.mergeUndone': true,
  'customer.erased': true,
  'attachment.stored': true,
  'delivery.sent': true,
  'delivery.failed': true,
  'delivery.confirmed': true,
  'delivery.replayed': true,
  'agent.added': true,
  'agent.changed': true,
  'agent.passwordSet': true,
  'agent.passwordResetAsked': true,
  'agent.passwordResetExpired': true,
  'agent.passwordResetWithdrawn': true,
  'agent.availabilitySet': true,
  'agent.suspended': true,
  'agent.resumed': true,
  'agent.dayEnded': true,
  'agent.connected': true,
  'agent.connectionLost': true,
  'queue.added': true,
  'queue.changed': true,
  'queue.removed': true,
  'queue.turned': true,
  'entry.added': true,
  'entry.changed': true,
  'entry.removed': true,
  'role.changed': true,
  'centre.changed': true,
  'outage.announced': true,
  'outage.changed': true,
  'outage.started': true,
  'outage.ended': true,
  'login.started': true,
  'login.extended': true,
  'login.ended': true,
  'apiKey.made': true,
  'apiKey.removed': true,
  'apiKey.used': true,
  'chat.opened': true,
  'chat.welcomed': true,
  'chat.flowWent': true,
  'chat.botAsked': true,
  'chat.queued': true,
  'chat.said': true,
  'chat.messagePosted': true,
  'chat.offered': true,
  'chat.offerDeclined': true,
  'chat.offerLapsed': true,
  'chat.offerWithdrawn': true,
  'chat.roundEnded': true,
  'chat.accepted': true,
  'chat.transferred': true,
  'chat.requeued': true,
  'chat.overflowed': true,
  'chat.stayed': true,
  'chat.holdEnded': true,
  'chat.needsRelaxed': true,
  'chat.participantJoined': true,
  'chat.participantLeft': true,
  'chat.held': true,
  'chat.resumed': true,
  'chat.idleWarned': true,
  'chat.noticed': true,
  'chat.asidePosted': true,
  'chat.tagged': true,
  'chat.untagged': true,
  'chat.dispositionSet': true,
  'chat.attributesSet': true,
  'chat.resolvedSet': true,
  'chat.recordingSet': true,
  'chat.looked': true,
  'chat.transferOffered': true,
  'chat.transferEnded': true,
  'chat.ended': true,
  'chat.wrapUpFinished': true,
  'chat.rated': true,
  'chat.marked': true,
  'chat.customerLeft': true,
  'chat.customerConnected': true,
  'report.due': true,
  'report.failed': true,
  'report.sent': true,
  'report.read': true,
}

for (const transport of transports) {
  test(`snapshot, then diffs, equals a fresh snapshot after every event type, the line cut at random (${transport})`, async (t) => {
    const provider = await Provider.open(t)
    const centre = await Centre.open(t, provider.settings, { makeReport: failingFirst() })
    provider.watch(centre)
    const seen = new Set<string>()
    centre.app.desk.watch({
      committed: ({ events }) => {
        for (const { type } of events) seen.add(type)
      },
      reset: () => {},
    })
    const story = new Story(t, centre, transport, seen, provider)
    await story.tell()
    assert.deepEqual(
      Object.keys(everyType).filter((type) => !seen.has(type)),
      [],
    )
  })
}

/** A report that can be made only when it is asked for again. */
function failingFirst(): MakeReport {
  let asked = 0
  return async () => {
    if (asked++ === 0) throw new Error('not yet')
    const enclosure = { name: 'report.csv', mediaType: 'text/csv', bytes: new Uint8Array() }
    return { enclosure, title: 'Chats', period: 'last week' }
  }
}

/** Everything that can happen in a centre, with clients that watch all the time and are compared after each step. */
class Story {
  readonly #t: TestContext
  readonly #centre: Centre
  readonly #transport: Transport
  readonly #seen: ReadonlySet<string>
  readonly #provider: Provider
  readonly #random = new Random(5)
  readonly #watching: { readonly token: string; readonly client: FeedClient }[] = []

  constructor(t: TestContext, centre: Centre, transport: Transport, seen: ReadonlySet<string>, provider: Provider) {
    this.#seen = seen
    this.#provider = provider
    this.#t = t
    this.#centre = centre
    this.#transport = transport
  }

  async tell(): Promise<void> {
    const centre = this.#centre
    const owner = await centre.owner()
    const { body } = await owner.call<{ queues: QueueView[] }>('GET', '/queues')
    const general = body.queues[0]?.id as string
    this.#watch(owner.token)
    const ann = await centre.agent('Ann', [general])
    const bob = await centre.agent('Bob', [general])
    const lone = await centre.agent('Lone')
    for (const { token } of [ann, bob, lone]) this.#watch(token)
    await this.#compare()

    const kim = new Customer(centre)
    await kim.open({ name: 'Kim', message: { id: randomUUID(), text: 'Hello?' } })
    const atKim = this.#watch(kim.token)
    await this.#compare()
    const sent = await Promise.all([this.#uploaded(kim), ...['One', 'Two', 'Three'].map((text) => kim.say(text))])
    assert.ok(sent.every(({ status }) => status === 201))
    await this.#compare()

    // Asked in vain: one declines, one lets it lapse; then the round ends.
    await this.#each([ann, bob], 'decline', kim)
    centre.clock.pass(30_000)
    await this.#compare()
    centre.clock.pass(30_000)
    await this.#compare()
    for (const agent of [ann, bob]) await agent.call('PUT', '/me/availability', { availability: 'available' })
    await this.#compare()
    const ringing = (await ann.chat(kim.chatId)).offer?.agentIds.includes(ann.id) ? ann : bob
    await ringing.call('PUT', '/me/availability', { availability: 'away', awayReason: 'lunch' })
    await this.#compare()
    await ringing.call('PUT', '/me/availability', { availability: 'available' })
    await this.#each([ann, bob], 'accept', kim)
    await this.#compare()

    const { agentId } = await owner.chat(kim.chatId)
    const [first, second] = agentId === ann.id ? [ann, bob] : [bob, ann]
    await first.call('POST', `/chats/${kim.chatId}/messages`, { id: randomUUID(), text: 'Good day' })
    await kim.call('PUT', `/chats/${kim.chatId}/marks`, { delivered: 99, read: 4 })
    await this.#compare()
    await first.call('POST', `/chats/${kim.chatId}/transfer`, { toAgentId: second.id })
    await this.#compare()
    await first.call('DELETE', `/chats/${kim.chatId}/transfer`)
    await first.call('POST', `/chats/${kim.chatId}/transfer`, { toAgentId: second.id })
    await second.call('POST', `/chats/${kim.chatId}/accept`)
    await this.#compare()

    // Another queue, whose member a colleague becomes: what they may see changes.
    const made = await owner.call<{ queue: QueueView }>('POST', '/queues', { name: 'Second' })
    const secondQueue = made.body.queue.id
    await this.#compare()
    await second.call('POST', `/chats/${kim.chatId}/transfer`, { toQueueId: secondQueue })
    await this.#compare()
    await owner.call('PATCH', `/queues/${secondQueue}`, { memberIds: [lone.id], strategy: 'round-robin' })
    await this.#compare()
    await lone.call('POST', `/chats/${kim.chatId}/accept`)
    await owner.call('PATCH', `/queues/${secondQueue}`, { memberIds: [] })
    await owner.call('PATCH', `/agents/${lone.id}`, { name: 'Lone Ranger', role: 'admin' })
    await this.#compare()

    // The page is closed and opened again.
    atKim.stop()
    await this.#forget(kim.token)
    await this.#passUntil('chat.customerLeft')
    await this.#compare()
    const again = this.#watch(kim.token)
    await this.#compare()
    await kim.call('POST', `/chats/${kim.chatId}/close`)
    await kim.call('POST', `/chats/${kim.chatId}/rating`, { score: 5, comment: 'Fine' })
    await this.#compare()
    await lone.call('POST', `/chats/${kim.chatId}/finish-wrap-up`)
    await this.#compare()

    await owner.call('PATCH', `/agents/${bob.id}`, { password: 'another-password' })
    await this.#forget(bob.token)
    await this.#passUntil('agent.connectionLost')
    await this.#compare()
    await this.#assertMessages(kim, [...atKim.messages, ...again.messages])
    await this.#knowKim(owner, kim)
    await this.#tellOrganisation(owner, ann, general)
    await this.#tellPhone(owner, ann)
    await this.#tellSupervision(owner, ann, lone, general)
    await this.#tellFlow(owner, general)
    await this.#tellQueues(owner, ann, general)
    await this.#tellDoor(owner, ann)
  }

  /** What happens about signing in shows nobody anything. */
  async #tellDoor(owner: Agent, ann: Agent): Promise<void> {
    const { desk, clock } = { desk: this.#centre.app.desk, clock: this.#centre.clock }
    const answer = () => null
    const ask = { do: 'askPasswordReset', agentId: ann.id as AgentId, codeHash: 'hash' } as const
    await desk.execute(system, { ...ask, expiresAt: later(clock.now(), 60_000) }, { answer })
    await owner.call('PATCH', `/agents/${ann.id}`, { email: 'ann@example.net' })
    await desk.execute(system, { ...ask, expiresAt: later(clock.now(), 60_000) }, { answer })
    await this.#passUntil('agent.passwordResetExpired')
    const actor = { kind: 'agent', agentId: ann.id as AgentId, via: 'test' } as const
    const loginId = ann.token.split('.')[1] as LoginId
    const expiresAt = later(clock.now(), 365 * 86_400_000)
    await desk.execute(actor, { do: 'extendLogin', loginId, expiresAt }, { answer })
    const keyId = 'hash of a key' as ApiKeyId
    await desk.execute(actor, { do: 'makeApiKey', agentId: actor.agentId, keyId }, { answer })
    await desk.execute(system, { do: 'noteApiKeyUse', keyId }, { answer })
    const day = { from: clock.now(), to: later(clock.now(), 86_400_000), zone: 'UTC' }
    await desk.execute(actor, { do: 'noteReport', report: 'agents', queueIds: null, ...day }, { answer })
    await desk.execute(actor, { do: 'removeApiKey', agentId: actor.agentId }, { answer })
    await this.#compare()
  }

  /** A flow leads a customer to a program that nobody may call, and so to a person. */
  async #tellFlow(owner: Agent, general: string): Promise<void> {
    const robot = { id: 'robot', kind: 'bot', url: 'https://bot.example.org', timeoutMs: 5_000, onFailure: 'people' }
    const made = await owner.call<{ entry: { id: string } }>('POST', '/flows', {
      name: 'Welcome',
      startNodeId: 'hello',
      nodes: [
        { id: 'hello', kind: 'say', text: 'Hello', next: 'robot' },
        { ...robot, silenceMs: 60_000, onSilence: 'people' },
        { id: 'people', kind: 'queue', queueId: general },
      ],
    })
    const pat = new Customer(this.#centre)
    await pat.open({ flowId: made.body.entry.id })
    this.#watch(pat.token)
    await this.#compare()
    await this.#passUntil('chat.queued')
    await this.#compare()
    await pat.call('POST', `/chats/${pat.chatId}/close`)
  }

  /** Units, teams and roles come, and with them what may be seen. */
  async #tellOrganisation(owner: Agent, ann: Agent, general: string): Promise<void> {
    const added = async (path: string, entry: object) => {
      const { status, body } = await owner.call<{ entry: { id: string } }>('POST', `/${path}`, entry)
      assert.equal(status, 201, JSON.stringify(body))
      await this.#compare()
      return body.entry.id
    }
    const unitId = await added('business-units', { name: 'North' })
    const teamId = await added('teams', { name: 'Night', unitId })
    const sue = await this.#centre.agent('Sue', [], { teamId })
    this.#watch(sue.token)
    await this.#compare()
    await owner.call('PATCH', `/teams/${teamId}`, { name: 'Late' })
    const level = { kind: 'all' }
    const authorizationId = await added('authorizations', { agentId: sue.id, level, role: 'qa-monitor' })
    await owner.call('PUT', '/roles/qa-monitor', { permissions: ['agents.see'] })
    await this.#compare()
    await owner.call('DELETE', `/authorizations/${authorizationId}`)
    await this.#compare()
    const spare = await owner.call<{ queue: QueueView }>('POST', '/queues', { name: 'Spare', unitId })
    await this.#compare()
    await owner.call('DELETE', `/queues/${spare.body.queue.id}`)
    await this.#compare()
    await owner.call('POST', `/agents/${ann.id}/suspend`)
    await this.#compare()
    await owner.call('POST', `/agents/${ann.id}/resume`)
    await owner.call('PATCH', '/centre', { tellWatched: true, zone: 'Europe/Berlin' })
    await this.#compare()
    const outage = { queueId: general, title: 'Mail', planned: false, endsAt: this.#centre.clock.now() + 3_600_000 }
    const made = await owner.call<{ outage: { id: string } }>('POST', '/outages', outage)
    await owner.call('PATCH', `/outages/${made.body.outage.id}`, { text: 'We are at it' })
    await this.#passUntil('outage.started')
    await owner.call('POST', `/outages/${made.body.outage.id}/end`)
    await this.#compare()
  }

  /** Somebody writes by phone; what they are answered fails, is sent anew, and is read. */
  async #tellPhone(owner: Agent, ann: Agent): Promise<void> {
    const provider = this.#provider
    await ann.call('PUT', '/me/availability', { availability: 'available' })
    const { chatNo } = (await provider.message('+27821234567', 'Hello?')).body
    await this.#compare()
    const { chats } = (await owner.call<{ chats: ChatView[] }>('GET', '/chats?scope=waiting')).body
    const chatId = chats.find(({ no }) => no === chatNo)?.id
    const assigned = await owner.call('POST', `/chats/${chatId}/assign`, { agentId: ann.id })
    assert.equal(assigned.status, 200, JSON.stringify(assigned.body))
    provider.reply = () => ({ status: 422 })
    const id = randomUUID()
    assert.equal((await ann.call('POST', `/chats/${chatId}/messages`, { id, text: 'Hello!' })).status, 201)
    await provider.happened('delivery.failed', 1)
    await this.#compare()
    provider.reply = () => ({ status: 200 })
    await owner.call('POST', `/deliveries/${id}/replay`)
    await provider.happened('delivery.sent', 1)
    await provider.receipt(id, 'read')
    await this.#compare()
    await ann.call('POST', `/chats/${chatId}/close`)
    await ann.call('POST', `/chats/${chatId}/finish-wrap-up`)
    await this.#compare()
  }

  /** Everything that agents do to a chat beside talking; its customer's page shows none of what is not for it. */
  async #tellSupervision(owner: Agent, ann: Agent, lone: Agent, general: string): Promise<void> {
    const kim = new Customer(this.#centre)
    await ann.call('PUT', '/me/availability', { availability: 'available' })
    await kim.open({ queueId: general, message: { id: randomUUID(), text: 'Me again' } })
    const atKim = this.#watch(kim.token)
    await owner.call('POST', `/chats/${kim.chatId}/assign`, { agentId: ann.id })
    await this.#compare()
    const does = async (agent: Agent, method: string, path: string, body: object = {}) => {
      const { status, body: answer } = await agent.call(method, `/chats/${kim.chatId}/${path}`, body)
      assert.ok(status < 300, `${path}: ${JSON.stringify(answer)}`)
      await this.#compare()
    }
    await does(owner, 'POST', 'watch', { part: 'whisper' })
    await does(owner, 'POST', 'asides', { id: randomUUID(), kind: 'whisper', text: 'Ask for the order number' })
    await lone.call('PUT', '/me/availability', { availability: 'available' })
    await does(ann, 'POST', 'bring-in', { agentId: lone.id, purpose: 'invite' })
    await does(lone, 'POST', 'accept')
    await does(lone, 'POST', 'messages', { id: randomUUID(), text: 'I can help too' })
    await does(lone, 'POST', 'leave')
    await does(ann, 'POST', 'hold')
    await does(ann, 'POST', 'resume')
    const tag = await owner.call<{ entry: { id: string } }>('POST', '/tags', { name: 'Refund' })
    const what = await owner.call<{ entry: { id: string } }>('POST', '/dispositions', { name: 'Complaint' })
    await does(ann, 'POST', 'tags', { tagIds: [tag.body.entry.id] })
    await does(ann, 'DELETE', 'tags', { tagIds: [tag.body.entry.id] })
    await does(ann, 'PUT', 'disposition', { dispositionId: what.body.entry.id })
    await does(ann, 'PUT', 'attributes', { attributes: { order: '17' } })
    await does(ann, 'PUT', 'resolved', { resolved: true })
    await does(owner, 'PUT', 'recording', { recorded: true })
    await owner.call('POST', `/chats/${kim.chatId}/leave`, {})
    await lone.call('GET', `/chats/${kim.chatId}/messages`)
    assert.deepEqual(atKim.asides, [], 'a whisper reached the customer')
    // Ann's line breaks: after the grace the chat waits again.
    await this.#forget(ann.token)
    await this.#passUntil('chat.requeued')
    await this.#compare()
    await kim.call('POST', `/chats/${kim.chatId}/close`)
    await this.#compare()
  }

  /** Everything that a queue does with those who wait, by itself. */
  async #tellQueues(owner: Agent, ann: Agent, general: string): Promise<void> {
    this.#watch(ann.token)
    const { body } = await owner.call<{ entry: { id: string } }>('POST', '/skills', { name: 'French' })
    const needs = [{ skillId: body.entry.id, weakestLevel: 1 }]
    await owner.call('PATCH', `/agents/${ann.id}`, { maxPerDay: 1 })
    const first = await owner.call<{ queue: QueueView }>('POST', '/queues', {
      name: 'French',
      needs,
      relaxations: [{ afterMs: 20_000, needs: [] }],
      overflows: [
        { when: 'nobody', afterMs: 30_000, toQueueId: general },
        { when: 'waited', afterMs: 60_000, toQueueId: general },
      ],
      idleWarnMs: 10_000,
      idleCloseMs: 20_000,
      stickyMs: 10_000,
      memberIds: [ann.id],
    })
    const queueId = first.body.queue.id
    await ann.call('PUT', '/me/availability', { availability: 'busy' })
    const lee = new Customer(this.#centre)
    await lee.open({ queueId })
    this.#watch(lee.token)
    for (const type of ['chat.needsRelaxed', 'chat.stayed', 'chat.overflowed']) {
      await this.#passUntil(type)
      await this.#compare()
    }
    await lee.call('POST', `/chats/${lee.chatId}/close`)
    await ann.call('PUT', '/me/availability', { availability: 'available' })
    const zoe = new Customer(this.#centre)
    await ann.call('PUT', '/me/availability', { availability: 'busy' })
    await zoe.open({ queueId: general, preferredAgentId: ann.id })
    await this.#passUntil('chat.holdEnded')
    await zoe.call('POST', `/chats/${zoe.chatId}/close`)
    await ann.call('PUT', '/me/availability', { availability: 'available' })
    const mia = new Customer(this.#centre)
    await mia.open({ queueId })
    await owner.call('POST', `/chats/${mia.chatId}/assign`, { agentId: ann.id })
    for (const type of ['chat.idleWarned', 'chat.ended', 'chat.wrapUpFinished']) await this.#passUntil(type)
    await this.#compare()
    const week = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '12:00' }]]))
    const hours = await owner.call<{ entry: { id: string } }>('POST', '/hours', { name: 'Mornings', zone: 'UTC', week })
    await owner.call('PATCH', `/queues/${queueId}`, { hoursId: hours.body.entry.id })
    await this.#compare()
    for (let hours = 0; !this.#seen.has('queue.turned') || !this.#seen.has('agent.dayEnded'); hours++) {
      assert.ok(hours < 100, 'neither its hours turned nor did the day end')
      this.#centre.clock.pass(3_600_000)
      await setImmediate()
    }
    await this.#sendReport(owner)
  }

  async #sendReport(owner: Agent): Promise<void> {
    const reader = { name: 'Zakes', email: 'zakes@example.org' }
    const { body } = await owner.call<{ entry: { id: string } }>('POST', '/recipients', reader)
    const times = { days: [1, 2, 3, 4, 5, 6, 7], time: '12:00', groupings: ['week'] }
    const schedule = { recipientId: body.entry.id, reportNo: 1, ownerId: owner.id, ...times }
    assert.equal((await owner.call('POST', '/report-schedules', schedule)).status, 201)
    this.#centre.clock.pass(86_400_000)
    for (const type of ['report.due', 'report.failed', 'report.sent']) await this.#passUntil(type)
    await this.#compare()
  }

  /** Kim comes back, is one with their former self and not, and is erased. */
  async #knowKim(owner: Agent, { chatId, token }: Customer): Promise<void> {
    const formerId = (await owner.chat(chatId)).customer.id
    const again = new Customer(this.#centre)
    await again.open({ name: 'Kim', email: 'kim@example.org' })
    this.#watch(again.token)
    await this.#compare()
    const { id } = (await owner.chat(again.chatId)).customer
    await owner.call('PATCH', `/customers/${id}`, { name: 'Kim Possible' })
    await this.#compare()
    assert.equal(
      (await again.call<{ chat: CustomerChatView }>('GET', `/chats/${again.chatId}`)).body.chat.customer.name,
      'Kim Possible',
    )
    await owner.call('POST', `/customers/${id}/notes`, { text: 'Likes tea' })
    await owner.call('POST', `/customers/${formerId}/merge`, { intoId: id })
    await owner.call('DELETE', `/customers/${formerId}/merge`)
    await this.#compare()
    await this.#forget(token)
    await owner.call('POST', `/customers/${formerId}/erase`)
    await this.#compare()
    await again.call('POST', `/chats/${again.chatId}/close`)
    await this.#forget(again.token)
    await this.#compare()
  }

  #watch(token: string): FeedClient {
    const client = new FeedClient(this.#centre.base, token, this.#transport)
    this.#watching.push({ token, client })
    this.#t.after(() => client.stop())
    return client
  }

  async #forget(token: string): Promise<void> {
    const index = this.#watching.findIndex((watching) => watching.token === token)
    this.#watching.splice(index, 1)[0]?.client.stop()
  }

  /** Lets time pass until the server has noticed that a line is gone, and the grace is over. */
  async #passUntil(type: string): Promise<void> {
    for (let seconds = 0; !this.#seen.has(type); seconds++) {
      assert.ok(seconds < 10_000, `${type} never came`)
      this.#centre.clock.pass(1_000)
      await setImmediate()
    }
  }

  /** Each client, some of them just cut off, comes to show what a client that starts now is shown. */
  async #compare(): Promise<void> {
    for (const { client } of this.#watching) if (this.#random.next() < 0.4) client.cut()
    for (const { token, client } of this.#watching) {
      // When the centre itself moved on after the fresh snapshot, the client is compared with a fresher one.
      for (let tries = 0; !(await this.#equalsFresh(token, client)); tries++) assert.ok(tries < 20, 'never the same')
    }
  }

  async #equalsFresh(token: string, client: FeedClient): Promise<boolean> {
    const fresh = new FeedClient(this.#centre.base, token, this.#transport)
    await fresh.until(() => fresh.openings.length > 0)
    const expected = fresh.shown()
    const upTo = fresh.position ?? 0
    fresh.stop()
    const equal = () => isDeepStrictEqual(client.shown(), expected)
    const late = new Promise((resolve) => setTimeout(resolve, 5_000).unref())
    await Promise.race([client.until(() => equal() || (client.position ?? 0) > upTo), late])
    if ((client.position ?? 0) <= upTo) assert.deepEqual(client.shown(), expected)
    return equal()
  }

  /** Whoever of these it rings for does this, until it rings for none of them. */
  async #each(agents: readonly Agent[], doing: 'accept' | 'decline', { chatId }: Customer): Promise<void> {
    for (const agent of agents) {
      const { offer } = await agent.chat(chatId)
      if (!offer?.agentIds.includes(agent.id)) continue
      await agent.call('POST', `/chats/${chatId}/${doing}`)
      await this.#compare()
      if (doing === 'decline') return
    }
  }

  async #uploaded(customer: Customer) {
    const headers = { authorization: `Bearer ${customer.token}`, 'content-type': 'application/octet-stream' }
    const url = `${this.#centre.base}/chats/${customer.chatId}/attachments?name=list.txt`
    const response = await fetch(url, { method: 'POST', headers, body: 'milk\neggs\n' })
    const { id } = (await response.json()) as { id: string }
    return customer.call<unknown>('POST', `/chats/${customer.chatId}/messages`, { id: randomUUID(), attachmentId: id })
  }

  /** What came over the feed is what is stored: every line once, in order, whatever was cut. */
  async #assertMessages(customer: Customer, got: readonly MessageView[]): Promise<void> {
    const { body } = await customer.call<{ messages: MessageView[] }>('GET', `/chats/${customer.chatId}/messages`)
    const seqs = body.messages.map(({ seq }) => seq)
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
    )
    // The first line was there before the page was connected, and the first snapshot tells only how many there are.
    assert.deepEqual(
      got.map(({ seq }) => seq),
      seqs.slice(1),
    )
  }
}
